package signalkit.shell.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.ScreenTerminal;
import signalkit.shell.ShellOnTerminal;

/** Types the first session of a newcomer into a shell, and records what the terminal shows. */
final class FirstSession {
    /** What is typed; the last one ends the shell. */
    static final List<String> LINES =
            List.of(
                    "start unsafe --workers 2",
                    "aim TERM when main holds jobs",
                    "clients 1 --duration 1s",
                    "ps",
                    "threads",
                    "kill",
                    "start safe --workers 2",
                    "clients 2 --background",
                    "stop");

    private static final int COLUMNS = 92;
    private static final int ROWS = 28;
    private static final long LIMIT_NANOS = 30_000_000_000L;

    private final ScreenTerminal screen = new ScreenTerminal(COLUMNS, ROWS);
    private final Recording recording = new Recording(COLUMNS, ROWS);
    private final ScreenSvg svg = new ScreenSvg(COLUMNS, ROWS);

    /** What the terminal gets goes to the recording and to the screen. */
    private final class Tee extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int oneByte) {
            bytes.write(oneByte);
        }

        @Override
        public synchronized void write(byte[] some, int start, int length) {
            bytes.write(some, start, length);
        }

        @Override
        public synchronized void flush() {
            byte[] all = bytes.toByteArray();
            bytes.reset();
            recording.write(all, 0, all.length);
            recording.flush();
            screen.write(new String(all, StandardCharsets.UTF_8));
        }
    }

    /** Plays the session; returns when the shell has ended. */
    void play() throws Exception {
        Tee tee = new Tee();
        try (LineDisciplineTerminal terminal =
                new LineDisciplineTerminal("first session", "xterm", tee, StandardCharsets.UTF_8)) {
            terminal.setSize(Size.of(COLUMNS, ROWS));
            CompletableFuture<Integer> shell =
                    CompletableFuture.supplyAsync(() -> ShellOnTerminal.run(terminal));
            await(terminal, "kit>");
            for (String line : LINES) {
                for (int i = 1; i <= line.length(); i++) {
                    type(terminal, line.substring(i - 1, i));
                    await(terminal, ("kit> " + line.substring(0, i)).strip());
                }
                type(terminal, "\r");
                await(terminal, "kit>");
                recording.pause();
                svg.add(screen);
            }
            type(terminal, "exit\r");
            shell.get();
        }
    }

    private void type(LineDisciplineTerminal terminal, String keys) {
        try {
            for (byte key : keys.getBytes(StandardCharsets.UTF_8)) {
                recording.key();
                terminal.processInputBytes(new byte[] {key});
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the last line above the bar is this one: an empty prompt, or what was typed. */
    private void await(LineDisciplineTerminal terminal, String line)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!lastLine().equals(line)) {
            screen.waitDirty(50);
            // The shell may have asked where the cursor is.
            terminal.processInputBytes(screen.read().getBytes(StandardCharsets.UTF_8));
            if (System.nanoTime() - start > LIMIT_NANOS) {
                throw new IllegalStateException(
                        "the last line is not '" + line + "' in\n" + screen);
            }
        }
    }

    private String lastLine() {
        List<String> lines =
                screen.toString()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
        return lines.size() < 2 ? "" : lines.get(lines.size() - 2);
    }

    /** The recording, as asciinema plays it. */
    String cast() {
        return recording.text();
    }

    /** Its pictures, one after each command. */
    String svg() {
        return svg.text();
    }
}
