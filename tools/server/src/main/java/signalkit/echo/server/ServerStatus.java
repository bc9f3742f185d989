package signalkit.echo.server;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;

/**
 * What a server shows of itself: what its parts say at the moment of the question.
 *
 * <p>Thread-safe as its parts are; it takes no lock.
 */
public final class ServerStatus implements ServerMXBean {
    /** The system property, true or false, by which the descriptors are counted as well. */
    public static final String DESCRIPTORS = "signalkit.descriptors";

    private final String name;
    private final Journal journal;
    private final WorkerPool queue;

    // Written by main; JMX threads read it:
    private volatile int port;

    /**
     * Made of a server's parts.
     *
     * @param name the program's
     * @param journal has the state and the counters
     * @param queue has the jobs and the workers
     */
    public ServerStatus(String name, Journal journal, WorkerPool queue) {
        this.name = name;
        this.journal = journal;
        this.queue = queue;
    }

    /**
     * Shows this to whoever connects to the JVM by JMX.
     *
     * @throws JMException when another one has been registered already
     */
    void register() throws JMException {
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(OBJECT_NAME));
    }

    /**
     * A line for each element of a linked list, which others may be changing.
     *
     * @param <T> what tells of itself by {@link Object#toString}
     * @param first the first element, or null
     * @param next gives the next element, or null
     * @return the lines, in the order of the list
     */
    public static <T> List<String> lines(T first, UnaryOperator<T> next) {
        return Stream.iterate(first, Objects::nonNull, next).map(Object::toString).toList();
    }

    /**
     * Notes that a signal came.
     *
     * @param signal which
     */
    public void note(Signal signal) {
        journal.note("SIGNAL", "name=" + signal);
    }

    /**
     * Writes what a signal asks for: USR1 the counters, USR2 the state, any other nothing.
     *
     * @param signal that came
     */
    public void answer(Signal signal) {
        if (signal == Signal.USR1) {
            journal.note("STATISTICS", journal.toString());
        } else if (signal == Signal.USR2) {
            journal.note("STATE", "name=" + getState() + " " + this + " locks=" + getLocks());
        }
    }

    /**
     * Says where the server listens.
     *
     * @param at the port
     */
    public void listensAt(int at) {
        port = at;
    }

    /** Notes that the server is ready. */
    public void enterReady() {
        String details = "port=" + getPort() + " pid=" + ProcessHandle.current().pid();
        journal.enter(ServerState.READY, details);
    }

    /** Notes that the server drains. */
    public void enterDraining() {
        String details = "open=" + journal.open() + " queued=" + queue.waiting().size();
        journal.enter(ServerState.DRAINING, details);
    }

    /** Notes that the server breaks off the connections that are left. */
    public void enterForcing() {
        journal.enter(ServerState.FORCING, "open=" + journal.open());
    }

    /**
     * Notes that the server has stopped, with its whole account.
     *
     * @param cause the signal that ended it
     * @param forced whether connections were broken off
     */
    public void enterStopped(Signal cause, boolean forced) {
        String end = "cause=" + cause + " forced=" + (forced ? 1 : 0);
        journal.enter(ServerState.STOPPED, end + " " + journal + " " + this);
    }

    /**
     * Whether {@link #enterStopped} was called.
     *
     * @return true after it
     */
    public boolean isStopped() {
        return journal.state() == ServerState.STOPPED;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public ServerState getState() {
        return journal.state();
    }

    @Override
    public int getPort() {
        return port;
    }

    @Override
    public List<String> getQueue() {
        return queue.waiting();
    }

    @Override
    public List<String> getWorkers() {
        return queue.workers();
    }

    @Override
    public Map<String, Long> getCounters() {
        return journal.counters();
    }

    /** What must be 0 at the end: jobs that wait, threads of workers and, if asked, descriptors. */
    @Override
    public String toString() {
        long threads =
                PosixProcess.main().threads().stream().filter(ServerStatus::isWorker).count();
        return "queued=" + queue.waiting().size() + " threads=" + threads + descriptors();
    }

    /** Only if asked: the kernel takes some 50 ms to tell, longer than the whole of a quick end. */
    private String descriptors() {
        return Boolean.getBoolean(DESCRIPTORS) ? Descriptors.describe(getPort()) : "";
    }

    private static boolean isWorker(Pthread thread) {
        return thread.name().startsWith("worker-");
    }
}
