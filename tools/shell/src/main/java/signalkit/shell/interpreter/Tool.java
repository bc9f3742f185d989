package signalkit.shell.interpreter;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A part of the kit that is a program of its own, because of the libraries that it needs or because
 * it knows the servers' classes, which the shell does not.
 */
enum Tool {
    /** Runs the course. */
    LESSON(
            "lessons/target/lessons.jar",
            List.of(),
            List.of(
                    "next",
                    "list",
                    "show",
                    "predict",
                    "answer",
                    "check",
                    "step",
                    "replay",
                    "c",
                    "new",
                    "hint",
                    "watch",
                    "solution",
                    "skip",
                    "reset",
                    "export",
                    "import",
                    "verify",
                    "site"),
            new Names(
                    List.of("list"),
                    0,
                    Set.of(
                            "show",
                            "predict",
                            "check",
                            "step",
                            "replay",
                            "c",
                            "new",
                            "hint",
                            "watch",
                            "solution",
                            "skip",
                            "reset"))),

    /** Writes the pages. */
    SITE("lessons/target/lessons.jar", List.of("site"), List.of("--serve"), null),

    /** Makes what an instructor needs. */
    COURSE(
            "lessons/target/lessons.jar",
            List.of("course"),
            List.of("student", "slides", "similarity"),
            null),

    /** Checks the handlers in jars. */
    RULES("tools/rules/target/rules.jar", List.of(), List.of("--strict", "--json"), null),
    /** Measures the servers. */
    BENCH(
            "tools/bench/target/bench.jar",
            List.of(),
            List.of(
                    "closed:8x64",
                    "open:8x64",
                    "churn:8x64",
                    "term:1000x64",
                    "signals",
                    "--peer",
                    "--rounds"),
            null),
    /** Lets jcstress run the races. */
    RACE(
            "stress/target/jcstress.jar",
            List.of("race"),
            List.of("list", "show", "run"),
            new Names(List.of("race", "list"), 1, Set.of("show", "run"))),
    /** Tries every schedule of a scenario. */
    EXPLORE(
            "tools/explorer/target/explorer.jar",
            List.of("explore"),
            List.of("--on", "--preemptions", "--json", "--html"),
            new Names(List.of("explore"), 0, Set.of())),
    /** Shows one schedule of a scenario again. */
    REPLAY(
            "tools/explorer/target/explorer.jar",
            List.of("replay"),
            List.of("--on", "--json", "--html"),
            null);

    /**
     * How the program lists what it can be asked for, a line each.
     *
     * @param listing its arguments then
     * @param column the word of each line that is the name, from 0
     * @param after the arguments behind which a name stands; empty when it stands first
     */
    record Names(List<String> listing, int column, Set<String> after) {
        boolean isNext(List<String> before) {
            return after.isEmpty()
                    ? before.isEmpty()
                    : !before.isEmpty() && after.contains(before.get(0));
        }
    }

    private static final String CATALOGUE = "stress/target/jcstress.jar";

    private final String jar;
    private final List<String> subcommand;
    private final List<String> words;
    private final Names names;

    Tool(String jar, List<String> subcommand, List<String> words, Names names) {
        this.jar = jar;
        this.subcommand = subcommand;
        this.words = words;
        this.names = names;
    }

    /** Where the build puts its runnable jar, from the project's folder. */
    String jar() {
        return jar;
    }

    /** What its program is told before the user's arguments. */
    List<String> subcommand() {
        return subcommand;
    }

    /** Where the scenarios are that its program explores, from the project's folder, if it does. */
    Optional<String> catalogue() {
        return this == EXPLORE || this == REPLAY ? Optional.of(CATALOGUE) : Optional.empty();
    }

    /** What may come first after its name, for completion: subcommands, or options. */
    List<String> words() {
        return words;
    }

    /** Where names of its own may come, such as those of scenarios. */
    Optional<Names> names() {
        return Optional.ofNullable(names);
    }
}
