package signalkit.course.check;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A program of the learner's in a JVM of its own, which gets real signals.
 *
 * <p>It has bounds: on its memory, its output and, where {@code /proc} shows them, its threads. A
 * program that goes beyond is killed, and whoever waits for it gets a {@link RefusedException}.
 */
public final class ChildJvm implements AutoCloseable {
    private static final int MEGABYTES = 64;
    private static final int MOST_CHARACTERS = 100_000;
    private static final int MOST_THREADS = 200;
    private static final long LOOK_MILLIS = 20;

    private final Process process;
    private final Thread reader;

    // lines must be locked when using these:
    private final List<String> lines = new ArrayList<>();
    private RefusedException fault;

    /**
     * Starts the program.
     *
     * @param classes the folder of its class files
     * @param mainClass the name of its main class
     * @throws IOException when the JVM cannot be started
     */
    public ChildJvm(Path classes, String mainClass) throws IOException {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        process =
                new ProcessBuilder(
                                bin.resolve("java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx" + MEGABYTES + "m",
                                "-cp",
                                classes.toString(),
                                mainClass)
                        .redirectErrorStream(true)
                        .start();
        reader = new Thread(this::read, "output of the program");
        reader.setDaemon(true);
        reader.start();
        Thread counter = new Thread(this::countThreads, "threads of the program");
        counter.setDaemon(true);
        counter.start();
    }

    private void read() {
        StringBuilder line = new StringBuilder();
        int characters = 0;
        try (Reader in = process.inputReader()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (++characters > MOST_CHARACTERS) {
                    stop("output", "printed more than " + MOST_CHARACTERS + " characters");
                    return;
                }
                if (next == '\n') {
                    add(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        } catch (IOException e) {
            // The program is gone.
        }
        add(line.toString());
    }

    private void add(String line) {
        synchronized (lines) {
            if (!line.isBlank()) {
                lines.add(line.stripTrailing());
            }
            lines.notifyAll();
        }
    }

    private void countThreads() {
        File threads = new File("/proc/" + process.pid() + "/task");
        try {
            while (process.isAlive()) {
                String[] all = threads.list();
                if (all != null && all.length > MOST_THREADS) {
                    stop("threads", "started more than " + MOST_THREADS + " threads");
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void stop(String cause, String what) {
        synchronized (lines) {
            fault = RefusedException.ofProgram(cause, what);
            lines.notifyAll();
        }
        close();
    }

    private void requireBounds() {
        synchronized (lines) {
            if (fault != null) {
                throw fault;
            }
        }
    }

    /**
     * What it has printed so far, on both of its outputs.
     *
     * @return the lines that are not empty
     */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /**
     * Waits for a line.
     *
     * @param line all of it
     * @param patience for how long
     * @return false when the time is over or the program has ended without it
     * @throws InterruptedException when the check is over
     * @throws RefusedException when the program has gone beyond its bounds
     */
    public boolean await(String line, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (lines) {
            while (!lines.contains(line)) {
                requireBounds();
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0 || !reader.isAlive()) {
                    return lines.contains(line);
                }
                lines.wait(Math.min(left, 100));
            }
            return true;
        }
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.toHandle().destroy(); // Process.destroy would close the output as well.
    }

    /**
     * Waits for the end.
     *
     * @param patience for how long
     * @return its exit status; empty when it still runs
     * @throws InterruptedException when the check is over
     * @throws RefusedException when the program has gone beyond its bounds
     */
    public OptionalInt awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return OptionalInt.empty();
        }
        reader.join(1_000);
        requireBounds();
        return OptionalInt.of(process.exitValue());
    }

    /**
     * The stacks of its threads.
     *
     * @return as jcmd prints them
     * @throws IOException when jcmd cannot be started
     * @throws InterruptedException when the check is over
     */
    public List<String> threads() throws IOException, InterruptedException {
        Path bin = Path.of(System.getProperty("java.home"), "bin");
        Process jcmd =
                new ProcessBuilder(
                                bin.resolve("jcmd").toString(),
                                Long.toString(process.pid()),
                                "Thread.print")
                        .redirectErrorStream(true)
                        .start();
        jcmd.getOutputStream().close();
        String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return text.lines().toList();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
