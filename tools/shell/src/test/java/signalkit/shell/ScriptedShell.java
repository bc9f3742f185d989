package signalkit.shell;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import signalkit.shell.console.PlainScreen;
import signalkit.shell.interpreter.Interpreter;
import signalkit.shell.interpreter.Session;

/** A shell without a terminal, whose output a test can read. */
final class ScriptedShell implements AutoCloseable {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    private final CheckedScreen screen = new CheckedScreen(new PlainScreen(stream, stream));
    private final Session session = new Session(Commands.all(), screen, false, () -> {});
    private final Interpreter interpreter = new Interpreter(session);

    /** Runs a line; returns its status. */
    int run(String line) {
        return interpreter.run(line);
    }

    Session session() {
        return session;
    }

    /** Everything that was printed, errors too. */
    String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Everything that was printed since the last call. */
    String news() {
        String text = text();
        output.reset();
        return text;
    }

    /** Also checks that each command that was printed can be typed. */
    @Override
    public void close() {
        session.close();
        for (String command : screen.commands()) {
            assertDoesNotThrow(() -> interpreter.requireReadable(command), command);
        }
    }
}
