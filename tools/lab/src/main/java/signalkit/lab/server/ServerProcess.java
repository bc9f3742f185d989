package signalkit.lab.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import signalkit.posix.Signal;

/**
 * One server that this shell started and holds: its process, its log, its state.
 *
 * <p>Its standard input is a pipe whose only writer is this shell, so a server whose shell died
 * sees the end of it and drains. Thread-safe.
 */
public final class ServerProcess {
    private static final String[] STATES = {"STOPPED", "FORCING", "DRAINING", "READY", "STARTING"};

    private final String name;
    private final ServerSpec spec;
    private final Process process;
    private final Optional<Instant> startTime;
    private final ServerLog log = new ServerLog();
    private final Thread reader;

    private ServerProcess(String name, ServerSpec spec, Process process, Runnable onChange) {
        this.name = name;
        this.spec = spec;
        this.process = process;
        this.startTime = process.info().startInstant();
        this.reader = new Thread(() -> read(onChange), "log of " + name);
        reader.setDaemon(true);
    }

    /**
     * Starts a process; {@code onChange} is called on another thread whenever its state may have
     * changed.
     */
    static ServerProcess start(String name, ServerSpec spec, Runnable onChange) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Launcher.command(spec));
        builder.redirectErrorStream(true);
        ServerProcess server = new ServerProcess(name, spec, builder.start(), onChange);
        server.reader.start();
        return server;
    }

    private void read(Runnable onChange) {
        try (BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                log.add(line);
                if (Transition.parse(line).isPresent()) {
                    onChange.run();
                }
            }
        } catch (IOException e) {
            log.add("warning: the log ends here: " + e.getMessage());
        }
        log.end();
        process.onExit().thenRun(onChange);
    }

    /**
     * The name that commands call it by.
     *
     * @return unique among the servers of a shell
     */
    public String name() {
        return name;
    }

    /**
     * Which of the two servers it is.
     *
     * @return the kind
     */
    public ServerKind kind() {
        return spec.kind();
    }

    /**
     * Whether every step of it is an interruption point.
     *
     * @return as it was started
     */
    public boolean isWoven() {
        return spec.woven();
    }

    /**
     * What it has printed.
     *
     * @return the live log
     */
    public ServerLog log() {
        return log;
    }

    /**
     * The process's id.
     *
     * @return as the operating system counts
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether the process still is the one that was started.
     *
     * @return false when it has ended, or its pid belongs to another process by now
     */
    public boolean isAlive() {
        return process.isAlive() && process.toHandle().info().startInstant().equals(startTime);
    }

    /**
     * How the process ended; 128 + n stands for an end by the signal n, too.
     *
     * @return empty while it runs
     */
    public OptionalInt exitStatus() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /**
     * The last transition that it logged.
     *
     * @return STARTING, READY, DRAINING, FORCING or STOPPED; EXITED when it ended without a word
     */
    public String state() {
        for (String state : STATES) {
            if (log.last(state).isPresent()) {
                boolean silent = !state.equals("STOPPED") && !process.isAlive();
                return silent ? "EXITED" : state;
            }
        }
        return process.isAlive() ? "STARTING" : "EXITED";
    }

    /**
     * Where it listens.
     *
     * @return the port, or 0 when it is not ready yet
     */
    public int port() {
        return log.last("READY").map(ready -> (int) ready.number("port")).orElse(0);
    }

    /**
     * Where clients on this machine reach it.
     *
     * @return the address that it was told to listen on, or the loopback one for any and for none
     */
    public InetSocketAddress address() {
        InetAddress host = InetAddress.getLoopbackAddress();
        int bind = spec.options().lastIndexOf("--bind");
        if (bind >= 0) {
            InetSocketAddress told = new InetSocketAddress(spec.options().get(bind + 1), port());
            if (!told.isUnresolved() && !told.getAddress().isAnyLocalAddress()) {
                host = told.getAddress();
            }
        }
        return new InetSocketAddress(host, port());
    }

    /**
     * When it was started.
     *
     * @return empty where the operating system does not tell
     */
    public Optional<Instant> startTime() {
        return startTime;
    }

    /**
     * Waits until the server says that it is ready.
     *
     * @param patience how long at most
     * @return false when it ended before or is not ready in time
     * @throws InterruptedException when the wait is interrupted
     */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        return log.await("READY", patience).isPresent();
    }

    /**
     * Waits until the process has ended and its last line was read.
     *
     * @param patience how long at most
     * @return false when it still runs then
     * @throws InterruptedException when the wait is interrupted
     */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        reader.join(TimeUnit.SECONDS.toMillis(5));
        return true;
    }

    /** Closes its standard input, as the end of this shell would. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended, or has closed its end already.
        }
    }

    /** Sends TERM, which ends it in order if it can. */
    void terminate() {
        process.destroy();
    }

    /** Sends KILL, which nothing survives, and waits until the process is reaped. */
    public void kill() {
        process.destroyForcibly();
        log.hold(false); // or its last lines would never be read
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                reader.join(TimeUnit.SECONDS.toMillis(5));
                break;
            } catch (InterruptedException e) {
                interrupted = true; // No process may be left behind.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The exit status in the words of {@code ps}. */
    public String describeEnd() {
        OptionalInt status = exitStatus();
        if (status.isEmpty()) {
            return "runs";
        }
        int code = status.getAsInt();
        boolean silent = log.last("STOPPED").isEmpty();
        return code > 128 && code < 160 && silent
                ? "ended by or as by " + Signal.of(code - 128)
                : "exit status " + code;
    }
}
