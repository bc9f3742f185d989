package signalkit.shell.command;

import java.util.List;

/**
 * A part of the kit that is a program of its own, because of the libraries that it needs or because
 * it knows the servers' classes, which the shell does not.
 */
enum Tool {
    /** Runs the course. */
    LESSON(
            "lessons/target/lessons.jar",
            List.of(
                    "next",
                    "list",
                    "show",
                    "answer",
                    "check",
                    "step",
                    "hint",
                    "watch",
                    "solution",
                    "skip",
                    "reset",
                    "export",
                    "import",
                    "verify",
                    "site")),

    /** Checks the handlers in jars. */
    RULES("tools/rules/target/rules.jar", List.of("--strict", "--json")),
    /** Measures the servers. */
    BENCH(
            "tools/bench/target/bench.jar",
            List.of(
                    "closed:8x64",
                    "open:8x64",
                    "churn:8x64",
                    "term:1000x64",
                    "--peer",
                    "--rounds")),
    /** Lets jcstress run the races. */
    RACE("stress/target/jcstress.jar", List.of("list", "show", "run"), "race"),
    /** Tries every schedule of a scenario. */
    EXPLORE(
            "tools/explorer/target/explorer.jar",
            List.of("--on", "--preemptions", "--json", "--html"),
            "explore"),
    /** Shows one schedule of a scenario again. */
    REPLAY("tools/explorer/target/explorer.jar", List.of("--on", "--json", "--html"), "replay");

    private final String jar;
    private final List<String> words;
    private final List<String> subcommand;

    Tool(String jar, List<String> words, String... subcommand) {
        this.jar = jar;
        this.words = words;
        this.subcommand = List.of(subcommand);
    }

    /** Where the build puts its runnable jar, from the project's folder. */
    String jar() {
        return jar;
    }

    /** What its program is told before the user's arguments. */
    List<String> subcommand() {
        return subcommand;
    }

    /** What may come first after its name, for completion: subcommands, or options. */
    List<String> words() {
        return words;
    }
}
