package signalkit.course.isolation;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the place of both outputs while a check runs, and keeps the first lines. Thread-safe.
 *
 * <p>A check may run a program a thousand times, so that most of what it prints is of no use.
 */
final class PrintedLines extends OutputStream {
    private static final int LINES = 10;
    private static final int BYTES = 4_096;

    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private long lines;

    /** Begins to take what this JVM prints. */
    static PrintedLines begin() {
        PrintedLines printed = new PrintedLines();
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
        return printed;
    }

    @Override
    public synchronized void write(int value) {
        if (first.size() < BYTES && lines < LINES) {
            first.write(value);
        }
        lines += value == '\n' ? 1 : 0;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            write(bytes[offset + i]);
        }
    }

    /** For a person; nothing when nothing was printed. */
    synchronized List<String> shown() {
        if (first.size() == 0) {
            return List.of();
        }
        List<String> shown = new ArrayList<>();
        shown.add("");
        shown.add("printed while the check ran:");
        first.toString(StandardCharsets.UTF_8).lines().forEach(line -> shown.add("  " + line));
        if (lines > LINES) {
            shown.add(String.format("  … and %,d lines more", lines - LINES));
        }
        return shown;
    }
}
