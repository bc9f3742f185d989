package signalkit.echo.safe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.echo.server.Journal;

/** What a server tells people first, in a JVM of its own: slf4j starts only once in each. */
class FirstWordsTest {
    private static final int THREADS = 8;

    /** Has many threads fail at once, none before. */
    static final class Program {
        public static void main(String[] arguments) throws Exception {
            Journal journal = new Journal(true);
            CyclicBarrier together = new CyclicBarrier(THREADS);
            for (int i = 0; i < THREADS; i++) {
                String client = "client-" + i;
                new Thread(() -> fail(journal, client, together)).start();
            }
        }

        private static void fail(Journal journal, String client, CyclicBarrier together) {
            try {
                together.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            IOException reason = new IOException("Too many open files");
            journal.failed(client, new UncheckedIOException("cannot be waited for", reason));
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void eight_at_once_are_a_line_each_and_nothing_else() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classes = System.getProperty("java.class.path");
        Process process =
                new ProcessBuilder(java.toString(), "-cp", classes, Program.class.getName())
                        .redirectErrorStream(true)
                        .start();
        try {
            List<String> lines = process.inputReader().lines().sorted().toList();
            assertTrue(process.waitFor(10, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), lines.toString());
            assertEquals(THREADS, lines.size(), () -> String.join("\n", lines));
            for (String line : lines) {
                assertTrue(line.matches(".* client-\\d failed: Too many open files"), line);
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
