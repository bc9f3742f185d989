package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import signalkit.lab.fault.Fault;
import signalkit.lab.fault.Faults;
import signalkit.shell.console.ShellException;
import signalkit.shell.demo.Demo;
import signalkit.shell.interpreter.Interpreter;
import signalkit.shell.interpreter.LineParser;
import signalkit.shell.tutorial.Tour;

/**
 * Every command that a text shows can be typed where it is shown, in the shell and in a terminal:
 * its command, its options and the names that it takes exist.
 */
class ShownCommandsTest {
    // Maven runs tests in the module's folder.
    private static final Path HOME = Path.of("../..");
    private static final List<String> TEXTS =
            List.of("README.md", "CONTRIBUTING.md", "docs", "lessons", "stress", "tools");

    /** A line of a listing behind a prompt, or that begins with the launcher. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^ *(?:kit> +|\\$ +(?=tools/kit )|(?=tools/kit ))(.+)$");

    /** Code within a sentence. */
    private static final Pattern CODE = Pattern.compile("`((?:tools/)?kit [^`]+)`");

    /** The same where the text says that the reader is in the shell. */
    private static final Pattern IN_SHELL =
            Pattern.compile(
                    "`((?:demo|explore|faults|race run|race"
                            + " show|lesson|repeat|start|send|clients|why) [^`\n"
                            + "]+)`");

    private static final Pattern PLACEHOLDER =
            Pattern.compile(
                    "…|\\.\\.\\.|[<\\[|]|\\b(NAME|COMMAND|ID|FILE|DIR|N|PATH|CLASS|FOLDER|NN|STEP|OPTION)\\b");

    /** Parts of lesson that take something else than a lesson. */
    private static final Set<String> FILES =
            Set.of("answer", "verify", "import", "export", "site", "merge");

    /** Lessons that the reader is to write. */
    private static final Pattern OWN_LESSON = Pattern.compile("lesson (new \\S+|\\w+ (16|99)\\b)");

    private final ScriptedShell shell = new ScriptedShell();
    private final Interpreter interpreter = new Interpreter(shell.session());

    @Test
    void each_command_of_each_text_can_be_typed() throws IOException {
        List<String> problems = new ArrayList<>();
        int commands = 0;
        for (Path text : texts()) {
            for (String line : shownIn(Files.readString(text))) {
                commands++;
                problem(line).ifPresent(why -> problems.add(text + ": " + line + ": " + why));
            }
        }
        assertEquals(List.of(), problems);
        assertTrue(commands > 100, commands + " commands were found");
    }

    @Test
    void each_command_of_the_tour_and_after_a_demo_can_be_typed() throws IOException {
        List<String> lines = new ArrayList<>();
        Tour.STEPS.forEach(step -> lines.add(step.command()));
        Arrays.stream(Demo.values()).map(Demo::next).forEach(lines::add);
        for (String line : lines) {
            assertEquals(Optional.empty(), problem(line), line);
        }
    }

    @Test
    void what_cannot_be_typed_is_noticed() throws IOException {
        for (String line :
                List.of(
                        "strat safe",
                        "start safe --wieve",
                        "demo churn",
                        "faults half-open",
                        "explore self-deadlocks",
                        "lesson show 99",
                        "race run nothing",
                        "ps 'x")) {
            assertTrue(problem(line).isPresent(), line);
        }
        assertEquals(
                Set.of("tools/kit ps", "start safe", "kit locks"),
                shownIn(
                        "```\n"
                                + "$ tools/kit ps   # all\n"
                                + "kit> start safe\n"
                                + "safe is ready\n"
                                + "```\n"
                                + "`kit locks`\n"));
    }

    private static List<Path> texts() throws IOException {
        List<Path> texts = new ArrayList<>();
        for (String place : TEXTS) {
            try (Stream<Path> files = Files.walk(HOME.resolve(place))) {
                files.filter(file -> file.toString().endsWith(".md"))
                        .filter(file -> !file.toString().matches(".*/(target|work|results)/.*"))
                        .sorted()
                        .forEach(texts::add);
            }
        }
        return texts;
    }

