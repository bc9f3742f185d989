package signalkit.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two tests of a pair are the same but for the twin and what is expected of it. */
class PairsTest {
    private static final Path SOURCES = Path.of("src/main/java/signalkit/echo");

    private static String body(String twin, String race) throws IOException {
        return ResultTable.strip(Files.readString(SOURCES.resolve(twin).resolve(race + ".java")))
                .replaceFirst("package [^;]+;", "")
                .replaceAll("(?s)@Outcome\\(.*?\"\\)\n", "");
    }

    @ParameterizedTest
    @MethodSource("signalkit.stress.StressTest#races")
    void a_pair_differs_in_its_expectations_only(String race) throws IOException {
        assertEquals(body("unsafe", race), body("safe", race));
    }

    @Test
    void every_race_is_run_by_the_test() throws IOException {
        try (var files = Files.list(SOURCES.resolve("safe"))) {
            assertEquals(
                    StressTest.races().sorted().toList(),
                    files.map(file -> file.getFileName().toString().replace(".java", ""))
                            .filter(name -> name.startsWith("Race"))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void the_readme_has_a_row_for_each_race() throws IOException {
        List<String> rows =
                Files.readAllLines(Path.of("README.md")).stream()
                        .filter(line -> line.matches("\\| \\d\\d \\w+ \\|.*"))
                        .map(line -> "Race" + line.split("\\|")[1].replace(" ", ""))
                        .toList();
        assertEquals(StressTest.races().toList(), rows);
    }
}
