package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.echo.server.Journal;

/** What a server tells people first, in a JVM of its own: slf4j starts only once in each. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstWordsTest {
    private static final int THREADS = 8;

    /**
     * Has many threads fail at once, none before; with an argument, by a mistake of the program.
     */
    static final class Program {
        public static void main(String[] arguments) {
            IOException refused = new IOException("Too many open files");
            RuntimeException reason =
                    arguments.length == 0
                            ? new UncheckedIOException("cannot be waited for", refused)
                            : new IllegalStateException("a mistake");
            Journal journal = new Journal(true);
            CyclicBarrier together = new CyclicBarrier(THREADS);
            for (int i = 0; i < THREADS; i++) {
                String client = "client-" + i;
                new Thread(() -> fail(journal, client, reason, together)).start();
            }
        }

        private static void fail(
                Journal journal, String client, RuntimeException reason, CyclicBarrier together) {
            try {
                together.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            journal.failed(client, reason);
        }
    }

    private static List<String> said(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Program.class.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            List<String> lines = process.inputReader().lines().toList();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), lines.toString());
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void what_the_system_refused_is_a_line_for_each_of_eight_at_once_and_nothing_else()
            throws Exception {
        List<String> lines = said();
        assertEquals(THREADS, lines.size(), () -> String.join("\n", lines));
        for (String line : lines) {
            assertTrue(line.matches(".* client-\\d failed: Too many open files"), line);
        }
    }

    @Test
    void a_mistake_of_the_program_keeps_its_stack() throws Exception {
        String text = String.join("\n", said("mistake"));
        assertTrue(text.contains("java.lang.IllegalStateException: a mistake\n\tat "), text);
        assertFalse(text.contains("SLF4J"), text);
    }
}
