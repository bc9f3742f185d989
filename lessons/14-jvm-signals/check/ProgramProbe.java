package signalkit.lessons.jvmsignals;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What {@link ProgramMarks} makes the learner's program call, in its own JVM.
 *
 * <p>It uses nothing but the JDK, because its class file is copied beside the program. Thread-safe.
 */
public final class ProgramProbe {
    /** The JVM's name for each thread that runs a handler of TERM. */
    private static final String HANDLER = "SIGTERM handler";

    /** Somewhat less than the 300 ms of the exercise. */
    private static final long PAUSE_NANOS = 290_000_000;

    private static final ThreadLocal<Long> BEGUN = ThreadLocal.withInitial(System::nanoTime);
    private static final CountDownLatch BOTH = new CountDownLatch(2);
    private static final ThreadLocal<Boolean> HAS_LOOKED = ThreadLocal.withInitial(() -> false);

    private ProgramProbe() {}

    /**
     * Prints a mark.
     *
     * @param mark a line
     */
    public static void say(String mark) {
        System.out.println(mark);
    }

    /**
     * Prints a mark at the beginning of save.
     *
     * @param mark a line
     */
    public static void begins(String mark) {
        BEGUN.set(System.nanoTime());
        say(mark);
    }

    /**
     * Prints one of two marks at the end of save, and one more if that took too little time.
     *
     * @param mark when nobody has interrupted the thread
     * @param interrupted when somebody has
     * @param shortened when save has not paused as it should
     */
    public static void saved(String mark, String interrupted, String shortened) {
        boolean isInterrupted = Thread.currentThread().isInterrupted();
        if (!isInterrupted && System.nanoTime() - BEGUN.get() < PAUSE_NANOS) {
            say(shortened);
        }
        say(isInterrupted ? interrupted : mark);
    }

    /**
     * Holds a handler that has looked at something, until another handler has looked, too, or a
     * second has passed.
     *
     * @param mark is printed before the wait
     */
    public static void looked(String mark) {
        if (!Thread.currentThread().getName().equals(HANDLER) || HAS_LOOKED.get()) {
            return;
        }
        HAS_LOOKED.set(true);
        say(mark);
        BOTH.countDown();
        try {
            BOTH.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
