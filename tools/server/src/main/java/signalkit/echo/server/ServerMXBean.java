package signalkit.echo.server;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.aim.Aim;
import signalkit.posix.inspect.LockInfo;
import signalkit.posix.inspect.ThreadReport;

/**
 * What a server made with this kit shows of itself to jconsole, to VisualVM and to the kit's shell.
 *
 * <p>No getter takes a lock of the server, so one that hangs can still be looked at.
 */
public interface ServerMXBean {
    /** The name to look it up by. */
    String OBJECT_NAME = "signalkit:type=Server";

    /**
     * Which server this is.
     *
     * @return the program's name
     */
    String getName();

    /**
     * The last transition that was logged.
     *
     * @return shown by JMX as its name
     */
    ServerState getState();

    /**
     * Where it listens.
     *
     * @return the port, 0 before it is ready
     */
    int getPort();

    /**
     * The connections that wait for a worker.
     *
     * @return one line each, the next to be served first
     */
    List<String> getQueue();

    /**
     * The workers and what each one does.
     *
     * @return one line each
     */
    List<String> getWorkers();

    /**
     * The counters of the STOPPED line.
     *
     * @return name to value
     */
    Map<String, Long> getCounters();

    /**
     * Who runs handlers.
     *
     * @return posix, jvm or native
     */
    default String getDelivery() {
        return PosixProcess.main().delivery().name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * Who holds and who waits for which lock.
     *
     * @return a row for each lock
     */
    default List<LockInfo> getLocks() {
        return PosixProcess.main().locks().snapshot();
    }

    /**
     * The threads of the emulated process, with their signals and stacks.
     *
     * @return a report for each thread
     */
    default List<ThreadReport> getThreads() {
        return PosixProcess.main().threads().stream().map(ThreadReport::of).toList();
    }

    /**
     * Whether every step of the server is a point.
     *
     * @return false when only the kit's own calls are
     */
    default boolean isWoven() {
        return System.getProperty("signalkit.woven") != null;
    }

    /**
     * Aims a signal, see {@link Aim#parse}.
     *
     * @param text the aim
     * @return the same in its shortest form
     * @throws IllegalArgumentException when it is no aim, names no thread or lock of the server, or
     *     a line without a point; the message says what there is
     */
    default String aim(String text) {
        try {
            Aim aim = Aim.parse(text);
            if (aim.file() != null && !isWoven()) {
                throw new IllegalArgumentException(
                        "the server is not woven, so no signal can be aimed at its lines;"
                                + " start it with the weaver's agent");
            }
            PosixProcess process = PosixProcess.main();
            requireKnown("thread", aim.thread(), process.threads().stream().map(Pthread::name));
            requireKnown(
                    "lock", aim.lock(), process.locks().snapshot().stream().map(LockInfo::getName));
            process.aims().add(aim);
            return aim.toString();
        } catch (PosixException e) {
            throw new IllegalArgumentException(e.detail());
        }
    }

    private static void requireKnown(String what, String name, Stream<String> known) {
        List<String> names = known.distinct().toList();
        if (name != null && !names.contains(name)) {
            throw new IllegalArgumentException(
                    "there is no "
                            + what
                            + " "
                            + name
                            + " now; there is: "
                            + String.join(", ", names));
        }
    }

    /**
     * The aims that wait and those that have fired.
     *
     * @return a line each
     */
    default List<String> getAims() {
        return PosixProcess.main().aims().list();
    }

    /** Takes back all aims that have not fired. */
    default void clearAims() {
        PosixProcess.main().aims().clear();
    }
}
