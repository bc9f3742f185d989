package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.shell.command.Interpreter;
import signalkit.shell.command.Registry;
import signalkit.shell.command.Session;
import signalkit.shell.console.PlainScreen;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsCommandTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /** Interrupts the thread that runs the command as soon as it tells that one fault is done. */
    private static final class Trip extends PrintStream {
        Trip() {
            super(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        }

        @Override
        public void println(String progress) {
            if (progress.contains(" 1/2 ")) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void faults_that_are_interrupted_show_what_was_found() {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        PlainScreen screen = new PlainScreen(out, new Trip(), Duration.ZERO);
        try (Session session = new Session(Registry.standard(), screen, false, () -> {})) {
            int status = new Interpreter(session).run("faults --on safe term-idle int");
            assertEquals(Interpreter.INTERRUPTED, status);
        }
        String[] lines = output.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
        assertEquals(3, lines.length, output::toString);
        assertTrue(lines[1].matches("term-idle +TERM, nobody is connected +ok: .*"), lines[1]);
        assertEquals("interrupted", lines[2]);
    }
}
