package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The assertions of {@code pthread_mutex_lock} and its kin. */
class MutexTest {
    private static void assertErrno(Errno expected, Runnable call) {
        assertEquals(expected, assertThrows(PosixException.class, call::run).errno());
    }

    @ParameterizedTest
    @EnumSource
    void pthread_mutex_lock_1_owner_is_the_caller(Mutex.Kind kind) {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", kind);
                    mutex.lock();
                    assertSame(Thread.currentThread(), mutex.owner());
                    assertTrue(mutex.isHeldByCurrentThread());
                    mutex.unlock();
                    assertSame(null, mutex.owner());
                });
    }

    @Rounds(200)
    void pthread_mutex_lock_1_one_thread_at_a_time() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    int[] counter = new int[1];
                    Runnable add =
                            () -> {
                                for (int i = 0; i < 200; i++) {
                                    mutex.lock();
                                    counter[0]++;
                                    mutex.unlock();
                                }
                            };
                    List<Pthread> threads =
                            IntStream.range(0, 4)
                                    .mapToObj(i -> Pthread.create("adder " + i, add))
                                    .toList();
                    threads.forEach(Pthread::join);
                    assertEquals(800, counter[0]);
                    assertTrue(mutex.waiters().isEmpty());
                });
    }

    @Test
    void pthread_mutex_lock_3_errorcheck_relock_is_edeadlk() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", Mutex.Kind.ERRORCHECK);
                    mutex.lock();
                    assertErrno(Errno.EDEADLK, mutex::lock);
                    assertErrno(Errno.EDEADLK, () -> mutex.tryLock(Duration.ofDays(1)));
                    mutex.unlock();
                    assertFalse(mutex.isHeldByCurrentThread());
                });
    }

    @Rounds(200)
    void pthread_mutex_lock_3_normal_relock_deadlocks() {
        int status =
                Deadlines.statusOf(
                        () -> {
                            Mutex mutex = new Mutex("m");
                            Pthread stuck =
                                    Pthread.create(
                                            "stuck",
                                            () -> {
                                                mutex.lock();
                                                mutex.lock();
                                            });
                            Deadlines.untilParkedOn(stuck, Mutex.SelfDeadlock.class);
                            assertEquals(List.of(stuck), mutex.waiters());
                            PosixProcess.current().exit(42);
                        });
        assertEquals(42, status);
    }

    @Test
    void pthread_mutex_lock_4_recursive_needs_as_many_unlocks() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", Mutex.Kind.RECURSIVE);
                    mutex.lock();
                    mutex.lock();
                    assertTrue(mutex.tryLock());
                    mutex.unlock();
                    mutex.unlock();
                    assertTrue(mutex.isHeldByCurrentThread());
                    mutex.unlock();
                    assertFalse(mutex.isHeldByCurrentThread());
                    assertErrno(Errno.EPERM, mutex::unlock);
                });
    }

    @Rounds(200)
    void pthread_mutex_lock_5_signal_during_the_wait_runs_its_handler_and_the_wait_goes_on() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Mutex mutex = new Mutex("m");
                    mutex.lock();
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        mutex.lock();
                                        assertEquals(Errno.NONE, Errno.get());
                                        mutex.unlock();
                                    });
                    Deadlines.untilParkedOn(waiter, Mutex.class);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    Deadlines.until("handled", () -> recorder.count() == 1);
                    assertEquals(List.of(waiter), recorder.threads());
                    assertTrue(waiter.isAlive());
                    mutex.unlock();
                    waiter.join();
                });
    }

    /**
     * Two threads wait; the first is at the clock, between its try and its sleep, when the mutex is
     * unlocked, so the wake-up is for the first; then it does not take the mutex.
     */
    private static void unlockWhileTheFirstWaiterIsAtTheClock(
            Runnable alsoAtTheClock, long nanosThatPass) {
        HookedClock clock = new HookedClock();
        PosixProcess process = new PosixProcess("tested", clock);
        process.start(
                () -> {
                    Mutex mutex = new Mutex("m");
                    AtomicBoolean atTheClock = new AtomicBoolean();
                    AtomicBoolean unlocked = new AtomicBoolean();
                    AtomicBoolean secondHadIt = new AtomicBoolean();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(
                                    s -> Deadlines.until("second had it", secondHadIt::get)));
                    mutex.lock();
                    Pthread first =
                            Pthread.create(
                                    "first",
                                    () -> {
                                        if (mutex.tryLock(Duration.ofDays(1))) {
                                            mutex.unlock();
                                        }
                                    });
                    Deadlines.untilParkedOn(first, Mutex.class);
                    clock.atNextLookOf(
                            "first",
                            () -> {
                                atTheClock.set(true);
                                Deadlines.until("unlocked", unlocked::get);
                                alsoAtTheClock.run();
                            },
                            nanosThatPass);
                    first.unpark();
                    Deadlines.until("first is at the clock", atTheClock::get);
                    Pthread second =
                            Pthread.create(
                                    "second",
                                    () -> {
                                        lockOnce(mutex);
                                        secondHadIt.set(true);
                                    });
                    Deadlines.untilParkedOn(second, Mutex.class);
                    mutex.unlock();
                    unlocked.set(true);
                    second.join();
                    first.join();
                });
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
    }

    @Rounds(200)
    void pthread_mutex_lock_5_wake_up_for_a_waiter_in_a_handler_moves_on_to_the_next() {
        unlockWhileTheFirstWaiterIsAtTheClock(
                () -> {
                    Pthread self = Pthread.self();
                    self.process()
                            .kernel()
                            .generate(
                                    new Sigaction.Siginfo(Signal.USR1, Sigaction.Code.TKILL, 0),
                                    self);
                },
                0);
    }

    private static void lockOnce(Mutex mutex) {
        mutex.lock();
        mutex.unlock();
    }

    @Rounds(200)
    void pthread_mutex_lock_5_handler_may_use_another_mutex_on_top_of_the_wait() {
        Deadlines.run(
                () -> {
                    Mutex outer = new Mutex("outer");
                    Mutex inner = new Mutex("inner");
                    AtomicInteger entered = new AtomicInteger();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(
                                    s -> {
                                        entered.incrementAndGet();
                                        inner.lock();
                                        inner.unlock();
                                    }));
                    outer.lock();
                    inner.lock();
                    Pthread waiter = Pthread.create("waiter", () -> lockOnce(outer));
                    Deadlines.untilParkedOn(waiter, Mutex.class);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    Deadlines.until("entered", () -> entered.get() == 1);
                    outer.unlock();
                    inner.unlock();
                    waiter.join();
                });
    }

    @Test
    void pthread_mutex_trylock_1_returns_at_once_also_for_the_owner() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    assertTrue(mutex.tryLock());
                    assertFalse(mutex.tryLock());
                    assertTrue(mutex.waiters().isEmpty());
                });
    }

    @Test
    void pthread_mutex_trylock_2_recursive_counts() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", Mutex.Kind.RECURSIVE);
                    assertTrue(mutex.tryLock());
                    assertTrue(mutex.tryLock());
                    mutex.unlock();
                    assertTrue(mutex.isHeldByCurrentThread());
                });
    }

    @Test
    void pthread_mutex_trylock_4_errorcheck_held_by_the_caller_is_busy() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", Mutex.Kind.ERRORCHECK);
                    mutex.lock();
                    assertFalse(mutex.tryLock());
                });
    }

    @Rounds(200)
    void pthread_mutex_timedlock_1_waits_for_the_unlock() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    mutex.lock();
                    Pthread waiter =
                            Pthread.create(
                                    "waiter", () -> assertTrue(mutex.tryLock(Duration.ofDays(1))));
                    Deadlines.untilParkedOn(waiter, Mutex.class);
                    mutex.unlock();
                    waiter.join();
                });
    }

    @Test
    void pthread_mutex_timedlock_5_time_over_is_etimedout() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    mutex.lock();
                    long start = System.nanoTime();
                    assertFalse(mutex.tryLock(Duration.ofMillis(20)));
                    assertTrue(System.nanoTime() - start >= 20_000_000);
                    assertTrue(mutex.waiters().isEmpty());
                });
    }

    @Rounds(200)
    void pthread_mutex_timedlock_5_waiter_that_gives_up_passes_its_wake_up_on() {
        unlockWhileTheFirstWaiterIsAtTheClock(() -> {}, Duration.ofDays(2).toNanos());
    }

    @ParameterizedTest
    @EnumSource
    void pthread_mutex_unlock_1_releases(Mutex.Kind kind) {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", kind);
                    mutex.lock();
                    mutex.unlock();
                    Pthread other = Pthread.create("other", () -> assertTrue(mutex.tryLock()));
                    other.join();
                });
    }

    @Rounds(200)
    void pthread_mutex_unlock_2_every_waiter_gets_it_in_the_end() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    mutex.lock();
                    List<Pthread> waiters =
                            IntStream.range(0, 5)
                                    .mapToObj(i -> Pthread.create("w" + i, () -> lockOnce(mutex)))
                                    .toList();
                    Deadlines.until("all wait", () -> mutex.waiters().size() == 5);
                    mutex.unlock();
                    waiters.forEach(Pthread::join);
                });
    }

    @ParameterizedTest
    @EnumSource
    void pthread_mutex_unlock_4_of_a_foreign_or_a_free_mutex_is_eperm(Mutex.Kind kind) {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", kind);
                    assertErrno(Errno.EPERM, mutex::unlock);
                    mutex.lock();
                    Pthread other =
                            Pthread.create("other", () -> assertErrno(Errno.EPERM, mutex::unlock));
                    other.join();
                    assertTrue(mutex.isHeldByCurrentThread());
                });
    }
}
