package signalkit.weaver.sanitizer;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.inspect.UnblockedWait;

/**
 * Finds locks that a handler shares with the code that it may interrupt, without any deadlock.
 *
 * <p>It hears of every monitor and lock that a thread of an emulated process takes, in the program,
 * its libraries and the JDK. Where a lock was taken in the handler of a signal, and somewhere with
 * that signal unblocked, it reports both places, when the handler returns, or a second later when
 * the handler does not. It does not see locks that native code takes, a signal that is unblocked
 * while a lock is held already, nor locks other than monitors, {@link signalkit.posix.Mutex} and
 * those of {@code java.util.concurrent}; it leaves out what class loading and the kit's own kernel
 * take. It also reports each {@link UnblockedWait} of the program. Thread-safe.
 */
public final class Sanitizer {
    /** What a thread keeps while it notes a lock, so that its own locks are not noted. */
    private static final ThreadLocal<boolean[]> BUSY =
            ThreadLocal.withInitial(() -> new boolean[1]);

    private static final WeakIdentityMap<PosixProcess, LockRecord> RECORDS =
            new WeakIdentityMap<>();
    private static final LockRecord MAIN = new LockRecord(false);
    private static final AtomicInteger CLASSES = new AtomicInteger();
    private static final Set<UnblockedWait> WAITS = ConcurrentHashMap.newKeySet();
    private static final Queue<String> REFUSED = new ConcurrentLinkedQueue<>();

