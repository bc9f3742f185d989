package signalkit.echo.safe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import signalkit.posix.Delivery;

/** The server in a JVM of its own, with real signals; closed by KILL when it is still there. */
final class ServerProcess implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 30;
    private static final List<String> JVM_OPTIONS =
            Stream.of(System.getProperty("signalkit.server.jvm", "").split(" "))
                    .filter(option -> !option.isEmpty())
                    .toList();

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> output = new ArrayList<>();

    private ServerProcess(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "reader of " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the server and does not wait. */
    static ServerProcess start(String... options) throws IOException {
        return start(Delivery.POSIX, options);
    }

    /** Starts the server with the signals of a delivery and does not wait. */
    static ServerProcess start(Delivery delivery, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        if (delivery == Delivery.NATIVE) {
            command.add("--block-signal=HUP,INT,QUIT,TERM,USR1,USR2");
            command.add("_JAVA_SR_SIGNUM=16"); // or the JVM keeps USR2 for itself
        }
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(JVM_OPTIONS);
        if (delivery == Delivery.NATIVE) {
            command.addAll(List.of("-Xrs", "--enable-native-access=ALL-UNNAMED"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        if (delivery != Delivery.POSIX) {
            command.addAll(List.of("--delivery", delivery.name()));
        }
        command.addAll(List.of(options));
        return new ServerProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Starts the server on a free port and waits until it is ready. */
    static ServerProcess ready(String... options) throws Exception {
        return ready(Delivery.POSIX, options);
    }

    /** Starts the server with the signals of a delivery and waits until it is ready. */
    static ServerProcess ready(Delivery delivery, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--port", "0"));
        all.addAll(List.of(options));
        ServerProcess server = start(delivery, all.toArray(String[]::new));
        server.await("READY ");
        return server;
    }

    /** Waits for a line that contains a text. */
    String await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            String line = lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("no line with «" + text + "» in " + output());
            }
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** Sends signals, one right after the other, as kill(1) does. */
    void send(String... signals) throws Exception {
        StringBuilder script = new StringBuilder();
        for (String signal : signals) {
            script.append("kill -s ").append(signal).append(' ').append(process.pid()).append(';');
        }
        int status = new ProcessBuilder("sh", "-c", script.toString()).start().waitFor();
        if (status != 0) {
            throw new AssertionError("kill failed: " + status);
        }
    }

    /**
     * Returns when a signal is a request of its own, after one that the server has logged: INT and
     * TERM within 100 ms are one request. By the server's clock, which each answer to USR1 tells.
     */
    void outlastCoalescingWindow() throws Exception {
        long handled = time();
        while (time() <= handled + 100) {
            // The next answer tells a later time.
        }
    }

    private long time() throws Exception {
        send("USR1");
        return value(await("STATISTICS "), "t");
    }

    /** Closes the pipe that is the server's standard input. */
    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** The exit status, or -1 when the process hangs for so long. */
    int status(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    int status() throws InterruptedException {
        return status(DEADLINE_SECONDS);
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return (int) value(find("READY "), "port");
    }

    /** A counter of the STOPPED line. */
    long stopped(String key) {
        return value(find("STOPPED "), key);
    }

    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    private String find(String text) {
        return output().stream()
                .filter(line -> line.contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + text + "in " + output()));
    }

    private static long value(String line, String key) {
        Matcher matcher = Pattern.compile("\\b" + key + "=(\\d+)").matcher(line);
        if (!matcher.find()) {
            throw new AssertionError("no " + key + " in: " + line);
        }
        return Long.parseLong(matcher.group(1));
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("read failed: " + e);
        }
    }

    /** Ends the process by KILL, if it has not ended yet. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
