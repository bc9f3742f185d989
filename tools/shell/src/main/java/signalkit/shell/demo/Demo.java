package signalkit.shell.demo;

import java.util.Arrays;
import java.util.Optional;

/** A scripted walk-through on real servers; what it explains, it has just seen. */
public enum Demo {
    /** A shutdown that goes right. */
    CLEAN("clean", "how a shutdown should go", new CleanDemo()),
    /** Clients that nobody ever serves. */
    LOST_CLIENTS("lost-clients", "clients that wait when TERM comes", new LostClientsDemo()),
    /** Two handlers, one on top of the other or each on a thread of its own. */
    NESTED_HANDLER(
            "nested-handler", "INT while the handler of TERM runs", AimedDemo.nestedHandler()),
    /** A handler that waits for the lock that the code below it holds. */
    CHURN_HANG("churn-hang", "TERM while connections come and go", UntilItBreaks.churn()),
    /** The deadlock at the heart of the lesson, aimed. */
    SELF_DEADLOCK(
            "self-deadlock", "TERM while main holds the queue's lock", AimedDemo.selfDeadlock()),
    /** A handler in the middle of a change, let in by a recursive lock. */
    TORN_LIST(
            "torn-list", "TERM in the middle of add, with a recursive lock", AimedDemo.tornList()),
    /** A loop that is told to end and sleeps on. */
    LOST_WAKE_UP("lost-wakeup", "TERM on a worker while main sleeps", AimedDemo.lostWakeUp()),
    /** A worker that takes a lock with it. */
    STRANDED_LOCK("stranded-lock", "a worker of 2014 ends with the lock", AimedDemo.strandedLock()),
    /** The same deadlock without any emulation. */
    NATIVE_DEADLOCK(
            "native-deadlock",
            "a handler of the kernel on top of a Java thread (Linux)",
            new NativeDeadlockDemo());

    /** What a demo does. */
    interface Script {
        void play(Stage stage) throws InterruptedException;
    }

    private final String label;
    private final String title;
    private final Script script;

    Demo(String label, String title, Script script) {
        this.label = label;
        this.title = title;
        this.script = script;
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
     * Shows it, in about ten seconds.
     *
     * @param stage where
     * @throws InterruptedException when the user has seen enough
     */
    public void show(Stage stage) throws InterruptedException {
        script.play(stage);
    }
}
