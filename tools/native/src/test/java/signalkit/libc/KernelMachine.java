package signalkit.libc;

import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/**
 * The kernel that this JVM runs on.
 *
 * <p>Only for a JVM in which every other thread blocks {@link #TESTED}, so that the threads of the
 * scenario are all that a signal can be delivered to. Handlers are C functions that call Java, and
 * scenarios send signals only to threads that are inside a system call then.
 */
final class KernelMachine extends Machine {
    private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

    /** The numbers of rt_sigtimedwait, rt_sigsuspend and clock_nanosleep. */
    private static final Set<String> WAITS =
            ARM ? Set.of("137", "133", "115") : Set.of("128", "130", "230");

    private static final String READ = ARM ? "63" : "0";
    private static final String FUTEX = ARM ? "98" : "202";

    private static final int NO_SUCH_HOW = 42;

    // C holds no reference to them.
    private final List<LibC.Handler> handlers = new ArrayList<>();

    private final int[] pipe = new int[2];

    /** Where the mutexes are, as /proc writes it. */
    private final List<String> mutexes = new CopyOnWriteArrayList<>();

    private static final class KernelTask implements Task {
        private final CountDownLatch started = new CountDownLatch(1);
        private Thread thread;
        private volatile Pointer pthread;
        private volatile int tid;

        /** Waits for the kernel's thread too: a signal could still be delivered to it. */
        @Override
        public void join() {
            Path task = Path.of("/proc/self/task/" + tid);
            long start = System.nanoTime();
            while (thread.isAlive() || Files.exists(task)) {
                if (System.nanoTime() - start > LIMIT) {
                    throw new AssertionError(thread.getName() + " never ended");
                }
                LockSupport.parkNanos(50_000);
            }
        }
    }

    /** Runs a scenario on a thread of its own, with none of the tested signals blocked. */
    void run(Runnable scenario) {
        check(TestedCalls.pipe(pipe));
        create(
                        "main",
                        () -> {
                            sigmask(How.UNBLOCK, TESTED);
                            scenario.run();
                            sigmask(How.BLOCK, TESTED);
                        })
                .join();
        for (Signal signal : TESTED) {
            sigaction(signal, Sigaction.IGNORE); // discards what is pending
            sigaction(signal, Sigaction.DEFAULT);
        }
        handlers.clear();
        check(TestedCalls.close(pipe[0]));
        check(TestedCalls.close(pipe[1]));
    }

    @Override
    String sigaction(Signal signal, Sigaction action) {
        LibC.Action old = new LibC.Action();
        int result = LibC.sigaction(signal.number(), toC(action), old);
        return result == 0 ? name(old) : errno();
    }

    @Override
    String disposition(Signal signal) {
        LibC.Action old = new LibC.Action();
        check(LibC.sigaction(signal.number(), null, old));
        return name(old);
    }

    private static String name(LibC.Action action) {
        return switch ((int) Pointer.nativeValue(action.handler)) {
            case 0 -> Sigaction.Disposition.DEFAULT.name();
            case 1 -> Sigaction.Disposition.IGNORE.name();
            default -> Sigaction.Disposition.HANDLER.name();
        };
    }

    private LibC.Action toC(Sigaction action) {
        LibC.Action c = new LibC.Action();
        c.handler =
                switch (action.disposition()) {
                    case DEFAULT -> Pointer.NULL;
                    case IGNORE -> new Pointer(1);
                    case HANDLER -> {
                        LibC.Handler handler = n -> action.handler().handle(Signal.of(n));
                        handlers.add(handler);
                        yield CallbackReference.getFunctionPointer(handler);
                    }
                };
        SigSet.of(action.mask()).read(0, c.mask, 0, c.mask.length);
        for (Sigaction.Flag flag : action.flags()) {
            c.flags |=
                    switch (flag) {
                        case RESTART -> TestedCalls.SA_RESTART;
                        case NODEFER -> TestedCalls.SA_NODEFER;
                        case RESETHAND -> TestedCalls.SA_RESETHAND;
                        case NOCLDSTOP, NOCLDWAIT ->
                                throw new IllegalArgumentException("no scenario has it");
                    };
        }
        return c;
    }

    @Override
    SignalSet sigmask(How how, SignalSet set) {
        int number =
                switch (how) {
                    case BLOCK -> TestedCalls.SIG_BLOCK;
                    case UNBLOCK -> TestedCalls.SIG_UNBLOCK;
                    case SETMASK -> TestedCalls.SIG_SETMASK;
                };
        SigSet old = new SigSet();
        check(TestedCalls.pthread_sigmask(number, SigSet.of(set), old));
        return reported(old.signals());
    }

    @Override
    String sigmaskWithUnknownHow(SignalSet set) {
        int error = TestedCalls.pthread_sigmask(NO_SUCH_HOW, SigSet.of(set), null);
        return name(error);
    }

