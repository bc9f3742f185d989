package signalkit.course.isolation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Ends this JVM when it has more threads than any check needs. */
final class ThreadCount {
    /** The exit status. */
    static final int TOO_MANY = 71;

    static final int MOST = 500;
    private static final long MILLIS = 20;

    private ThreadCount() {}

    /** Begins to count, until this JVM ends. */
    static void watch() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Thread thread =
                new Thread(
                        () -> {
                            while (threads.getThreadCount() <= MOST) {
                                pause();
                            }
                            Runtime.getRuntime().halt(TOO_MANY);
                        },
                        "thread count");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            // Nobody but a program that wants to stop the count interrupts this thread.
        }
    }
}
