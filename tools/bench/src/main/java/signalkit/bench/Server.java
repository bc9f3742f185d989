package signalkit.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A contender's process. It does not outlive this one. */
final class Server implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final Pattern READY = Pattern.compile("READY port=(\\d+).*");
    private static final int LINES_KEPT = 5;
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Contender contender;
    private final Process process;
    private final Thread endChild;
    private final CompletableFuture<Integer> announced = new CompletableFuture<>();
    private InetSocketAddress address;

    // lines must be locked when using this:
    private final ArrayDeque<String> lines = new ArrayDeque<>();

    private Server(Contender contender, Process process) {
        this.contender = contender;
        this.process = process;
        this.endChild = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endChild);
    }

    /** Starts the server and waits until it can be reached. */
    static Server start(Contender contender) throws IOException, InterruptedException {
        int port = contender.announces() ? 0 : freePort();
        List<String> command = new ArrayList<>(contender.command());
        command.replaceAll(word -> word.replace(Contender.PORT, Integer.toString(port)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(Contender.PORT.substring(1), Integer.toString(port));
        Server server;
        try {
            server = new Server(contender, builder.start());
        } catch (IOException e) {
            throw new BenchException(contender.name() + " does not start: " + e.getMessage());
        }
        Thread reader = new Thread(server::read, "output of " + contender.name());
        reader.setDaemon(true);
        reader.start();
        try {
            server.awaitReady(port);
        } catch (BenchException | InterruptedException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher ready = READY.matcher(line);
                if (ready.matches()) {
                    announced.complete(Integer.valueOf(ready.group(1)));
                }
                synchronized (lines) {
                    lines.add(line);
                    if (lines.size() > LINES_KEPT) {
                        lines.remove();
                    }
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    private void awaitReady(int givenPort) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw failure("ended with status " + process.exitValue() + " before it was ready");
            }
            if (contender.announces()) {
                try {
                    reachable(announced.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
                    return;
                } catch (TimeoutException e) {
                    continue;
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
            if (accepts(givenPort)) {
                reachable(givenPort);
                return;
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        throw failure("is not ready after " + START.toSeconds() + " s");
    }

    private void reachable(int port) {
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private BenchException failure(String what) {
        synchronized (lines) {
            String output = lines.isEmpty() ? "" : "; it said: " + String.join(" / ", lines);
            return new BenchException(contender.name() + " " + what + output);
        }
    }

    Contender contender() {
        return contender;
    }

    InetSocketAddress address() {
        return address;
    }

    /** Processor time that the process has used, user and system; in ticks of 10 ms on Linux. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in KiB; 0 where the system has no /proc. */
    long residentKib() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Sends TERM and waits for the end; how long that took. */
    Duration terminate() throws InterruptedException {
        long sent = System.nanoTime();
        // Not Process.destroy: it also closes the child's standard input, a second reason to stop.
        process.toHandle().destroy();
        if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            throw failure("still runs " + STOP.toSeconds() + " s after TERM");
        }
        return Duration.ofNanos(System.nanoTime() - sent);
    }

    int status() {
        return process.exitValue();
    }

    /** Ends the process, by KILL when TERM is not enough. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(endChild);
    }
}
