package signalkit.shell;

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
    private final Session session =
            new Session(Commands.all(), new PlainScreen(stream, stream), false, () -> {});
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

    @Override
    public void close() {
        session.close();
    }
}
