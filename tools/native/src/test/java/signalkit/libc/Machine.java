package signalkit.libc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/**
 * What a scenario runs on: the emulation, or the kernel.
 *
 * <p>A call that fails returns the name of its error number, one that succeeds "0" or what it
 * found. Sets are reported as far as they concern {@link #TESTED}: the JVM has signals of its own.
 */
abstract class Machine {
    /** The signals that scenarios use: none that a JVM with {@code -Xrs} needs itself. */
    static final SignalSet TESTED =
            SignalSet.of(
                    Signal.HUP,
                    Signal.INT,
                    Signal.USR1,
                    Signal.ALRM,
                    Signal.TERM,
                    Signal.CHLD,
                    Signal.URG,
                    Signal.WINCH,
                    Signal.SYS);

    private static final SignalSet REPORTED = TESTED.with(Signal.KILL).with(Signal.STOP);

    /** How long a condition may take to come true, in nanoseconds. */
    static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

    /** A thread of the scenario. */
    interface Task {
        void join();
    }

    /** A mutex; its calls return what pthread_mutex_lock, _trylock and _unlock do. */
    interface Lock {
        String lock();

        String trylock();

        String unlock();
    }

    /** Adds to the trace what has just happened. */
    final void note(Object what) {
        trace.add(what.toString());
    }

    /** Waits until the trace has so many notes. */
    final void untilNoted(int count) {
        long start = System.nanoTime();
        while (trace.size() < count) {
            if (System.nanoTime() - start > LIMIT) {
                throw new AssertionError("only " + trace);
            }
            LockSupport.parkNanos(50_000);
        }
    }

    final List<String> trace() {
        return List.copyOf(trace);
    }

    static SignalSet reported(SignalSet set) {
        return REPORTED.minus(REPORTED.minus(set));
    }

    /** Installs an action; returns the disposition that was in force. */
    abstract String sigaction(Signal signal, Sigaction action);

    /** Asks which disposition is in force. */
    abstract String disposition(Signal signal);

    abstract SignalSet sigmask(How how, SignalSet set);

    abstract String sigmaskWithUnknownHow(SignalSet set);

    abstract SignalSet sigmask();

    abstract SignalSet sigpending();

    abstract String raise(int signal);

    abstract String kill(int signal);

    abstract String pthreadKill(Task task, int signal);

    abstract String sigwait(SignalSet set);

    abstract String sigwaitinfo(SignalSet set);

    abstract String sigtimedwait(SignalSet set, Duration time);

    abstract String sigsuspend(SignalSet mask);

    /** Sleeps; "EINTR early" when a handler ended it before its time. */
    abstract String nanosleep(Duration time);

    /** Reads a byte of the scenario's one pipe. */
    abstract String read();

    abstract void write();

    abstract Lock mutex(Mutex.Kind kind);

    abstract Task create(String name, Runnable body);

    /** Waits until a thread waits in one of the calls above. */
    abstract void untilBlocked(Task task);

    /** The name that the calling thread was created with; "main" for the first. */
    abstract String self();

    final String raise(Signal signal) {
        return raise(signal.number());
    }

    final String kill(Signal signal) {
        return kill(signal.number());
    }

    final String pthreadKill(Task task, Signal signal) {
        return pthreadKill(task, signal.number());
    }

    /** An action that notes the signal, and nothing else. */
    final Sigaction noting() {
        return Sigaction.handler(signal -> note("handler of " + signal));
    }

    /** An action that notes the mask that its handler runs with. */
    final Sigaction notingMask() {
        return Sigaction.handler(signal -> note(signal + " runs with " + sigmask()));
    }
}
