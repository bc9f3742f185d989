package signalkit.lessons.twoservers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run.txt that somebody has written by hand is not taken for a run. */
class OwnRunTest {
    private static final Path RUN = Path.of("01-two-servers", "solution", "run.txt");

    @Test
    void a_run_of_the_servers_is_one() throws IOException {
        assertTrue(OwnRun.isUsual(Files.readAllLines(RUN)));
    }

    @ParameterizedTest
    @CsvSource({
        "exit status 143,exit status 0",
        "16 never served,0 never served",
        "threads=8,threads=9",
        "drained=24,drained=1",
        "exit status 0,exit status 1",
        "echo-safe,echo-other"
    })
    void one_with_another_figure_is_none(String figure, String other) throws IOException {
        String run = Files.readString(RUN);
        assertTrue(run.contains(figure), figure);
        assertFalse(OwnRun.isUsual(run.replace(figure, other).lines().toList()));
    }

    @Test
    void an_empty_file_is_none() {
        assertFalse(OwnRun.isUsual(List.of()));
    }

    @Test
    void the_first_line_of_a_kind_counts() throws IOException {
        String run = Files.readString(RUN);
        String forged = run.replace("exit status 143", "exit status 7\nexit status 143");
        assertFalse(OwnRun.isUsual(forged.lines().toList()));
    }
}
