package signalkit.posix;

import static signalkit.posix.PosixException.needed;
import static signalkit.posix.PosixException.required;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.Sigaction.Code;
import signalkit.posix.Sigaction.Siginfo;
import signalkit.posix.aim.Aims;
import signalkit.posix.inspect.LockTable;
import signalkit.posix.inspect.UnblockedWait;
import signalkit.posix.ipc.Children;
import signalkit.posix.os.Delivery;
import signalkit.posix.os.KernelSignals;
import signalkit.posix.os.OsSignals;
import signalkit.posix.time.Timers;

/**
 * The signal part of one POSIX process, emulated for Java threads.
 *
 * <p>The default process is the one that the JVM was started for: its signals come from the
 * operating system too, and its end is the JVM's. Tests and explorers make processes of their own,
 * any number in one JVM. Thread-safe.
 */
public final class PosixProcess {
    private static final PosixProcess MAIN =
            new PosixProcess("main", NativeScheduler.INSTANCE, true);

    private final String name;
    private final Scheduler scheduler;
    private final boolean ownsJvm;
    private final Kernel kernel;
    private final LockTable locks = new LockTable();
    private final Aims aims = new Aims();
    private final Timers timers = new Timers(this);
    private final Children children = new Children(this);
    private final Set<Pthread> services = new CopyOnWriteArraySet<>();
    private final Set<UnblockedWait> unblockedWaits = new CopyOnWriteArraySet<>();
    private final Map<Object, Runnable> signalWatchers = new ConcurrentHashMap<>();
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private volatile Delivery delivery = Delivery.POSIX;

    /** Not null exactly while the delivery is native. */
    private volatile KernelSignals kernelSignals;

    /** A process of its own, with real threads; the name is for messages. */
    public PosixProcess(String name) {
        this(name, NativeScheduler.INSTANCE, false);
    }

    /**
     * A process of its own, under a scheduler of the caller's.
     *
     * @param name for messages
     * @param scheduler runs all its threads
     */
    public PosixProcess(String name, Scheduler scheduler) {
        this(name, scheduler, false);
    }

    private PosixProcess(String name, Scheduler scheduler, boolean ownsJvm) {
        this.name = required(name, "the name of a process");
        this.scheduler = required(scheduler, "the scheduler of a process");
        this.ownsJvm = ownsJvm;
        this.kernel = new Kernel(this, ownsJvm);
    }

    /** The process of the calling thread, or the default one when it belongs to none. */
    public static PosixProcess current() {
        Pthread self = Pthread.selfOrNull();
        return self == null ? MAIN : self.process();
    }

    /** The process that this JVM was started for. */
    public static PosixProcess main() {
        return MAIN;
    }

    /**
     * Starts the main thread and waits for the end of the process.
     *
     * @param body the main thread's code; when it returns, the process ends with status 0
     * @return the exit status, 128 + n when a signal ended it
     */
    public int run(Runnable body) {
        start(body);
        return waitFor(Long.MAX_VALUE);
    }

    /**
     * Starts the main thread.
     *
     * @param body the main thread's code; when it returns, the process ends with status 0, and when
     *     it throws, with status 1
     * @return the main thread
     * @throws PosixException EINVAL when the process has a main thread, started or adopted
     */
    public Pthread start(Runnable body) {
        required(body, "the code of the main thread");
        Pthread thread = new Pthread(this, "main", body, 0);
        kernel.enlistMain(thread);
        return launch(thread);
    }

