package signalkit.echo.server;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
    private final IntSupplier port;
    private final Supplier<List<String>> queue;
    private final Supplier<List<String>> workers;

    /**
     * Made of a server's parts.
     *
     * @param name the program's
     * @param journal has the state and the counters
     * @param port 0 before it listens
     * @param queue a line for each job that waits
     * @param workers a line for each worker
     */
    public ServerStatus(
            String name,
            Journal journal,
            IntSupplier port,
            Supplier<List<String>> queue,
            Supplier<List<String>> workers) {
        this.name = name;
        this.journal = journal;
        this.port = port;
        this.queue = queue;
        this.workers = workers;
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

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getState() {
        return journal.state();
    }

    @Override
    public int getPort() {
        return port.getAsInt();
    }

    @Override
    public List<String> getQueue() {
        return queue.get();
    }

    @Override
    public List<String> getWorkers() {
        return workers.get();
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
        return "queued=" + queue.get().size() + " threads=" + threads + descriptors();
    }

    /** Only if asked: the kernel takes some 50 ms to tell, longer than the whole of a quick end. */
    private String descriptors() {
        return Boolean.getBoolean(DESCRIPTORS) ? Descriptors.describe(getPort()) : "";
    }

    private static boolean isWorker(Pthread thread) {
        return thread.name().startsWith("worker-");
    }
}
