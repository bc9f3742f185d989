package signalkit.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import signalkit.lab.LabException;
import signalkit.lab.server.ChildProcess;

/** A contender's process. It does not outlive this one. */
final class Server implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int LINES_SHOWN = 5;

    private final Contender contender;
    private final ChildProcess child;
    private final int port;
    private final Thread endChild;

    private Server(Contender contender, ChildProcess child, int givenPort)
            throws InterruptedException {
        this.contender = contender;
        this.child = child;
        this.endChild = new Thread(child::kill);
        try {
            Runtime.getRuntime().addShutdownHook(endChild);
        } catch (IllegalStateException goingDown) {
            child.kill();
            throw new InterruptedException();
        }
        try {
            this.port = contender.announces() ? announced() : reachable(givenPort);
        } catch (LabException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Starts the server and waits until it can be reached. */
    static Server start(Contender contender) throws IOException, InterruptedException {
        int port = contender.announces() ? 0 : freePort();
        List<String> command = new ArrayList<>(contender.command());
        command.replaceAll(word -> word.replace(Contender.PORT, Integer.toString(port)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put(Contender.PORT.substring(1), Integer.toString(port));
        ChildProcess child;
        try {
            child = new ChildProcess(contender.name(), builder, () -> {});
        } catch (IOException e) {
            throw LabException.failed(contender.name() + " does not start: " + e.getMessage());
        }
        return new Server(contender, child, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private int announced() throws InterruptedException {
        return child.log()
                .await("READY", START)
                .map(ready -> (int) ready.number("port"))
                .orElseThrow(this::notReady);
    }

    private int reachable(int givenPort) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!accepts(givenPort)) {
            if (child.awaitEnd(LOOK_AGAIN) || System.nanoTime() > deadline) {
                throw notReady();
            }
        }
        return givenPort;
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private LabException notReady() {
        try {
            // It may have closed its output and be about to end.
            return failure(
                    child.awaitEnd(CLOSE)
                            ? "ended with status " + status() + " before it was ready"
                            : "is not ready after " + START.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failure("is not ready");
        }
    }

    private LabException failure(String what) {
        List<String> lines = child.log().lines();
        List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
        String output = last.isEmpty() ? "" : "; it said: " + String.join(" / ", last);
        return LabException.failed(contender.name() + " " + what + output);
    }

    Contender contender() {
        return contender;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Processor time that the process has used, user and system; in ticks of 10 ms on Linux. */
    Duration cpu() {
        return child.cpu();
    }

    /** Resident memory in KiB; 0 where the system has no /proc. */
    long residentKib() {
        Path status = Path.of("/proc", Long.toString(child.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** What it has read and never echoed, if it has ended with an account. */
    OptionalLong bytesLost() {
        return child.log()
                .last("STOPPED")
                .map(line -> OptionalLong.of(line.number("bytes_in") - line.number("bytes_out")))
                .orElse(OptionalLong.empty());
    }

    /** Sends TERM and waits for the end; how long that took. */
    Duration terminate() throws InterruptedException {
        long sent = System.nanoTime();
        child.terminate();
        if (!child.awaitEnd(STOP)) {
            throw failure("still runs " + STOP.toSeconds() + " s after TERM");
        }
        return Duration.ofNanos(System.nanoTime() - sent);
    }

    int status() {
        return child.exitStatus().orElse(-1);
    }

    /** Ends the process, by KILL when TERM is not enough. */
    @Override
    public void close() {
        child.terminate();
        child.endInput();
        try {
            if (!child.awaitEnd(CLOSE)) {
                child.kill();
            }
        } catch (InterruptedException e) {
            child.kill();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(endChild);
        } catch (IllegalStateException goingDown) {
            // After Ctrl-C the hook runs, and does what was done above.
        }
    }
}
