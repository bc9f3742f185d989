package signalkit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContenderTest {
    @TempDir private Path home;

    @BeforeEach
    void build() throws IOException {
        Path target = Files.createDirectories(home.resolve("echo-safe/target"));
        Files.createFile(target.resolve("echo-safe.jar"));
    }

    private Contender known(String text) {
        return Contender.known(text, List.of("java", "-Xmx64m"), home);
    }

    @Test
    void words_before_the_server_run_its_jvm() {
        Contender batch = known("batch=chrt --batch 0 echo-safe --workers 3");
        assertEquals("batch", batch.name());
        List<String> start = List.of("chrt", "--batch", "0", "java", "-Xmx64m", "-jar");
        assertEquals(start, batch.command().subList(0, start.size()));
        assertFalse(known("echo-safe").command().contains("chrt"));
    }

    /** What follows a server are options of its own, even where one is called like a server. */
    @Test
    void the_first_server_named_is_the_one() {
        List<String> command = known("echo-safe --log netty").command();
        assertEquals(
                List.of("--log", "netty"), command.subList(command.size() - 2, command.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--workers 3", "--workers=3"})
    void a_server_serves_as_many_clients_as_it_has_workers(String workers) {
        Contender contender = known("echo-safe " + workers);
        assertTrue(contender.canServe(Workload.parse("closed:3x64")));
        assertFalse(contender.canServe(Workload.parse("closed:4x64")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--loops per-worker", "--loops=per-worker"})
    void a_loop_for_many_serves_them_all(String loops) {
        Contender contender = known("echo-safe --workers 1 " + loops);
        assertTrue(contender.canServe(Workload.parse("closed:512x64")));
    }

    /** A command such as {@code taskset} changes how many processors the server sees. */
    @Test
    void the_server_is_told_how_many_workers_it_is_thought_to_have() {
        Contender contender = known("echo-safe");
        int workers = Runtime.getRuntime().availableProcessors();
        int at = contender.command().indexOf("--workers");
        assertEquals(Integer.toString(workers), contender.command().get(at + 1));
        assertTrue(contender.canServe(new Workload(Workload.Mode.CLOSED, workers, 64)));
        assertFalse(contender.canServe(new Workload(Workload.Mode.CLOSED, workers + 1, 64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--read-timeout", "--max-connections", "--workers"})
    void an_option_that_is_given_is_not_given_again(String option) {
        for (String given : List.of(option + " 7", option + "=7")) {
            List<String> command = known("echo-safe " + given).command();
            List<String> names = command.stream().map(word -> word.split("=")[0]).toList();
            assertEquals(1, Collections.frequency(names, option), command::toString);
        }
    }
}
