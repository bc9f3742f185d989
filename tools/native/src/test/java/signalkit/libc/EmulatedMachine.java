package signalkit.libc;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** The emulated process of {@code signalkit.posix}. */
class EmulatedMachine extends Machine {
    private final Pipe pipe = new Pipe();

    private record Emulated(Pthread pthread) implements Task {
        @Override
        public void join() {
            pthread.join();
        }
    }

    /** Runs a scenario as the main thread of a process of its own. */
    void run(Runnable scenario) {
        PosixProcess process = new PosixProcess("emulated");
        process.start(scenario);
        int status = process.waitFor(LIMIT);
        for (Throwable thrown : process.uncaught()) {
            throw new AssertionError("a thread of the scenario threw", thrown);
        }
        if (status != 0) {
            throw new AssertionError("the process ended with " + status);
        }
    }

    private static String result(Supplier<Object> call) {
        try {
            return call.get().toString();
        } catch (PosixException e) {
            return e.errno().name();
        }
    }

    private static String result(Runnable call) {
        return result(
                () -> {
                    call.run();
                    return "0";
                });
    }

    @Override
    String sigaction(Signal signal, Sigaction action) {
        return result(() -> Signals.sigaction(signal, action).disposition());
    }

    @Override
    String disposition(Signal signal) {
        return Signals.sigaction(signal).disposition().name();
    }

    @Override
    SignalSet sigmask(How how, SignalSet set) {
        return reported(Signals.sigmask(how, set));
    }

    @Override
    String sigmaskWithUnknownHow(SignalSet set) {
        return result(() -> Signals.sigmask(null, set));
    }

    @Override
    SignalSet sigmask() {
        return reported(Signals.sigmask());
    }

    @Override
    SignalSet sigpending() {
        return reported(Signals.sigpending());
    }

    @Override
    String raise(int signal) {
        return result(() -> Signals.raise(signal));
    }

    @Override
    String kill(int signal) {
        return result(() -> Signals.kill(signal));
    }

    @Override
    String pthreadKill(Task task, int signal) {
        return result(() -> Signals.pthreadKill(((Emulated) task).pthread(), signal));
    }

    @Override
    String sigwait(SignalSet set) {
        return result(() -> Signals.sigwait(set));
    }

    @Override
    String sigwaitinfo(SignalSet set) {
        return result(() -> Signals.sigwaitinfo(set));
    }

    @Override
    String sigtimedwait(SignalSet set, Duration time) {
        return result(() -> Signals.sigtimedwait(set, time));
    }

    @Override
    String sigsuspend(SignalSet mask) {
        Errno.set(Errno.EINVAL);
        Signals.sigsuspend(mask);
        return Errno.get().name();
    }

    @Override
    String nanosleep(Duration time) {
        return Signals.nanosleep(time).isZero() ? "0" : Errno.get() + " early";
    }

    @Override
    String read() {
        return result(() -> pipe.read());
    }

    @Override
    void write() {
        pipe.write((byte) 1);
    }

    @Override
    Lock mutex(Mutex.Kind kind) {
        Mutex mutex = new Mutex("tested", kind);
        return new Lock() {
            @Override
            public String lock() {
                return result(mutex::lock);
            }

            @Override
            public String trylock() {
                return mutex.tryLock() ? "0" : Errno.EBUSY.name();
            }

            @Override
            public String unlock() {
                return result(mutex::unlock);
            }
        };
    }

    @Override
    Task create(String name, Runnable body) {
        return new Emulated(Pthread.create(name, body));
    }

    @Override
    void untilBlocked(Task task) {
        Thread carrier = ((Emulated) task).pthread().carrier();
        long start = System.nanoTime();
        while (carrier.getState() != Thread.State.WAITING
                && carrier.getState() != Thread.State.TIMED_WAITING) {
            if (System.nanoTime() - start > LIMIT) {
                throw new AssertionError(task + " never waited");
            }
            LockSupport.parkNanos(50_000);
        }
    }

    @Override
    String self() {
        return Pthread.self().name();
    }
}
