package signalkit.lab.trial;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.load.LoadPlan;
import signalkit.posix.Signal;

/** What happens to a fresh server in one trial: its clients, and the signals that end it. */
public enum TrialPlan {
    /** Nobody is connected. */
    IDLE("idle", "TERM, nobody is connected", 0, false, Signal.TERM),
    /** Two signals whose handlers may interrupt each other. */
    INT_TERM(
            "int-term",
            "INT and TERM together, nobody is connected",
            0,
            false,
            Signal.INT,
            Signal.TERM),
    /** The accept loop and the workers are in the queue's lock all the time. */
    CHURN("churn", "TERM under 4 clients that connect, echo, close", 4, true, Signal.TERM),
    /** An echo is always under way. */
    LOAD("load", "TERM under 8 clients that echo all the time", 8, false, Signal.TERM),
    /** Most clients wait in the queue. */
    CROWD("crowd", "TERM with 24 clients on 8 workers", 24, false, Signal.TERM),
    /** Clients and moment are drawn anew for each trial: the plan of a long soak. */
    ANY("any", "TERM at any moment under any clients, 24 at most", 24, false, Signal.TERM);

    /** How many clients a server of a trial serves at once. */
    public static final int WORKERS = 8;

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int MESSAGES_EACH = 25;
    private static final int JITTER_MICROS = 20_000;
    private static final int ANY_MOMENT_MICROS = 300_000;

    private final String label;
    private final String description;
    private final int clients;
    private final boolean churn;
    private final List<Signal> signals;

    TrialPlan(String label, String description, int clients, boolean churn, Signal... signals) {
        this.label = label;
        this.description = description;
        this.clients = clients;
        this.churn = churn;
        this.signals = List.of(signals);
    }

    /**
     * The plan of a name.
     *
     * @param label as {@link #label()} gives it
     * @return empty when there is none
     */
    public static Optional<TrialPlan> of(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    /**
     * The name that a user types.
     *
     * @return in small letters
     */
    public String label() {
        return label;
    }

    /**
     * What happens, in a few words.
     *
     * @return no sentence
     */
    public String description() {
        return description;
    }

    /**
     * What is sent, back to back.
     *
     * @return one signal or two
     */
    public List<Signal> signals() {
        return signals;
    }

    /**
     * How many clients are connected at once.
     *
     * @return 0 for an idle server
     */
    public int clients() {
        return clients;
    }

    /** The clients; the caller starts and closes them. */
    LoadGenerator load(InetSocketAddress target, RandomGenerator random) {
        int count = this == ANY ? random.nextInt(clients + 1) : clients;
        boolean come = this == ANY ? random.nextBoolean() : churn;
        return new LoadGenerator(
                come ? LoadPlan.churning(target, count) : LoadPlan.steady(target, count));
    }

    /** How much later than the clients' full swing the signal comes, in microseconds. */
    int jitter() {
        return this == ANY ? ANY_MOMENT_MICROS : JITTER_MICROS;
    }

    /** Waits until all clients are connected and those that a worker serves are in full swing. */
    boolean awaitFullSwing(LoadGenerator load) throws InterruptedException {
        if (this == ANY) {
            return true;
        }
        int served = Math.min(clients, WORKERS);
        return load.awaitEchoes(clients, served, (long) served * MESSAGES_EACH, WARM_UP);
    }

    @Override
    public String toString() {
        return label;
    }
}