    /** Not System.out: its lock is one of those that are watched. */
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true);

    /** How long a handler may keep what it found to itself. */
    private static final long REPORT_DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final Thread LATE_REPORTER =
            new Thread(Sanitizer::reportLate, "sanitizer's late reporter");

    private static volatile boolean installed;

    private Sanitizer() {}

    /**
     * Whether the sanitizer watches this JVM and has passed its self-test.
     *
     * @return false without the agent's option {@code sanitize}
     */
    public static boolean isInstalled() {
        return installed;
    }

    /**
     * The inconsistent locks of the process that this JVM was started for.
     *
     * @return a copy, the earliest first; empty does not mean safe: see {@link #isInstalled}
     */
    public static List<InconsistentLock> inconsistentLocks() {
        return MAIN.inconsistentLocks();
    }

    /**
     * The inconsistent locks of another process.
     *
     * @param process any one of this JVM
     * @return a copy, the earliest first
     */
    public static List<InconsistentLock> inconsistentLocks(PosixProcess process) {
        return recordOf(process).inconsistentLocks();
    }

    /**
     * Runs code in handler context, in a process of its own, and tells which locks it took.
     *
     * <p>Locks that only class loading took are left out; run the code once before, so that it
     * finds its classes initialised.
     *
     * @param body runs in the handler of a signal
     * @param limit how long at most
     * @return each acquisition, the earliest first
     * @throws IllegalStateException when the sanitizer is not installed, or when the body threw
     */
    public static List<Acquisition> locksTakenBy(Runnable body, Duration limit) {
        if (!installed) {
            throw new IllegalStateException(
                    "the sanitizer is not installed; start the JVM with"
                            + " -javaagent:signalkit-weaver.jar=sanitize");
        }
        PosixProcess process = new PosixProcess("measured");
        LockRecord record = RECORDS.get(process, () -> new LockRecord(true));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        process.start(
                () -> {
                    Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> run(body, thrown)));
                    Signals.raise(Signal.USR1);
                });
        process.waitFor(limit.toNanos());
        if (thrown.get() != null) {
            throw new IllegalStateException("the code to measure threw", thrown.get());
        }
        return record.inHandlers();
    }

    @AsyncSignalSafe("it measures whatever it is given; in a process of its own, nobody is hurt")
    private static void run(Runnable body, AtomicReference<Throwable> thrown) {
        try {
            body.run();
        } catch (Throwable e) {
            thrown.set(e);
        }
    }

    /**
     * Hooks every class that is loaded and every one to come, and proves that it works.
     *
     * @param instrumentation of this JVM
     * @throws signalkit.weaver.WeaveException when the self-test finds too little or too much
     */
    public static void install(Instrumentation instrumentation) {
        warmUp();
        HookClass.define(instrumentation, Sanitizer::taken);
        instrumentation.addTransformer(new Transformer(), true);
        retransform(instrumentation);
        Pthread.onHandlerReturn(Sanitizer::report);
        LATE_REPORTER.setDaemon(true);
        LATE_REPORTER.start();
        int found = SelfTest.run();
        installed = true;
        OUT.println("SANITIZER classes=" + CLASSES.get() + " selftest=" + found + "/" + found);
        REFUSED.forEach(line -> System.err.println("warning: " + line));
    }

    /** The paths that a lock takes through this code once, before locks are watched. */
    private static void warmUp() {
        PosixProcess process = new PosixProcess("warm-up");
        process.start(() -> taken(process));
        process.waitFor(Duration.ofSeconds(30).toNanos());
        report();
        LockWeaver.warmUp();
    }

    /** All at once, since each call stops every thread; one by one where that fails. */
    private static void retransform(Instrumentation instrumentation) {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            boolean wanted = !type.isArray() && LockWeaver.isWanted(internalName(type));
            if (wanted && instrumentation.isModifiableClass(type)) {
                types.add(type);
            }
        }
        if (!retransform(instrumentation, types)) {
            for (Class<?> type : types) {
                if (!retransform(instrumentation, List.of(type))) {
                    REFUSED.add("the sanitizer cannot watch " + type.getName());
                }
            }
        }
    }

    private static boolean retransform(Instrumentation instrumentation, List<Class<?>> types) {
        try {
            instrumentation.retransformClasses(types.toArray(Class<?>[]::new));
            return true;
        } catch (UnmodifiableClassException | LinkageError | InternalError e) {
            return false;
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Called before every lock of this JVM. */
    private static void taken(Object lock) {
        Pthread self = Pthread.selfOrNull();
        if (self == null || lock == null) {
            return;
        }
        boolean[] busy = BUSY.get();
        if (busy[0]) {
            return;
        }
        busy[0] = true;
        try {
            recordOf(self.process()).note(self, lock);
            if (self.handlers().isEmpty()) {
                report();
            } else if (MAIN.hasUnreported()) {
                LockSupport.unpark(LATE_REPORTER);
            }
        } finally {
            busy[0] = false;
        }
    }

    /** A handler that waits for a lock of the code below it never returns to report. */
    private static void reportLate() {
        while (true) {
            while (!MAIN.hasUnreported()) {
                LockSupport.park();
            }
            LockSupport.parkNanos(REPORT_DELAY_NANOS);
            report();
        }
    }

    /** Called when a handler has returned, and when code outside makes a lock inconsistent. */
    private static void report() {
        boolean[] busy = BUSY.get();
        boolean before = busy[0];
        busy[0] = true;
        try {
            // Who returns from here knows that what was found is out, whoever printed it.
            synchronized (OUT) {
                MAIN.takeUnreported().forEach(OUT::println);
                PosixProcess.main().unblockedWaits().stream()
                        .filter(WAITS::add)
                        .forEach(wait -> OUT.println("FINDING " + wait));
            }
        } finally {
            busy[0] = before;
        }
    }

    private static LockRecord recordOf(PosixProcess process) {
        return process == PosixProcess.main()
                ? MAIN
                : RECORDS.get(process, () -> new LockRecord(false));
    }

    /**
     * What an MXBean shows of this class.
     *
     * @return live
     */
    public static SanitizerMXBean mxBean() {
        return new Bean();
    }

    private static final class Bean implements SanitizerMXBean {
        @Override
        public List<String> getFindings() {
            List<String> lines = new ArrayList<>();
            inconsistentLocks().forEach(found -> lines.add(found.toString()));
            PosixProcess.main().unblockedWaits().forEach(wait -> lines.add("FINDING " + wait));
            return lines;
        }

        @Override
        public int getClasses() {
            return CLASSES.get();
        }
    }

    private static final class Transformer implements ClassFileTransformer {
        @Override
        public byte[] transform(
                ClassLoader loader,
                String className,
                Class<?> redefined,
                ProtectionDomain domain,
                byte[] classFile) {
            boolean[] busy = BUSY.get();
            if (busy[0]) {
                return null; // a class of the sanitizer's own, or one that it needs
            }
            busy[0] = true;
            try {
                byte[] woven = LockWeaver.weave(classFile);
                if (woven != null) {
                    CLASSES.incrementAndGet();
                }
                return woven;
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                REFUSED.add("the sanitizer cannot watch " + className + ": " + e);
                return null;
            } finally {
                busy[0] = false;
            }
        }
    }
}
