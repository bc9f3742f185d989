package signalkit.echo.server;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import signalkit.event.EventBase;
import signalkit.event.Listener;

/** The options that bound what a server takes upon itself, and how it ends. */
public final class Limits {
    /** What a client beyond the limit is told. */
    static final String BUSY = "busy: too many connections; try again later\n";

    private static final int DAY = 86_400;

    /** The values of {@code --loops}. */
    private enum Per {
        CONNECTION,
        WORKER;

        @Override
        public String toString() {
            return this == CONNECTION ? "per-connection" : "per-worker";
        }
    }

    @Option(
            names = "--loops",
            paramLabel = "HOW",
            defaultValue = "per-connection",
            description =
                    "Event loops: per-connection (a worker serves one client) or per-worker (it"
                            + " serves many). Default: ${DEFAULT-VALUE}.")
    private Per loops;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Tell a client beyond N, and close it. Default: ${DEFAULT-VALUE}.")
    private int maxConnections;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "Close a client that has spoken and is silent for so long; --read-timeout is for"
                            + " one that has not, or does not read. Default: ${DEFAULT-VALUE}.")
    private int idle;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Break off a drain that takes longer. Default: ${DEFAULT-VALUE}.")
    private int grace;

    @Option(
            names = "--force",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "End a forced shutdown that takes longer. Default: ${DEFAULT-VALUE}.")
    private int force;

    @Option(
            names = "--linger",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "Wait so long for a client's FIN after ours. Default: ${DEFAULT-VALUE}.")
    private int linger;

    @Option(
            names = "--output",
            paramLabel = "KIB",
            defaultValue = "64",
            description =
                    "Read no more from a client while so much waits for it, until half of that is"
                            + " gone. Default: ${DEFAULT-VALUE}.")
    private int output;

    @Option(
            names = "--reraise",
            description = "End by the signal that was the cause, not by an exit status.")
    private boolean reraise;

    /** For picocli. */
    public Limits() {}

    /**
     * Refuses what is out of range.
     *
     * @param command whose options these are
     */
    public void check(ServerCommand command) {
        boolean some = maxConnections >= 1 && maxConnections <= 1_000_000;
        command.require(some, "--max-connections", maxConnections, "1 to 1000000");
        command.require(idle >= 1 && idle <= DAY, "--idle", idle, "1 to " + DAY);
        command.require(grace >= 0 && grace <= DAY, "--grace", grace, "0 to " + DAY);
        command.require(force >= 0 && force <= DAY, "--force", force, "0 to " + DAY);
        command.require(linger >= 0 && linger <= DAY, "--linger", linger, "0 to " + DAY);
        command.require(output >= 1 && output <= 65_536, "--output", output, "1 to 65536");
    }

    /**
     * Makes what {@code --loops} asks for.
     *
     * @param <J> the connections
     * @param jobs serves one connection with each worker
     * @param poll takes a connection that waits in {@code jobs} after its shutdown, or returns null
     * @param acceptBase the loop of the thread that accepts, drains and joins
     * @return an executor that serves the connections with {@code jobs} or without
     */
    public <J extends LoopJob> JobExecutor<? super J> executor(
            JobExecutor<? super J> jobs, Supplier<J> poll, EventBase acceptBase) {
        return loops == Per.WORKER
                ? new LoopPool(acceptBase)
                : new LoopDrain<>(jobs, poll, acceptBase);
    }

    boolean sharesLoops() {
        return loops == Per.WORKER;
    }

    int maxConnections() {
        return maxConnections;
    }

    /**
     * Refuses a client when too many are connected: tells it so, counts it and closes it.
     *
     * @param channel just accepted and counted as such
     * @param journal counts the clients
     * @return whether it was refused
     */
    public boolean refuses(SocketChannel channel, Journal journal) {
        boolean refused = journal.open() > maxConnections;
        if (refused) {
            Listener.refuse(channel, BUSY);
            journal.refused.incrementAndGet();
        }
        return refused;
    }

    /**
     * How long a client that has spoken may be silent.
     *
     * @return 1 s to a day
     */
    public Duration idle() {
        return Duration.ofSeconds(idle);
    }

    /**
     * How long the server may take to answer a request to end.
     *
     * @param request 1 for the first one, which drains, 2 for the second one, which forces
     * @return the grace period, 0 s to a day; then that of a forced shutdown
     */
    public Duration timeout(int request) {
        return Duration.ofSeconds(request == 1 ? grace : force);
    }

    /**
     * How long a drain waits for the first word of a client that has said nothing yet.
     *
     * @return what a word takes that is on its way
     */
    public Duration firstWord() {
        return Duration.ofMillis(100);
    }

    /**
     * How long to wait for a client's end of the connection after ours.
     *
     * @return 0 s to a day
     */
    public Duration linger() {
        return Duration.ofSeconds(linger);
    }

    /**
     * How much output may wait for a client before reading pauses.
     *
     * @return 1 KiB to 64 MiB, in bytes
     */
    public long output() {
        return output * 1024L;
    }

    /**
     * Whether the process is to end by a signal.
     *
     * @return as the user said
     */
    public boolean reraises() {
        return reraise;
    }
}
