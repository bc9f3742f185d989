package signalkit.libc;

import com.sun.jna.CallbackReference;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import signalkit.posix.Errno;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/**
 * A JVM in which the kernel runs a handler on top of a Java thread; {@link NativeDeadlock} starts
 * it and sends it TERM.
 *
 * <p>Every thread blocks TERM, and the worker lets it in only inside {@code ppoll}, so that the
 * handler always finds the thread in native code: on top of Java code it would crash the JVM now
 * and then. It prints {@link #READY} when the signal may come, and then {@link #STUCK} with the
 * worker's stack, or {@link #DONE} and what the handler saw.
 */
final class InterruptedChild {
    static final String READY = "READY";
    static final String STUCK = "STUCK";
    static final String DONE = "DONE";
    static final String END = "END";

    /** What the lock guards: money on its way from one account to the other. */
    private static final int TOTAL = 100;

    private static final long TICK_NANOS = 5_000_000;

    /** How the worker holds the lock when the signal comes. */
    enum Trial {
        /** A lock that its holder cannot take again. */
        SEMAPHORE,
        /** A lock that its holder can take again. */
        REENTRANT,
        /** As {@link #SEMAPHORE}, but the signal is let in only after the release. */
        BLOCKED
    }

    private final Trial trial;
    private final Semaphore semaphore = new Semaphore(1);
    private final ReentrantLock reentrant = new ReentrantLock();
    private final LibC.Handler handler = this::onSignal; // C holds no reference to it
    private final Thread worker = new Thread(this::work, "worker");

    // The lock of the trial must be held when using these:
    private int from = TOTAL;
    private int to;

    private volatile boolean entered;
    private volatile int seen;

    private InterruptedChild(Trial trial) {
        this.trial = trial;
    }

    public static void main(String[] arguments) {
        endWithParent();
        new InterruptedChild(Trial.valueOf(arguments[0])).run();
    }

    private void run() {
        LibC.Action action = new LibC.Action();
        action.handler = CallbackReference.getFunctionPointer(handler);
        check(LibC.sigaction(Signal.TERM.number(), action, null), "sigaction");
        worker.start();
        while (worker.isAlive() && !isStuck()) {
            LockSupport.parkNanos(TICK_NANOS);
        }
        if (worker.isAlive()) {
            System.out.println(STUCK);
            for (StackTraceElement frame : worker.getStackTrace()) {
                System.out.println(show(frame));
            }
            System.out.println(END);
            LockSupport.park(); // Whether it stays stuck is for the parent to see.
        }
        System.out.println(DONE + " " + (seen == TOTAL ? "whole" : "torn " + seen));
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    /** As {@link StackTraceElement#toString}, without the class loader and the module. */
    private static String show(StackTraceElement frame) {
        String text = frame.toString();
        return text.substring(text.indexOf(frame.getClassName()));
    }

    /** The handler is there, and its thread waits for the lock that it holds itself. */
    private boolean isStuck() {
        return entered
                && worker.getState() == Thread.State.WAITING
                && List.of(worker.getStackTrace()).stream()
                        .anyMatch(frame -> frame.getClassName().equals(Semaphore.class.getName()));
    }

    private void work() {
        lock();
        from--;
        System.out.println(READY);
        if (trial == Trial.BLOCKED) {
            awaitPending();
        } else {
            sleepWithTermOpen();
        }
        to++;
        unlock();
        if (trial == Trial.BLOCKED) {
            sleepWithTermOpen();
        }
    }

    /** Called by the kernel, on top of the worker. */
    private void onSignal(int number) {
        entered = true;
        lock();
        seen = from + to;
        unlock();
    }

    private void lock() {
        if (trial == Trial.REENTRANT) {
            reentrant.lock();
        } else {
            semaphore.acquireUninterruptibly();
        }
    }

    private void unlock() {
        if (trial == Trial.REENTRANT) {
            reentrant.unlock();
        } else {
            semaphore.release();
        }
    }

    /** A system call that ends when a handler has run; TERM can arrive nowhere else. */
    private static void sleepWithTermOpen() {
        int result = LibC.ppoll(null, new NativeLong(0), null, SigSet.of(SignalSet.EMPTY));
        if (result != -1 || Native.getLastError() != Errno.EINTR.number()) {
            throw new IllegalStateException("ppoll ended without a signal");
        }
    }

    private static void awaitPending() {
        SigSet pending = new SigSet();
        do {
            LockSupport.parkNanos(TICK_NANOS);
            check(LibC.sigpending(pending), "sigpending");
        } while (!pending.signals().contains(Signal.TERM));
    }

    private static void check(int result, String call) {
        if (result != 0) {
            throw new IllegalStateException(call + " failed with errno " + Native.getLastError());
        }
    }

    /** The parent holds the other end of the standard input; a stuck child must not outlive it. */
    private static void endWithParent() {
        Thread watch =
                new Thread(
                        () -> {
                            try {
                                System.in.transferTo(OutputStream.nullOutputStream());
                            } catch (IOException gone) {
                                // As an end of file.
                            }
                            Runtime.getRuntime().halt(Signal.KILL.exitStatus());
                        },
                        "parent watch");
        watch.setDaemon(true);
        watch.start();
    }
}