    private static Set<String> shownIn(String text) {
        Set<String> lines = new LinkedHashSet<>();
        for (Pattern pattern : List.of(LINE, CODE, IN_SHELL)) {
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                String line = String.join("\n", LineParser.lines(found.group(1))).strip();
                boolean example =
                        PLACEHOLDER.matcher(line).find() || OWN_LESSON.matcher(line).find();
                if (!example && !line.isEmpty()) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    /** Why a line cannot be typed; the same with the launcher before it. */
    private Optional<String> problem(String line) throws IOException {
        String bare = line.replaceFirst("^(tools/)?kit +", "");
        for (String each : List.of(bare, "tools/kit " + bare)) {
            try {
                interpreter.requireReadable(each);
            } catch (ShellException e) {
                return Optional.of(e.getMessage());
            }
        }
        for (String command : bare.split(" *; *")) {
            String[] words =
                    command.replace("\"", "")
                            .replaceFirst("^lesson --work \\S+", "lesson")
                            .split(" +");
            Set<String> known = names(words);
            for (String word : namesIn(words)) {
                if (!known.contains(word)) {
                    return Optional.of(word + " is none of " + known);
                }
            }
        }
        return Optional.empty();
    }

    /** The words of a command that are names. */
    private static List<String> namesIn(String[] words) {
        int first = words[0].equals("lesson") || words[0].equals("race") ? 2 : 1;
        boolean own =
                List.of(words).contains("--class-path")
                        || words.length > 1 && FILES.contains(words[1]);
        List<String> names = new ArrayList<>();
        if (Set.of("demo", "faults", "explore", "lesson", "race").contains(words[0]) && !own) {
            for (int i = first; i < words.length && !words[i].startsWith("-"); i++) {
                names.add(words[i]);
            }
        }
        return words[0].equals("lesson") && names.size() > 1 ? names.subList(0, 1) : names;
    }

    private static Set<String> names(String[] words) throws IOException {
        return switch (words[0]) {
            case "demo" ->
                    Arrays.stream(Demo.values()).map(Demo::label).collect(Collectors.toSet());
            case "faults" -> Faults.all().stream().map(Fault::name).collect(Collectors.toSet());
            case "explore" -> scenarios();
            case "lesson" -> lessons();
            case "race" -> races();
            default -> Set.of();
        };
    }

    private static Set<String> scenarios() throws IOException {
        String list =
                Files.readString(HOME.resolve("stress/src/main/resources/META-INF/scenarios.json"));
        JsonArray entries =
                JsonParser.parseString(list).getAsJsonObject().getAsJsonArray("scenarios");
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> names.add(entry.getAsJsonObject().get("name").getAsString()));
        return names;
    }

    private static Set<String> lessons() throws IOException {
        try (Stream<Path> folders = Files.list(HOME.resolve("lessons"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d\\d-.*"))
                    .flatMap(name -> Stream.of(name, name.substring(0, 2).replaceFirst("^0", "")))
                    .collect(Collectors.toSet());
        }
    }

    /** A race is a pair of classes {@code Race01LostJob}: {@code lost-job}, or its number. */
    private static Set<String> races() throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> files =
                Files.list(HOME.resolve("stress/src/main/java/signalkit/echo/unsafe"))) {
            for (Path file : files.toList()) {
                Matcher name =
                        Pattern.compile("Race0*(\\d+)(\\w+)\\.java")
                                .matcher(file.getFileName().toString());
                if (name.matches()) {
                    names.add(name.group(1));
                    names.add(
                            name.group(2)
                                    .replaceAll("(?<=.)(?=[A-Z])", "-")
                                    .toLowerCase(java.util.Locale.ROOT));
                }
            }
        }
        return names;
    }
}
