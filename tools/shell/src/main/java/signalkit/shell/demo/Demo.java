package signalkit.shell.demo;

import java.util.Arrays;
import java.util.Optional;

/** A scripted walk-through on real servers; what it explains, it has just seen. */
public enum Demo {
    /** The deadlock at the heart of the lesson, aimed. */
    SELF_DEADLOCK(
            "self-deadlock",
            "TERM while main holds the queue's lock",
            AimedDemo.selfDeadlock(),
            "explore self-deadlock",
            "tries every moment at which TERM can arrive"),
    /** A shutdown that goes right. */
    CLEAN(
            "clean",
            "how a shutdown should go",
            new CleanDemo(),
            "demo nested-handler",
            "shows a hang that needs no client at all"),
    /** Two handlers, one on top of the other or each on a thread of its own. */
    NESTED_HANDLER(
            "nested-handler",
            "INT while the handler of TERM runs",
            AimedDemo.nestedHandler(),
            "demo churn-hang",
            "lets the same happen by chance"),
    /** A handler that waits for the lock that the code below it holds. */
    CHURN_HANG(
            "churn-hang",
            "TERM while connections come and go, until one of 80 servers hangs",
            UntilItBreaks.churn(),
            "repeat 20 --trial churn",
            "counts how often that happens"),
    /** Clients that nobody ever serves. */
    LOST_CLIENTS(
            "lost-clients",
            "clients that wait when TERM comes",
            new LostClientsDemo(),
            "explore lost-job",
            "shows the shortest schedule that loses one"),
    /** A handler in the middle of a change, let in by a recursive lock. */
    TORN_LIST(
            "torn-list",
            "TERM in the middle of add, with a recursive lock",
            AimedDemo.tornList(),
            "explore torn-list",
            "shows each step of it"),
    /** A loop that is told to end and sleeps on. */
    LOST_WAKE_UP(
            "lost-wakeup",
            "TERM on a worker while main sleeps",
            AimedDemo.lostWakeUp(),
            "explore sleeping-loop",
            "shows each step of it"),
    /** A worker that takes a lock with it. */
    STRANDED_LOCK(
            "stranded-lock",
            "a worker of 2014 ends with the lock",
            AimedDemo.strandedLock(),
            "explore stranded-lock",
            "shows each step of it"),
    /** The same deadlock without any emulation. */
    NATIVE_DEADLOCK(
            "native-deadlock",
            "a handler of the kernel on top of a Java thread (Linux)",
            new NativeDeadlockDemo(),
            "lesson show 2",
            "says why a Java handler is no POSIX handler");

    /** What a demo does. */
    interface Script {
        void play(Stage stage) throws InterruptedException;
    }

    private final String label;
    private final String title;
    private final Script script;
    private final String next;
    private final String reason;

    Demo(String label, String title, Script script, String next, String reason) {
        this.label = label;
        this.title = title;
        this.script = script;
        this.next = next;
        this.reason = reason;
    }

    /**
     * The demo of a name.
     *
     * @param label as {@link #label()} gives it
     * @return empty when there is none
     */
    public static Optional<Demo> of(String label) {
        return Arrays.stream(values()).filter(demo -> demo.label.equals(label)).findFirst();
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
     * What there is to see.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * The command that leads on from here.
     *
     * @return as it is typed in the shell
     */
    public String next() {
        return next;
    }

    /**
     * Shows it, and says what to try next.
     *
     * @param stage where
     * @throws InterruptedException when the user has seen enough
     */
    public void show(Stage stage) throws InterruptedException {
        script.play(stage);
        stage.next(next, reason);
    }
}
