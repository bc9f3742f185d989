package signalkit.course.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A program of the learner's in a JVM of its own, which gets real signals. */
public final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final Thread reader;

    // lines must be locked when using it:
    private final List<String> lines = new ArrayList<>();

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
                                "-cp",
                                classes.toString(),
                                mainClass)
                        .redirectErrorStream(true)
                        .start();
        reader = new Thread(this::read, "output of the program");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        process.inputReader().lines().forEach(this::add);
        add("");
    }

    private void add(String line) {
        synchronized (lines) {
            if (!line.isEmpty()) {
                lines.add(line);
            }
            lines.notifyAll();
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
     */
    public boolean await(String line, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (lines) {
            while (!lines.contains(line)) {
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
     */
    public OptionalInt awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return OptionalInt.empty();
        }
        reader.join(1_000);
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
