package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The assertions of {@code pthread_cond_wait} and its kin. */
class CondTest {
    /** A mutex, a condition, and threads that wait for it once. */
    private static final class Room {
        final Mutex mutex = new Mutex("mutex");
        final Cond cond = new Cond("cond");
        final AtomicInteger left = new AtomicInteger();

        Pthread waiter(String name) {
            return Pthread.create(
                    name,
                    () -> {
                        mutex.lock();
                        cond.await(mutex);
                        assertTrue(mutex.isHeldByCurrentThread());
                        left.incrementAndGet();
                        mutex.unlock();
                    });
        }

        List<Pthread> waiters(int count) {
            List<Pthread> made =
                    IntStream.range(0, count).mapToObj(i -> waiter("waiter " + i)).toList();
            made.forEach(thread -> Deadlines.untilParkedOn(thread, Cond.class));
            return made;
        }
    }

    @Rounds(200)
    void pthread_cond_wait_1_blocks_and_frees_the_mutex() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    Pthread waiter = room.waiters(1).get(0);
                    assertTrue(room.mutex.tryLock());
                    assertEquals(List.of(waiter), room.cond.waiters());
                    room.cond.signal();
                    assertEquals(0, room.left.get());
                    room.mutex.unlock();
                    waiter.join();
                });
    }

    @Rounds(200)
    void pthread_cond_wait_2_mutex_is_held_again_when_the_wait_returns() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("mutex", Mutex.Kind.RECURSIVE);
                    Cond cond = new Cond("cond");
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        mutex.lock();
                                        cond.await(mutex);
                                        assertTrue(mutex.isHeldByCurrentThread());
                                        mutex.unlock();
                                        assertFalse(mutex.isHeldByCurrentThread());
                                    });
                    Deadlines.untilParkedOn(waiter, Cond.class);
                    mutex.lock();
                    cond.signal();
                    mutex.unlock();
                    waiter.join();
                });
    }

    @Test
    void pthread_cond_wait_4_without_the_mutex_is_eperm_and_leaves_no_waiter() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    PosixException e =
                            assertThrows(PosixException.class, () -> room.cond.await(room.mutex));
                    assertEquals(Errno.EPERM, e.errno());
                    assertTrue(room.cond.waiters().isEmpty());
                });
    }

    @Rounds(200)
    void pthread_cond_wait_4_handler_runs_while_the_mutex_is_free_and_the_wait_goes_on() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    Recorder recorder =
                            new Recorder(
                                            () -> {
                                                room.mutex.lock();
                                                room.mutex.unlock();
                                            })
                                    .catching(Signal.USR1);
                    Pthread waiter = room.waiters(1).get(0);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    Deadlines.until("handled", () -> recorder.count() == 1);
                    Deadlines.untilParkedOn(waiter, Cond.class);
                    assertEquals(List.of(waiter), recorder.threads());
                    assertEquals(0, room.left.get());
                    room.cond.signal();
                    waiter.join();
                    assertEquals(1, room.left.get());
                });
    }

    @Rounds(200)
    void pthread_cond_wait_4_signal_of_the_condition_during_a_handler_is_not_lost() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    // The handler signals the very condition that it interrupted the wait for.
                    new Recorder(room.cond::signal).catching(Signal.USR1);
                    Pthread waiter = room.waiters(1).get(0);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    waiter.join();
                    assertEquals(1, room.left.get());
                });
    }

    @Test
    void pthread_cond_timedwait_2_time_over_is_etimedout() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    room.mutex.lock();
                    long start = System.nanoTime();
                    assertFalse(room.cond.await(room.mutex, Duration.ofMillis(20)));
                    assertTrue(System.nanoTime() - start >= 20_000_000);
                    assertTrue(room.mutex.isHeldByCurrentThread());
                    assertTrue(room.cond.waiters().isEmpty());
                });
    }

    @Test
    void pthread_cond_timedwait_2_signal_just_before_the_time_is_over_counts() {
        HookedClock clock = new HookedClock();
        PosixProcess process = new PosixProcess("test", clock);
        process.start(
                () -> {
                    Mutex mutex = new Mutex("mutex");
                    Cond cond = new Cond("cond");
                    String self = Thread.currentThread().getName();
                    long hour = Duration.ofHours(1).toNanos();
                    mutex.lock();
                    // At the first look there is an hour left; at the second one it is over.
                    clock.atNextLookOf(self, () -> clock.atNextLookOf(self, cond::signal, hour), 0);
                    assertTrue(cond.await(mutex, Duration.ofHours(1)));
                });
        assertEquals(
                0, process.waitFor(Duration.ofSeconds(30).toNanos()), process.uncaught()::toString);
    }

    @Rounds(200)
    void pthread_cond_timedwait_2_signal_is_never_lost_to_a_wait_that_times_out() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    AtomicInteger woken = new AtomicInteger();
                    Pthread hasty =
                            Pthread.create(
                                    "hasty",
                                    () -> {
                                        room.mutex.lock();
                                        if (room.cond.await(
                                                room.mutex, Duration.ofNanos(100_000))) {
                                            woken.incrementAndGet();
                                        }
                                        room.mutex.unlock();
                                    });
                    Pthread patient = room.waiters(1).get(0);
                    room.cond.signal();
                    hasty.join();
                    if (woken.get() == 0) {
                        patient.join();
                    } else {
                        room.cond.signal();
                        patient.join();
                    }
                    assertEquals(1, room.left.get());
                });
    }

    @Rounds(200)
    void pthread_cond_signal_1_wakes_one() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    List<Pthread> waiters = room.waiters(3);
                    for (int woken = 1; woken <= 3; woken++) {
                        int expected = woken;
                        room.cond.signal();
                        Deadlines.until("one more", () -> room.left.get() >= expected);
                        assertEquals(3 - expected, room.cond.waiters().size());
                    }
                    waiters.forEach(Pthread::join);
                });
    }

    @Rounds(200)
    void pthread_cond_signal_3_without_a_waiter_has_no_effect() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    room.cond.signal();
                    room.cond.broadcast();
                    room.mutex.lock();
                    assertFalse(room.cond.await(room.mutex, Duration.ofNanos(100_000)));
                });
    }

    @Rounds(200)
    void pthread_cond_broadcast_1_wakes_all() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    List<Pthread> waiters = room.waiters(4);
                    room.cond.broadcast();
                    waiters.forEach(Pthread::join);
                    assertEquals(4, room.left.get());
                });
    }

    @Rounds(200)
    void pthread_cond_broadcast_2_each_thread_owns_the_mutex_when_it_returns() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    List<Pthread> waiters = room.waiters(3);
                    room.mutex.lock();
                    room.cond.broadcast();
                    assertEquals(0, room.left.get(), "nobody returns while we hold the mutex");
                    room.mutex.unlock();
                    waiters.forEach(Pthread::join);
                    assertEquals(3, room.left.get());
                });
    }

    @Test
    void pthread_cond_signal_2_waiter_owns_the_mutex_when_it_returns() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    Pthread waiter = room.waiters(1).get(0);
                    room.mutex.lock();
                    room.cond.signal();
                    Deadlines.untilParkedOn(waiter, Mutex.class);
                    assertEquals(0, room.left.get());
                    room.mutex.unlock();
                    waiter.join();
                    assertEquals(1, room.left.get());
                });
    }

    @Test
    void pthread_cond_broadcast_3_without_a_waiter_has_no_effect() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    room.cond.broadcast();
                    room.mutex.lock();
                    assertFalse(room.cond.await(room.mutex, Duration.ofMillis(1)));
                });
    }

    @Test
    void pthread_cond_timedwait_1_frees_the_mutex_even_when_the_time_is_over_already() {
        HookedClock clock = new HookedClock();
        PosixProcess process = new PosixProcess("tested", clock);
        process.start(
                () -> {
                    Room room = new Room();
                    room.mutex.lock();
                    AtomicInteger looks = new AtomicInteger();
                    Runnable look =
                            () ->
                                    clock.atNextLookOf(
                                            "main",
                                            () ->
                                                    looks.addAndGet(
                                                            room.mutex.owner() == null ? 1 : 0),
                                            0);
                    // The first look is for the deadline, the second whether it is past.
                    clock.atNextLookOf("main", look, 0);
                    assertFalse(room.cond.await(room.mutex, Duration.ofNanos(-1)));
                    assertEquals(1, looks.get());
                    assertTrue(room.mutex.isHeldByCurrentThread());
                });
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
    }

    @Rounds(200)
    void pthread_cond_timedwait_3_signal_in_time_is_success() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    AtomicInteger signalled = new AtomicInteger();
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
                                        room.mutex.lock();
                                        if (room.cond.await(room.mutex, longest)) {
                                            signalled.incrementAndGet();
                                        }
                                        room.mutex.unlock();
                                    });
                    Deadlines.untilParkedOn(waiter, Cond.class);
                    room.cond.signal();
                    waiter.join();
                    assertEquals(1, signalled.get());
                });
    }

    @Rounds(200)
    void pthread_cond_timedwait_4_handler_during_the_wait_does_not_end_it() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        room.mutex.lock();
                                        assertTrue(room.cond.await(room.mutex, Duration.ofDays(1)));
                                        room.mutex.unlock();
                                    });
                    Deadlines.untilParkedOn(waiter, Cond.class);
                    Signals.pthreadKill(waiter, Signal.USR1);
                    Deadlines.until("handled", () -> recorder.count() == 1);
                    Deadlines.untilParkedOn(waiter, Cond.class);
                    room.cond.broadcast();
                    waiter.join();
                });
    }

    @Test
    void pthread_cond_timedwait_4_without_the_mutex_is_eperm() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    PosixException e =
                            assertThrows(
                                    PosixException.class,
                                    () -> room.cond.await(room.mutex, Duration.ZERO));
                    assertEquals(Errno.EPERM, e.errno());
                    assertTrue(room.cond.waiters().isEmpty());
                });
    }

    @Test
    void pthread_cond_timedwait_2_time_that_was_over_long_ago_is_etimedout() {
        Deadlines.run(
                () -> {
                    Room room = new Room();
                    room.mutex.lock();
                    Duration longAgo = Duration.ofSeconds(Long.MIN_VALUE);
                    assertFalse(room.cond.await(room.mutex, longAgo));
                });
    }

    @Test
    void wait_that_an_error_ends_holds_the_mutex_and_takes_no_signal() {
        HookedClock clock = new HookedClock();
        PosixProcess process = new PosixProcess("tested", clock);
        Runnable error =
                () -> {
                    throw new OutOfMemoryError("of this test");
                };
        process.start(
                () -> {
                    Room room = new Room();
                    room.mutex.lock();
                    // The first look is for the deadline, the second is in the wait.
                    clock.atNextLookOf("main", () -> clock.atNextLookOf("main", error, 0), 0);
                    assertThrows(
                            OutOfMemoryError.class,
                            () -> room.cond.await(room.mutex, Duration.ofDays(1)));
                    assertTrue(room.cond.waiters().isEmpty());
                    room.mutex.unlock();
                });
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
    }
}
