package signalkit.weaver.sanitizer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.weaver.WeaveException;

/**
 * Proves that the sanitizer finds a lock of each kind, and none that is not shared.
 *
 * <p>It runs in a process of its own: one lock of each kind is taken in a handler and outside; one
 * only in the handler; one only outside; one outside only while the signal is blocked.
 */
final class SelfTest {
    static final String INTERNAL_NAME = "signalkit/weaver/sanitizer/SelfTest";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    private final Map<String, Runnable> shared = new LinkedHashMap<>();
    private final Semaphore semaphore = new Semaphore(1_000);
    private final Object onlyInHandler = new StringBuffer();
    private final Object onlyOutside = new ArrayList<>();
    private final Object onlyBlocked = new Thread[0];

    private SelfTest() {
        ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
        ReentrantLock lock = new ReentrantLock();
        StampedLock stamped = new StampedLock();
        List<Object> list = Collections.synchronizedList(new ArrayList<>());
        Vector<Object> vector = new Vector<>();
        shared.put(SelfTest.class.getName(), this::takeMonitor);
        shared.put("class:" + SelfTest.class.getName(), SelfTest::takeClass);
        shared.put(Vector.class.getName(), () -> vector.add(this));
        shared.put(list.getClass().getName(), () -> list.add(this));
        shared.put(
                ReentrantLock.class.getName(),
                () -> {
                    lock.lock();
                    lock.unlock();
                });
        shared.put(
                ReentrantReadWriteLock.class.getName() + "$NonfairSync",
                () -> {
                    readWrite.readLock().lock();
                    readWrite.readLock().unlock();
                });
        shared.put(StampedLock.class.getName(), () -> stamped.unlock(stamped.readLock()));
        shared.put(Semaphore.class.getName(), semaphore::acquireUninterruptibly);
    }

    /** Returns how many kinds of lock were tried and found. */
    static int run() {
        SelfTest test = new SelfTest();
        PosixProcess process = new PosixProcess("self-test of the sanitizer");
        process.start(test::exercise);
        int status = process.waitFor(LIMIT.toNanos());
        List<String> found =
                Sanitizer.inconsistentLocks(process).stream()
                        .map(f -> f.inHandler().lock())
                        .toList();
        List<String> expected = List.copyOf(test.shared.keySet());
        if (status != 0 || !process.uncaught().isEmpty()) {
            throw new WeaveException("the sanitizer's self-test failed: " + process.uncaught());
        }
        if (!found.equals(expected)) {
            throw new WeaveException(
                    "the sanitizer's self-test failed: it found " + found + " of " + expected);
        }
        return found.size();
    }

    private void exercise() {
        // Made here, so that it belongs to this process.
        Mutex mutex = new Mutex("shared", Mutex.Kind.RECURSIVE);
        shared.put(
                "Mutex:shared",
                () -> {
                    mutex.lock();
                    mutex.unlock();
                });
        Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> handle()));
        shared.values().forEach(Runnable::run);
        synchronized (onlyOutside) {
            takeBlocked();
        }
        Signals.raise(Signal.USR1);
    }

    @AsyncSignalSafe("it takes locks on purpose: the sanitizer has to find them")
    private void handle() {
        shared.values().forEach(Runnable::run);
        synchronized (onlyInHandler) {
            synchronized (onlyBlocked) {
                semaphore.release();
            }
        }
    }

    private void takeBlocked() {
        Signals.sigmask(How.BLOCK, USR1);
        synchronized (onlyBlocked) {
            semaphore.release();
        }
        Signals.sigmask(How.UNBLOCK, USR1);
    }

    private synchronized void takeMonitor() {
        semaphore.release();
    }

    private static synchronized void takeClass() {
        Thread.onSpinWait();
    }
}
