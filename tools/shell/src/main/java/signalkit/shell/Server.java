package signalkit.shell;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import signalkit.posix.ServerMXBean;
import signalkit.posix.Signal;

/**
 * A server that this shell started: a child process, its log, and a look inside.
 *
 * <p>Signals go only to a child that is held here, alive and with the start time that it had; a
 * number that somebody types is never a target. Thread-safe.
 */
final class Server implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(20);
    private static final Pattern READY = Pattern.compile("^READY port=(\\d+) ");

    private final String name;
    private final String kind;
    private final Process process;
    private final Optional<Instant> born;

    // this must be locked when using these:
    private final List<String> log = new ArrayList<>();
    private int port;
    private boolean logEnded;
    private JMXConnector connector;

    private Server(String name, String kind, Process process) {
        this.name = name;
        this.kind = kind;
        this.process = process;
        this.born = process.info().startInstant();
        Thread reader = new Thread(this::read, "log of " + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a server and waits until it is ready. */
    static Server start(Path home, String name, String kind, List<String> options) {
        Path jar = home.resolve("echo-" + kind + "/target/echo-" + kind + ".jar");
        if (!Files.exists(jar)) {
            throw Failure.failed("no " + jar + "; build it with tools/kit or mvn verify");
        }
        List<String> command = new ArrayList<>();
        if (new File("/usr/bin/env").canExecute() && !isMac()) {
            // A shell's & or nohup may have INT and HUP ignored, which a child would inherit.
            command.addAll(List.of("/usr/bin/env", "--default-signal=INT,HUP"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-jar", jar.toString()));
        command.add("--until-eof");
        if (!options.contains("--port")) {
            command.addAll(List.of("--port", "0"));
        }
        command.addAll(options);
        try {
            Server server =
                    new Server(
                            name,
                            kind,
                            new ProcessBuilder(command).redirectErrorStream(true).start());
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw Failure.failed("cannot start " + kind + ": " + e.getMessage());
        }
    }

    private static boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                note(line);
            }
        } catch (IOException e) {
            note("(the log broke off: " + e.getMessage() + ")");
        }
        synchronized (this) {
            logEnded = true;
            notifyAll();
        }
    }

    private synchronized void note(String line) {
        log.add(line);
        Matcher matcher = READY.matcher(line);
        if (matcher.find()) {
            port = Integer.parseInt(matcher.group(1));
        }
        notifyAll();
    }

    private synchronized void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        try {
            while (port == 0 && !logEnded && System.nanoTime() < deadline) {
                TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw Failure.failed("start of " + name + " interrupted; it was ended");
        }
        if (port == 0) {
            process.destroyForcibly();
            throw Failure.failed(
                    name + " did not become ready; it said: " + String.join(" | ", log));
        }
    }

    /** Sends a signal with kill(1). */
    void send(List<Signal> signals) {
        if (!isHeld()) {
            throw Failure.failed(name + " has ended; start it again with start " + kind);
        }
        StringBuilder script = new StringBuilder();
        for (Signal signal : signals) {
            script.append("kill -s ").append(signal).append(' ').append(pid()).append("; ");
        }
        run(List.of("sh", "-c", script.toString()));
    }

    private boolean isHeld() {
        return process.isAlive() && process.info().startInstant().equals(born);
    }

    private static void run(List<String> command) {
        try {
            Process kill = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kill.waitFor() != 0) {
                throw Failure.failed("kill: " + said.strip());
            }
        } catch (IOException e) {
            throw Failure.failed("kill: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end; empty when the process still runs then. */
    Optional<Integer> awaitEnd(Duration time) throws InterruptedException {
        if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
            return Optional.empty();
        }
        synchronized (this) {
            while (!logEnded) {
                wait();
            }
        }
        return Optional.of(process.exitValue());
    }

    /** Ends the process by KILL and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** A look inside, also when the server hangs. */
    synchronized ServerMXBean look() {
        try {
            if (connector == null) {
                VirtualMachine machine = VirtualMachine.attach(Long.toString(pid()));
                String address = machine.startLocalManagementAgent();
                machine.detach();
                connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
            }
            return JMX.newMXBeanProxy(
                    connector.getMBeanServerConnection(),
                    new ObjectName(ServerMXBean.OBJECT_NAME),
                    ServerMXBean.class);
        } catch (IOException | AttachNotSupportedException | JMException e) {
            throw Failure.failed("cannot look into " + name + ": " + e.getMessage());
        }
    }

    String name() {
        return name;
    }

    String kind() {
        return kind;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    synchronized int port() {
        return port;
    }

    synchronized List<String> log() {
        return List.copyOf(log);
    }

    /** How the process is: the last transition, or its exit status. */
    String state() {
        if (!process.isAlive()) {
            return "ended with " + process.exitValue();
        }
        String state = "STARTING";
        for (String line : log()) {
            String word = line.split(" ", 2)[0];
            if (List.of("READY", "DRAINING", "FORCING", "STOPPED").contains(word)) {
                state = word;
            }
        }
        return state;
    }

    /** A counter of the last line; 0 when there is none. */
    long stopped(String key) {
        return log().stream()
                .filter(line -> line.startsWith("STOPPED "))
                .map(Pattern.compile("\\b" + key + "=(\\d+)")::matcher)
                .filter(Matcher::find)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .findFirst()
                .orElse(0);
    }

    /** TERM, and KILL at the deadline. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
        }
    }
}
