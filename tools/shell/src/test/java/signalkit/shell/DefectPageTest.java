package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import signalkit.lab.fault.Fault;
import signalkit.lab.fault.Faults;
import signalkit.shell.demo.Demo;

/**
 * {@code docs/defects.md} has each defect once, and where it sends the reader there is something.
 */
class DefectPageTest {
    // Maven runs tests in the module's folder.
    private static final Path HOME = Path.of("../..");
    private static final Path STRESS = HOME.resolve("stress/src/main");

    private static final String KIND = "(?:demo|scenario|race|fault)s?";
    private static final Pattern PLACES =
            Pattern.compile(
                    "(" + KIND + "(?:(?:, | and )" + KIND + ")*) (`[^`]+`(?: and `[^`]+`)*)");

    @Test
    void page_has_each_defect_once_and_what_it_names_is_there() throws IOException {
        assertEquals(List.of(), problems(Files.readString(HOME.resolve("docs/defects.md"))));
    }

    @Test
    void what_is_missing_or_unknown_is_noticed() throws IOException {
        String page = Files.readString(HOME.resolve("docs/defects.md"));
        assertEquals(List.of("D7"), problems(page.replace("| D7 |", "| |")));
        assertEquals(List.of("D7"), problems(page.replace("| D7 |", "| D7 | x |\n| D7 |")));
        assertEquals(
                List.of("fault half-open"), problems(page.replace("`half-close`", "`half-open`")));
        assertEquals(
                List.of("scenario lost-jobs", "race lost-jobs"),
                problems(page.replace("`lost-job`", "`lost-jobs`")));
        assertEquals(
                List.of("demo stranded-lock-2", "scenario stranded-lock-2", "race stranded-lock-2"),
                problems(page.replace("`stranded-lock`", "`stranded-lock-2`")));
    }

    /** Defects that are not there exactly once, then places that do not exist. */
    private static List<String> problems(String page) throws IOException {
        List<String> ids =
                Pattern.compile("(?m)^\\| (D\\d+) \\|")
                        .matcher(page)
                        .results()
                        .map(row -> row.group(1))
                        .toList();
        List<String> problems = new ArrayList<>();
        IntStream.rangeClosed(1, 24)
                .mapToObj(number -> "D" + number)
                .filter(id -> ids.stream().filter(id::equals).count() != 1)
                .forEach(problems::add);
        Map<String, Set<String>> known = known();
        for (MatchResult places : PLACES.matcher(page).results().toList()) {
            for (String kind : places.group(1).split(", | and ")) {
                String one = kind.replaceFirst("s$", "");
                for (String name : places.group(2).replace("`", "").split(" and ")) {
                    if (!known.get(one).contains(name)) {
                        problems.add(one + " " + name);
                    }
                }
            }
        }
        return problems;
    }

    private static Map<String, Set<String>> known() throws IOException {
        return Map.of(
                "demo", Arrays.stream(Demo.values()).map(Demo::label).collect(Collectors.toSet()),
                "fault", Faults.all().stream().map(Fault::name).collect(Collectors.toSet()),
                "scenario", scenarios(),
                "race", races());
    }

    private static Set<String> scenarios() throws IOException {
        String list = Files.readString(STRESS.resolve("resources/META-INF/scenarios.json"));
        return Pattern.compile("\"name\": \"([^\"]+)\",\\s+\"class\"")
                .matcher(list)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> races() throws IOException {
        Set<String> races = new TreeSet<>();
        Pattern name = Pattern.compile("Race\\d\\d(\\w+)\\.java");
        try (Stream<Path> files = Files.list(STRESS.resolve("java/signalkit/echo/unsafe"))) {
            files.map(file -> name.matcher(file.getFileName().toString()))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> matcher.group(1).replaceAll("(?<=.)([A-Z])", "-$1"))
                    .forEach(race -> races.add(race.toLowerCase(Locale.ROOT)));
        }
        return races;
    }
}