    /**
     * Waits for the end of the process.
     *
     * @param nanos how long at most
     * @return the exit status
     * @throws PosixException ETIMEDOUT when the process still runs
     */
    public int waitFor(long nanos) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return kernel.waitFor(start, nanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Ends the process: {@code _exit}; each thread stops at its next point.
     *
     * @param exitStatus 0 to 255; of any other number the low 8 bits, as a parent sees it
     */
    @AsyncSignalSafe("POSIX lists _exit; here it halts the JVM or sets one flag")
    public void exit(int exitStatus) {
        Points.ofTool(this, Op.PROCESS_END, "ends the process");
        kernel.end(exitStatus & 0xFF);
    }

    /**
     * Ends the process by the default action of a signal, so that a parent which waits sees the
     * signal and no exit status; for a program that has handled it and done what was to be done.
     *
     * @param signal one whose default action ends a process
     * @throws PosixException EINVAL when it is another one
     */
    public void endBy(Signal signal) {
        Signal.Default end = required(signal, "the signal of an end").defaultAction();
        if (end != Signal.Default.TERMINATE && end != Signal.Default.CORE) {
            throw new PosixException(
                    Errno.EINVAL, "SIG" + signal + " ends no process by its default action");
        }
        if (ownsJvm) {
            OsSignals.dieOf(signal);
        }
        // Where the signal stays pending, since each thread of the JVM blocks it, too.
        kernel.end(signal.exitStatus());
    }

    /** Sends a signal to the process from outside, as another process would with {@code kill}. */
    public void kill(Signal signal) {
        Points.ofTool(this, Op.SEND, "sends " + required(signal, "the signal of a kill"));
        send(new Siginfo(signal, Code.USER, 0), null);
    }

    /** As {@link #kill(Signal)}, for one thread before others; false when it merges, or is lost. */
    public boolean send(Siginfo signal, Pthread first) {
        KernelSignals real = kernelSignals;
        if (real == null) {
            return kernel.generateForAny(signal, first);
        }
        real.kill(signal.signal());
        return true;
    }

    /** Whether this very entry, a timer's, is pending for the process. */
    public boolean isPending(Siginfo ofTimer) {
        return queued(null).stream().anyMatch(each -> each == ofTimer);
    }

    /**
     * Delivers a signal that came from outside the JVM, as {@link #delivery} says.
     *
     * @param signal the signal; with the delivery jvm its handler runs on the calling thread
     */
    @AsyncSignalSafe("the JVM makes a thread for each call, so there is no interrupted code")
    public void deliver(Signal signal) {
        Sigaction action = kernel.action(signal, null);
        if (delivery == Delivery.JVM && action.disposition() == Sigaction.Disposition.HANDLER) {
            action.handler().handle(signal);
        } else {
            kill(signal);
        }
    }

    /**
     * Sends a signal to one thread from outside the process.
     *
     * @param thread a thread of this process
     * @param signal the signal
     * @throws PosixException ESRCH when the thread was joined, or is another process's
     */
    public void kill(Pthread thread, Signal signal) {
        required(signal, "the signal of a kill");
        required(thread, "the thread of a kill");
        Points.ofTool(this, Op.SEND, "sends " + signal + " to " + thread.name());
        kernel.generate(new Siginfo(signal, Code.USER, 0), thread);
    }

    /**
     * The threads that could take a signal now: they do not block it, or they wait for it.
     *
     * @return a copy; the main thread first, if it is one of them
     */
    public List<Pthread> takers(Signal signal) {
        synchronized (kernel) {
            // No stream: a search asks at each step.
            List<Pthread> takers = new ArrayList<>(kernel.threads());
            takers.removeIf(each -> !each.hasNotEnded() || (each.mask & signal.bit()) != 0);
            return takers;
        }
    }

    /**
     * Chooses who runs handlers for the operating system's signals; default {@code POSIX}.
     *
     * @param chosen how; has to be set before the first action is
     * @throws UnsupportedOperationException for {@code NATIVE} where it cannot work; the message
     *     says what is missing and how to get it
     */
    public void deliverBy(Delivery chosen) {
        required(chosen, "the delivery");
        if (chosen == Delivery.NATIVE && !ownsJvm) {
            throw new UnsupportedOperationException(
                    "the kernel's signals belong to the process that the JVM was started for");
        }
        kernelSignals = chosen == Delivery.NATIVE ? KernelSignals.load() : null;
        delivery = chosen;
    }

    /** The kernel's own calls when the delivery is native, else null. */
    KernelSignals kernelSignals() {
        return kernelSignals;
    }

    /** Who runs handlers for the operating system's signals. */
    public Delivery delivery() {
        return delivery;
    }

    /** The threads that have not ended, the main thread first; a copy. */
    public List<Pthread> threads() {
        return kernel.threads();
    }

    /** What escaped from threads of this process, the earliest first; a copy. */
    public List<Throwable> uncaught() {
        return List.copyOf(uncaught);
    }

    /**
     * The waits for signals that some thread did not block.
     *
     * @return a copy; each is a mistake of the program
     */
    public List<UnblockedWait> unblockedWaits() {
        return List.copyOf(unblockedWaits);
    }

    void noteUnblockedWait(Pthread waiter, Pthread open, SignalSet signals) {
        UnblockedWait wait = new UnblockedWait(waiter.name(), open.name(), signals);
        if (unblockedWaits.add(wait)) {
            scheduler.unblockedWait(wait);
        }
    }

    /** The locks that this process has made, live. */
    public LockTable locks() {
        return locks;
    }

    /** The signals that wait for their moment, live; they need real threads. */
    public Aims aims() {
        return aims;
    }

    /** Sets what is called when a signal becomes pending; only a wake-up, as for a pipe. */
    public void onPending(Object watcher, Runnable wakeUp) {
        signalWatchers.put(watcher, wakeUp);
    }

    void wakeSignalWatchers() {
        signalWatchers.values().forEach(Runnable::run);
    }

    /** The children of this process. */
    public Children children() {
        return children;
    }

    /** The timers of this process. */
    public Timers timers() {
        return timers;
    }

    /** Starts a thread that is the kit's and not the program's; it blocks every signal. */
    public Pthread service(String serviceName, Runnable body) {
        Pthread thread = new Pthread(this, serviceName, body, SignalSet.BLOCKABLE);
        services.add(thread);
        kernel.enlist(thread);
        return launch(thread);
    }

    /** Whether a thread is the kit's own, so that nobody waits for its end. */
    public boolean isService(Pthread thread) {
        return services.contains(thread);
    }

    /** The scheduler that runs this process. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * What is pending for a thread, or (null) for the process, as often as it is queued; a copy.
     */
    public List<Siginfo> queued(Pthread thread) {
        return kernel.queued(thread);
    }

    /** What a thread blocks, and what is pending for it and the process; null is the process. */
    public List<SignalSet> signalState(Pthread thread) {
        return List.of(
                SignalSet.ofBits(thread == null ? 0 : thread.mask | thread.maskBeforeWait),
                SignalSet.ofBits(kernel.pendingFor(thread)));
    }

    @Override
    public String toString() {
        return name;
    }

    /** pthread_create: a thread with this mask and nothing pending. */
    Pthread create(String threadName, Runnable body, long mask) {
        needed(threadName, "the name of a thread");
        needed(body, "the code of a thread");
        Pthread thread = new Pthread(this, threadName, body, mask);
        kernel.enlist(thread);
        return launch(thread);
    }

    private Pthread launch(Pthread thread) {
        try {
            scheduler.start(thread);
        } catch (OutOfMemoryError noThread) {
            kernel.remove(thread);
            throw PosixException.returned(
                    Errno.EAGAIN, "the system has no thread left for " + thread);
        }
        return thread;
    }

    Kernel kernel() {
        return kernel;
    }

    /** An exception has left a thread's own code: that thread ends, and with main the process. */
    void uncaught(Pthread thread, Throwable thrown) {
        report(thread, thrown);
        if (kernel.isMain(thread)) {
            kernel.end(1);
        }
    }

    /** An exception has left a handler: no code below it can continue safely. */
    void abort(Pthread thread, Signal signal, Throwable thrown) {
        if (ownsJvm) {
            System.err.println("error: the handler of SIG" + signal + " threw an exception");
        }
        report(thread, thrown);
        kernel.end(Signal.ABRT.exitStatus());
        throw new ProcessEnded(name);
    }

    private void report(Pthread thread, Throwable thrown) {
        uncaught.add(thrown);
        if (ownsJvm) {
            Thread carrier = thread.carrier();
            carrier.getThreadGroup().uncaughtException(carrier, thrown);
        }
    }
}
