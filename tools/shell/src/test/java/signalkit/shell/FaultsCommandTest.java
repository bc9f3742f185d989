package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.shell.console.PlainScreen;
import signalkit.shell.interpreter.Interpreter;
import signalkit.shell.interpreter.Session;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsCommandTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /** Ctrl-C as soon as the command tells that one fault is done. */
    private static final class Trip extends PrintStream {
        private final Terminal terminal;

        Trip(Terminal terminal) {
            super(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
            this.terminal = terminal;
        }

        @Override
        public void println(String progress) {
            if (progress.contains(" 1/2 ")) {
                terminal.raise(Terminal.Signal.INT);
            }
        }
    }

    @Test
    void faults_that_are_interrupted_show_what_was_found() throws IOException {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        InputStream none = InputStream.nullInputStream();
        try (Terminal terminal = new DumbTerminal(none, OutputStream.nullOutputStream())) {
            Main.endOnInterrupt(terminal, Thread.currentThread(), () -> false);
            PlainScreen screen = new PlainScreen(out, new Trip(terminal), Duration.ZERO);
            run(screen);
        }
        String[] lines = output.toString(StandardCharsets.UTF_8).split(System.lineSeparator());
        assertEquals(3, lines.length, output::toString);
        assertTrue(lines[1].matches("term-idle +TERM, nobody is connected +ok: .*"), lines[1]);
        assertEquals("interrupted", lines[2]);
    }

    private static void run(PlainScreen screen) {
        try (Session session = new Session(Commands.all(), screen, false, () -> {})) {
            int status = new Interpreter(session).run("faults --on safe term-idle int");
            assertEquals(Interpreter.INTERRUPTED, status);
        }
    }
}
