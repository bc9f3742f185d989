package signalkit.lab.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import signalkit.echo.server.ServerMXBean;
import signalkit.lab.LabException;

/**
 * A look into a running server, through the attach API and JMX: it works on one that hangs, too.
 *
 * <p>Every question has a deadline of {@value #PATIENCE_SECONDS} s, for a server may be stopped.
 */
public final class RemoteServer {
    private static final String SANITIZER = "signalkit:type=Sanitizer";
    private static final long PATIENCE_SECONDS = 20;

    private RemoteServer() {}

    /**
     * Reads the server's MXBean.
     *
     * @param server which one
     * @return what it shows
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException when the server does not answer
     */
    public static Snapshot snapshot(ServerProcess server) throws InterruptedException {
        return ask(server, connection -> Snapshot.of(bean(connection)));
    }

    /**
     * The JVM's own thread dump, as {@code jcmd Thread.print -l} gives it.
     *
     * @param server which one
     * @return many lines
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException when the server does not answer
     */
    public static String threadDump(ServerProcess server) throws InterruptedException {
        ObjectName commands = name("com.sun.management:type=DiagnosticCommand");
        Object[] arguments = {new String[] {"-l"}};
        String[] signature = {String[].class.getName()};
        return ask(
                server,
                connection ->
                        (String) connection.invoke(commands, "threadPrint", arguments, signature));
    }

    /**
     * Aims a signal at a moment in the server.
     *
     * @param server which one
     * @param text as {@code signalkit.posix.aim.Aim} reads it
     * @return the aim in its shortest form
     * @throws InterruptedException when the wait is interrupted
     * @throws LabException when it is no aim, with what is expected
     */
    public static String aim(ServerProcess server, String text) throws InterruptedException {
        return ask(
                server,
                connection -> {
                    server.disturb();
                    try {
                        return bean(connection).aim(text);
                    } catch (IllegalArgumentException e) {
                        throw LabException.usage(e.getMessage());
                    }
                });
    }

    /**
     * The aims of a server.
     *
     * @param server which one
     * @return a line each
     * @throws InterruptedException when the wait is interrupted
     */
    public static List<String> aims(ServerProcess server) throws InterruptedException {
        return ask(server, connection -> bean(connection).getAims());
    }

    /**
     * Takes back all aims of a server.
     *
     * @param server which one
     * @throws InterruptedException when the wait is interrupted
     */
    public static void clearAims(ServerProcess server) throws InterruptedException {
        ask(
                server,
                connection -> {
                    bean(connection).clearAims();
                    return null;
                });
    }

    /**
     * What the handler sanitizer has found in a server that runs with it.
     *
     * @param server which one
     * @return a line each, as it prints them
     * @throws InterruptedException when the wait is interrupted
     */
    public static List<String> findings(ServerProcess server) throws InterruptedException {
        return ask(
                server,
                connection ->
                        List.of((String[]) connection.getAttribute(name(SANITIZER), "Findings")));
    }

    static ServerMXBean bean(MBeanServerConnection connection) throws JMException {
        return JMX.newMXBeanProxy(
                connection, new ObjectName(ServerMXBean.OBJECT_NAME), ServerMXBean.class);
    }

    private interface Question<T> {
        T ask(MBeanServerConnection connection) throws IOException, JMException;
    }

    private static <T> T ask(ServerProcess server, Question<T> question)
            throws InterruptedException {
        return within(
                server,
                () -> {
                    try (JMXConnector connector = connect(server)) {
                        return question.ask(connector.getMBeanServerConnection());
                    }
                });
    }

    /** A connection to a server, which the caller closes. */
    static JMXConnector connect(ServerProcess server)
            throws IOException, AttachNotSupportedException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(server.pid()));
        String address;
        try {
            address = machine.startLocalManagementAgent();
        } finally {
            machine.detach();
        }
        return JMXConnectorFactory.connect(new JMXServiceURL(address));
    }

    /** Asks on a thread of its own, since neither attaching nor a call can be given a deadline. */
    static <T> T within(ServerProcess server, Callable<T> question) throws InterruptedException {
        if (server.isSuspended()) {
            throw LabException.failed(
                    server.name()
                            + " is SUSPENDED and cannot answer; continue it: send CONT "
                            + server.name());
        }
        FutureTask<T> task = new FutureTask<>(question);
        Thread asker = new Thread(task, "look into " + server.name());
        asker.setDaemon(true);
        asker.start();
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw LabException.failed(
                    server.name()
                            + " does not answer within "
                            + PATIENCE_SECONDS
                            + " s; if a signal stopped it, send it CONT");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LabException known) {
                throw known;
            }
            throw LabException.failed(reason(server, e.getCause()));
        }
    }

    private static String reason(ServerProcess server, Throwable cause) {
        if (!server.isAlive()) {
            return server.name() + " has ended (" + server.describeEnd() + ")";
        }
        if (cause instanceof AttachNotSupportedException) {
            return server.name()
                    + " cannot be attached to ("
                    + cause.getMessage()
                    + "); start it without -XX:+DisableAttachMechanism";
        }
        if (cause instanceof InstanceNotFoundException || cause.getCause() != null) {
            return server.name() + " shows nothing of itself yet; wait for READY";
        }
        String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String remedy =
                cause instanceof IOException
                        ? "; a JVM lets another one look into it by files in /tmp, which must be"
                                + " writable"
                        : "";
        return "cannot look into " + server.name() + ": " + why + remedy;
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (JMException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
