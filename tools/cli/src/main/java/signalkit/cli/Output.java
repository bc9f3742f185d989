package signalkit.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output of a program that must not end well when nobody got what it wrote.
 *
 * <p>Java's writers only remember that something failed. A reader who has seen enough, as {@code
 * head} has, is no failure; a full disk ends the program.
 */
public final class Output extends OutputStream {
    private static final int USAGE = 2;

    private final OutputStream target;
    private final OutputStream errors;
    private final Runnable end;

    Output(OutputStream target, OutputStream errors, Runnable end) {
        this.target = target;
        this.errors = errors;
        this.end = end;
    }

    /**
     * Standard output of this process.
     *
     * @return not buffered
     */
    public static Output standard() {
        return new Output(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                // Not exit: its hooks might wait for the thread that writes.
                () -> Runtime.getRuntime().halt(USAGE));
    }

    @Override
    public void write(int letter) throws IOException {
        write(new byte[] {(byte) letter}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            target.write(bytes, from, count);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("Broken pipe")) {
                new PrintStream(errors, true, StandardCharsets.UTF_8)
                        .println("error: cannot write standard output: " + e.getMessage());
                end.run();
            }
            throw e;
        }
    }
}