    @Override
    SignalSet sigmask() {
        SigSet mask = new SigSet();
        check(TestedCalls.pthread_sigmask(TestedCalls.SIG_BLOCK, null, mask));
        return reported(mask.signals());
    }

    @Override
    SignalSet sigpending() {
        SigSet pending = new SigSet();
        check(LibC.sigpending(pending));
        return reported(pending.signals());
    }

    @Override
    String raise(int signal) {
        return TestedCalls.raise(signal) == 0 ? "0" : errno();
    }

    @Override
    String kill(int signal) {
        return LibC.kill(LibC.getpid(), signal) == 0 ? "0" : errno();
    }

    @Override
    String pthreadKill(Task task, int signal) {
        int error = TestedCalls.pthread_kill(((KernelTask) task).pthread, signal);
        return name(error);
    }

    @Override
    String sigwait(SignalSet set) {
        IntByReference number = new IntByReference();
        int error = LibC.sigwait(SigSet.of(set), number);
        return error == 0 ? Signal.of(number.getValue()).name() : name(error);
    }

    @Override
    String sigwaitinfo(SignalSet set) {
        return taken(LibC.sigtimedwait(SigSet.of(set), null, null));
    }

    @Override
    String sigtimedwait(SignalSet set, Duration time) {
        return taken(LibC.sigtimedwait(SigSet.of(set), null, LibC.Timespec.of(time.toNanos())));
    }

    private static String taken(int number) {
        return number > 0 ? Signal.of(number).name() : errno();
    }

    @Override
    String sigsuspend(SignalSet mask) {
        return TestedCalls.sigsuspend(SigSet.of(mask)) == 0 ? "0" : errno();
    }

    @Override
    String nanosleep(Duration time) {
        LibC.Timespec left = LibC.Timespec.of(0);
        int result = TestedCalls.nanosleep(LibC.Timespec.of(time.toNanos()), left);
        return result == 0 ? "0" : errno() + " early";
    }

    @Override
    String read() {
        byte[] bytes = new byte[1];
        return TestedCalls.read(pipe[0], bytes, 1) == 1 ? Byte.toString(bytes[0]) : errno();
    }

    @Override
    void write() {
        TestedCalls.write(pipe[1], new byte[] {1}, 1);
    }

    @Override
    Lock mutex(Mutex.Kind kind) {
        Memory attributes = new Memory(64); // more than any platform of glibc needs
        check(TestedCalls.pthread_mutexattr_init(attributes));
        int type =
                switch (kind) {
                    case NORMAL -> 0;
                    case RECURSIVE -> 1;
                    case ERRORCHECK -> 2;
                };
        check(TestedCalls.pthread_mutexattr_settype(attributes, type));
        Memory mutex = new Memory(64);
        check(TestedCalls.pthread_mutex_init(mutex, attributes));
        mutexes.add("0x" + Long.toHexString(Pointer.nativeValue(mutex)));
        return new Lock() {
            @Override
            public String lock() {
                return name(TestedCalls.pthread_mutex_lock(mutex));
            }

            @Override
            public String trylock() {
                return name(TestedCalls.pthread_mutex_trylock(mutex));
            }

            @Override
            public String unlock() {
                return name(TestedCalls.pthread_mutex_unlock(mutex));
            }
        };
    }

    @Override
    Task create(String name, Runnable body) {
        KernelTask task = new KernelTask();
        task.thread =
                new Thread(
                        () -> {
                            task.tid = TestedCalls.gettid();
                            task.pthread = TestedCalls.pthread_self();
                            task.started.countDown();
                            body.run();
                        },
                        name);
        task.thread.setDaemon(true);
        task.thread.start();
        try {
            task.started.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return task;
    }

    @Override
    void untilBlocked(Task task) {
        Path call = Path.of("/proc/self/task/" + ((KernelTask) task).tid + "/syscall");
        long start = System.nanoTime();
        try {
            while (!isWait(Files.readString(call).split("\\s"))) {
                if (System.nanoTime() - start > LIMIT) {
                    throw new AssertionError("never waited");
                }
                LockSupport.parkNanos(50_000);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a line of {@code /proc/PID/task/TID/syscall} is one of the scenario's waits. */
    private boolean isWait(String[] call) {
        boolean reads = call[0].equals(READ) && call[1].equals("0x" + Integer.toHexString(pipe[0]));
        boolean locks = call[0].equals(FUTEX) && mutexes.contains(call[1]);
        return reads || locks || WAITS.contains(call[0]);
    }

    @Override
    String self() {
        return Thread.currentThread().getName();
    }

    private static void check(int result) {
        if (result != 0) {
            throw new AssertionError("errno " + (result > 0 ? result : Native.getLastError()));
        }
    }

    private static String errno() {
        return name(Native.getLastError());
    }

    private static String name(int error) {
        for (Errno errno : Errno.values()) {
            if (errno.number() == error) {
                return error == 0 ? "0" : errno.name();
            }
        }
        return "errno " + error;
    }
}
