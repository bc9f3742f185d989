package signalkit.lessons.jvmsignals;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.explorer.jdk.JvmSignalModel;

/**
 * What {@link SceneProgram} makes the learner's program call in a scene. Thread-safe.
 *
 * <p>Its fields are atomic, so that no call of it is a data race; and handlers write none of them,
 * so that it orders no handler before the code that looks at what the handler has left.
 */
public final class SceneProbe {
    private static final String READY = "ready";

    private static final AtomicInteger TERMS = new AtomicInteger();
    private static final AtomicInteger SENT = new AtomicInteger();
    private static final AtomicInteger BEGUN = new AtomicInteger();
    private static final AtomicInteger SAVED = new AtomicInteger();
    private static final AtomicInteger INTERRUPTED = new AtomicInteger();

    private SceneProbe() {}

    /**
     * Lets TERM come from now on if the line is «ready», and prints nothing.
     *
     * @param out where the program prints it
     * @param line what
     */
    public static void println(PrintStream out, String line) {
        if (READY.equals(line)) {
            Thread sender = new Thread(SceneProbe::send, "kill");
            sender.setDaemon(true); // So are its handlers, as those of a JVM are.
            sender.start();
        }
    }

    /** Says how many TERMs are sent after «ready». */
    static void expect(int terms) {
        TERMS.set(terms);
    }

    private static void send() {
        SENT.set(1);
        for (int i = 0; i < TERMS.get(); i++) {
            JvmSignalModel.raise(new JvmSignalModel("TERM"));
        }
    }

    /** The first step of save(). */
    public static void begin() {
        BEGUN.incrementAndGet();
    }

    /** The last step of save(). */
    public static void end() {
        SAVED.incrementAndGet();
        if (Thread.currentThread().isInterrupted()) {
            INTERRUPTED.set(1);
        }
    }

    static int begun() {
        return BEGUN.get();
    }

    static int saved() {
        return SAVED.get();
    }

    static boolean isEarly() {
        return BEGUN.get() > 0 && SENT.get() == 0;
    }

    static boolean isInterrupted() {
        return INTERRUPTED.get() != 0;
    }
}
