package signalkit.lab.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import signalkit.lab.LabException;

/**
 * A process that this one started and holds, and what it prints on either output.
 *
 * <p>Its standard input is a pipe whose only writer is this process, so a child whose parent died
 * sees the end of it. Thread-safe.
 */
public class ChildProcess implements AutoCloseable {
    private static final long LAST_LINES_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final String name;
    private final Process process;
    private final Optional<Instant> startTime;
    private final ServerLog log;
    private final Thread reader;

    /**
     * Starts a process.
     *
     * @param name what people call it
     * @param command its program, arguments and environment
     * @param onChange called on another thread when it has logged a transition, and at its end
     * @throws IOException when it cannot be started
     */
    public ChildProcess(String name, ProcessBuilder command, Runnable onChange) throws IOException {
        Process started = command.redirectErrorStream(true).start();
        ServerLog lines = new ServerLog();
        this.name = name;
        this.process = started;
        this.startTime = started.info().startInstant();
        this.log = lines;
        this.reader = new Thread(() -> read(started, lines, onChange), "log of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(Process process, ServerLog log, Runnable onChange) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                log.add(line);
                if (Transition.parse(line).isPresent()) {
                    onChange.run();
                }
            }
        } catch (IOException e) {
            log.add("warning: the log ends here: " + e.getMessage());
        }
        log.close();
        process.onExit().thenRun(onChange);
    }

    /**
     * What people call it.
     *
     * @return in a fleet, unique
     */
    public final String name() {
        return name;
    }

    /**
     * What it has printed.
     *
     * @return the live log
     */
    public final ServerLog log() {
        return log;
    }

    /**
     * The process's id.
     *
     * @return as the operating system counts
     */
    public final long pid() {
        return process.pid();
    }

    /**
     * Whether the process still is the one that was started.
     *
     * @return false when it has ended, or its pid belongs to another process by now
     */
    public final boolean isAlive() {
        return process.isAlive() && process.toHandle().info().startInstant().equals(startTime);
    }

    /**
     * Whether STOP, TSTP, TTIN or TTOU has stopped it, so that it does nothing until CONT.
     *
     * @return as the kernel says; false where it does not say so in {@code /proc}
     */
    public final boolean isSuspended() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid()), "stat"));
            // pid (name) state …, and the name may contain anything.
            return stat.startsWith(" T ", stat.lastIndexOf(')') + 1);
        } catch (IOException ended) {
            return false;
        }
    }

    /**
     * How the process ended; 128 + n stands for an end by the signal n, too.
     *
     * @return empty while it runs
     */
    public final OptionalInt exitStatus() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /**
     * When it was started.
     *
     * @return empty where the operating system does not tell
     */
    public final Optional<Instant> startTime() {
        return startTime;
    }

    /**
     * Processor time that it has used, user and system; on Linux, in ticks of 10 ms.
     *
     * @return zero where the operating system does not tell
     */
    public final Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * Waits until the process has ended and its last line was read.
     *
     * @param patience how long at most
     * @return false when it still runs then
     * @throws InterruptedException when the wait is interrupted
     */
    public final boolean awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        reader.join(LAST_LINES_MILLIS);
        return true;
    }

    /**
     * Waits until the process has ended, which it has to by then.
     *
     * @param patience how long at most
     * @return its exit status, as {@link #exitStatus()} tells it
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException when it still runs then, with its log
     */
    public final int requireEnd(Duration patience) throws InterruptedException {
        if (!awaitEnd(patience)) {
            throw LabException.failed(
                    name + " has not ended within " + patience.toSeconds() + " s", log.lines());
        }
        return process.exitValue();
    }

    /**
     * Waits until it has printed a line, which it has to by then.
     *
     * @param text a part of the line
     * @param patience how long at most
     * @return the first such line
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException when it did not print one, with its log
     */
    public final String requireLine(String text, Duration patience) throws InterruptedException {
        return log.awaitLine(text, patience)
                .orElseThrow(
                        () ->
                                LabException.failed(
                                        name + " has not said '" + text + "'", log.lines()));
    }

    /** Closes its standard input, as the end of this process would. */
    public final void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended, or has closed its end already.
        }
    }

    /** Sends TERM, which ends it in order if it can. */
    public final void terminate() {
        // Not Process.destroy, which also closes its standard input: a second reason to stop.
        process.toHandle().destroy();
    }

    /** Sends KILL, which nothing survives, and waits until the process is reaped. */
    public final void kill() {
        process.destroyForcibly();
        log.hold(false); // or its last lines would never be read
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                reader.join(LAST_LINES_MILLIS);
                break;
            } catch (InterruptedException e) {
                interrupted = true; // No process may be left behind.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #kill()}: nothing when it has ended. */
    @Override
    public final void close() {
        kill();
    }
}
