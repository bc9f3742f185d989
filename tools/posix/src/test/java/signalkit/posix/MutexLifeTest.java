package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.posix.inspect.LockInfo;

/** The assertions on the beginning, the end and the limits of a mutex. */
class MutexLifeTest {
    private static List<String> lockedNames() {
        return PosixProcess.current().locks().snapshot().stream().map(LockInfo::getName).toList();
    }

    @Test
    void pthread_mutex_init_1_default_kind_is_normal() {
        Deadlines.run(() -> assertEquals(Mutex.Kind.NORMAL, new Mutex("m").kind()));
    }

    @ParameterizedTest
    @EnumSource
    void pthread_mutex_init_2_is_unlocked(Mutex.Kind kind) {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", kind);
                    assertNull(mutex.owner());
                    assertTrue(mutex.tryLock());
                });
    }

    @Test
    void pthread_mutex_destroy_1_takes_it_out_of_the_lock_table() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    assertEquals(List.of("m"), lockedNames());
                    assertTrue(mutex.destroy());
                    assertEquals(List.of(), lockedNames());
                });
    }

    @Test
    void pthread_mutex_destroy_1_may_be_called_from_another_process() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    new PosixProcess("other").run(() -> assertTrue(mutex.destroy()));
                    assertEquals(List.of(), lockedNames());
                });
    }

    @Rounds(200)
    void pthread_mutex_destroy_4_locked_or_waited_for_is_ebusy_and_stays() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    mutex.lock();
                    assertFalse(mutex.destroy());
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        mutex.lock();
                                        mutex.unlock();
                                    });
                    Deadlines.untilParkedOn(waiter, Mutex.class);
                    assertFalse(mutex.destroy());
                    assertEquals(List.of("m"), lockedNames());
                    mutex.unlock();
                    waiter.join();
                });
    }

    @Rounds(200)
    void pthread_mutex_destroy_4_free_again_and_still_waited_for_is_ebusy() {
        HookedClock clock = new HookedClock();
        PosixProcess process = new PosixProcess("tested", clock);
        process.start(
                () -> {
                    Mutex mutex = new Mutex("m");
                    AtomicBoolean atTheClock = new AtomicBoolean();
                    AtomicBoolean go = new AtomicBoolean();
                    mutex.lock();
                    Pthread waiter =
                            Pthread.create(
                                    "waiter", () -> assertTrue(mutex.tryLock(Duration.ofDays(1))));
                    Deadlines.untilParkedOn(waiter, Mutex.class);
                    // Between its try and its sleep:
                    clock.atNextLookOf(
                            "waiter",
                            () -> {
                                atTheClock.set(true);
                                while (!go.get()) {
                                    Thread.onSpinWait(); // a park would use up the wake-up
                                }
                            },
                            0);
                    waiter.unpark();
                    Deadlines.until("it is at the clock", atTheClock::get);
                    mutex.unlock();
                    assertFalse(mutex.destroy());
                    assertEquals(List.of("m"), lockedNames());
                    go.set(true);
                    waiter.join();
                });
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
    }

    @Test
    void pthread_mutex_destroy_5_is_safe_once_it_is_unlocked() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    mutex.lock();
                    mutex.unlock();
                    assertTrue(mutex.destroy());
                });
    }

    @Test
    void pthread_mutex_trylock_3_takes_a_free_one() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    assertTrue(mutex.tryLock());
                    assertTrue(mutex.isHeldByCurrentThread());
                });
    }

    @Test
    void pthread_mutex_timedlock_4_takes_a_free_one_although_the_time_is_over() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    assertTrue(mutex.tryLock(Duration.ofSeconds(Long.MIN_VALUE)));
                    assertTrue(mutex.isHeldByCurrentThread());
                    assertFalse(mutex.tryLock(Duration.ZERO));
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void pthread_mutex_timedlock_5_time_that_was_over_long_ago_is_etimedout(long seconds) {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m");
                    mutex.lock();
                    assertFalse(mutex.tryLock(Duration.ofSeconds(seconds)));
                    assertTrue(mutex.waiters().isEmpty());
                });
    }

    @Test
    void pthread_mutex_timedlock_5_relock_of_a_normal_one_is_etimedout_and_leaves_no_witness() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("relocked");
                    mutex.lock();
                    assertFalse(mutex.tryLock(Duration.ofMillis(1)));
                    assertTrue(mutex.isHeldByCurrentThread());
                    Deadlines.until(
                            "the witness has ended",
                            () ->
                                    Thread.getAllStackTraces().keySet().stream()
                                            .noneMatch(
                                                    each -> each.getName().contains("relocked")));
                });
    }

    @Test
    void pthread_mutex_timedlock_5_errorcheck_relock_is_edeadlk_at_once() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", Mutex.Kind.ERRORCHECK);
                    mutex.lock();
                    PosixException e =
                            assertThrows(
                                    PosixException.class,
                                    () -> mutex.tryLock(Duration.ofSeconds(Long.MAX_VALUE)));
                    assertEquals(Errno.EDEADLK, e.errno());
                });
    }

    @Test
    void pthread_mutex_timedlock_5_recursive_beyond_its_count_is_eagain() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", Mutex.Kind.RECURSIVE);
                    mutex.lock();
                    mutex.relocks = Integer.MAX_VALUE;
                    List<Runnable> calls =
                            List.of(
                                    mutex::lock,
                                    mutex::tryLock,
                                    () -> mutex.tryLock(Duration.ofDays(1)));
                    for (Runnable call : calls) {
                        PosixException e = assertThrows(PosixException.class, call::run);
                        assertEquals(Errno.EAGAIN, e.errno());
                    }
                    mutex.unlock();
                    assertTrue(mutex.tryLock(), "an unlock makes room for one more");
                });
    }

    @Test
    void pthread_mutex_unlock_5_recursive_foreign_or_free_is_eperm_with_the_owners_name() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("m", Mutex.Kind.RECURSIVE);
                    PosixException free = assertThrows(PosixException.class, mutex::unlock);
                    assertEquals("EPERM: cannot unlock m: nobody holds it", free.getMessage());
                    Pthread owner = Pthread.create("owner", mutex::lock);
                    owner.join();
                    PosixException foreign = assertThrows(PosixException.class, mutex::unlock);
                    assertEquals("EPERM: cannot unlock m: owner holds it", foreign.getMessage());
                });
    }

    @Rounds(200)
    void wait_on_a_mutex_locked_twice_unlocks_it_once_so_that_nobody_else_gets_it() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("mutex", Mutex.Kind.RECURSIVE);
                    Cond cond = new Cond("cond");
                    Pthread waiter =
                            Pthread.create(
                                    "waiter",
                                    () -> {
                                        mutex.lock();
                                        mutex.lock();
                                        cond.await(mutex);
                                        mutex.unlock();
                                        assertTrue(mutex.isHeldByCurrentThread());
                                        mutex.unlock();
                                        assertFalse(mutex.isHeldByCurrentThread());
                                    });
                    Deadlines.untilParkedOn(waiter, Cond.class);
                    assertFalse(mutex.tryLock(), "whoever locks it before it signals hangs");
                    cond.signal();
                    waiter.join();
                });
    }
}
