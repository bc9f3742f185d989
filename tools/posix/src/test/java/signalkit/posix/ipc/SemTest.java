package signalkit.posix.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import signalkit.posix.Deadlines;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Recorder;
import signalkit.posix.Rounds;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The assertions of {@code sem_init}, {@code sem_post}, {@code sem_wait} and their kin. */
class SemTest {
    private static final Duration MOMENT = Duration.ofMillis(2);

    private final Sem sem = new Sem("sem", 0);

    private static void assertErrno(Errno errno, Runnable call) {
        assertEquals(errno, assertThrows(PosixException.class, call::run).errno());
        assertEquals(errno, Errno.get());
    }

    /** Sends a signal to a thread as soon as it waits for the semaphore. */
    private void whileItWaits(Pthread waiter, Runnable then) {
        Deadlines.untilParkedOn(waiter, Sem.class);
        then.run();
    }

    @Test
    void sem_init_1_value_is_the_number_of_waits_that_succeed() {
        Deadlines.run(
                () -> {
                    Sem two = new Sem("two", 2);
                    two.await();
                    two.await();
                    assertFalse(two.tryAwait());
                });
    }

    @Test
    void sem_init_2_can_be_used_again_and_again() {
        Deadlines.run(
                () -> {
                    for (int i = 0; i < 3; i++) {
                        sem.post();
                        sem.await();
                    }
                    assertEquals(0, sem.value());
                });
    }

    @Test
    void sem_init_4_is_shared_by_the_threads_of_the_process() {
        Deadlines.run(
                () -> {
                    Pthread poster = Pthread.create("poster", sem::post);
                    sem.await();
                    poster.join();
                });
    }

    @Test
    void sem_init_6_negative_value_is_einval() {
        Deadlines.run(() -> assertErrno(Errno.EINVAL, () -> new Sem("bad", -1)));
    }

    @Test
    void sem_post_1_adds_one_up_to_the_greatest_value() {
        Deadlines.run(
                () -> {
                    sem.post();
                    sem.post();
                    assertEquals(2, sem.value());
                    assertErrno(Errno.EOVERFLOW, () -> new Sem("full", Sem.MAX).post());
                });
    }

    @Test
    void sem_post_5_continues_after_a_handler() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Pthread self = Pthread.self();
                    PosixProcess.current().kill(self, Signal.USR1);
                    sem.post();
                    assertEquals(1, recorder.count());
                    assertEquals(1, sem.value());
                });
    }

    @Test
    void sem_post_6_may_be_called_by_a_handler() {
        Deadlines.run(
                () -> {
                    Signals.sigaction(Signal.USR1, Sigaction.handler(s -> sem.post()));
                    Signals.raise(Signal.USR1);
                    sem.await();
                });
    }

    @Test
    void sem_wait_1_takes_one() {
        Deadlines.run(
                () -> {
                    sem.post();
                    sem.await();
                    assertEquals(0, sem.value());
                });
    }

    @Rounds(50)
    void sem_wait_3_stays_locked_until_the_post() {
        Deadlines.run(
                () -> {
                    AtomicBoolean posted = new AtomicBoolean();
                    Pthread main = Pthread.self();
                    Pthread.create(
                            "poster",
                            () ->
                                    whileItWaits(
                                            main,
                                            () -> {
                                                posted.set(true);
                                                sem.post();
                                            }));
                    sem.await();
                    assertTrue(posted.get());
                });
    }

    @Test
    void sem_wait_4_is_ended_by_kill() {
        int status =
                Deadlines.statusOf(
                        () -> {
                            Pthread main = Pthread.self();
                            Pthread.create(
                                    "killer",
                                    () -> whileItWaits(main, () -> Signals.kill(Signal.KILL)));
                            sem.await();
                        });
        assertEquals(Signal.KILL.exitStatus(), status);
    }

    @Test
    void sem_wait_5_trywait_of_a_locked_one_is_eagain() {
        Deadlines.run(
                () -> {
                    assertFalse(sem.tryAwait());
                    assertEquals(Errno.EAGAIN, Errno.get());
                });
    }

    @Rounds(50)
    void sem_wait_7_handler_ends_it_with_eintr() {
        Deadlines.run(
                () -> {
                    new Recorder().catching(Signal.USR1);
                    Pthread main = Pthread.self();
                    Pthread.create(
                            "sender",
                            () -> whileItWaits(main, () -> Signals.pthreadKill(main, Signal.USR1)));
                    assertErrno(Errno.EINTR, sem::await);
                });
    }

    @Test
    void sem_wait_11_trywait_takes_one() {
        Deadlines.run(
                () -> {
                    sem.post();
                    assertTrue(sem.tryAwait());
                    assertEquals(0, sem.value());
                });
    }

    @Test
    void sem_wait_12_trywait_of_a_locked_one_takes_nothing() {
        Deadlines.run(
                () -> {
                    assertFalse(sem.tryAwait());
                    sem.post();
                    assertEquals(1, sem.value());
                });
    }

    @Rounds(50)
    void sem_wait_13_handler_with_sa_restart_does_not_end_it() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder(sem::post);
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(recorder).withFlags(Sigaction.Flag.RESTART));
                    Pthread main = Pthread.self();
                    Pthread.create(
                            "sender",
                            () -> whileItWaits(main, () -> Signals.pthreadKill(main, Signal.USR1)));
                    sem.await();
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void sem_timedwait_1_takes_one_that_is_there() {
        Deadlines.run(
                () -> {
                    sem.post();
                    assertTrue(sem.await(MOMENT));
                    assertEquals(0, sem.value());
                });
    }

    @Test
    void sem_timedwait_2_wait_ends_at_its_deadline() {
        Deadlines.run(
                () -> {
                    long start = System.nanoTime();
                    assertFalse(sem.await(MOMENT));
                    assertTrue(System.nanoTime() - start >= MOMENT.toNanos());
                });
    }

    @Test
    void sem_timedwait_3_deadline_in_the_past_does_not_wait() {
        Deadlines.run(() -> assertFalse(sem.await(Duration.ofDays(-1))));
    }

    @Test
    void sem_timedwait_4_one_that_fails_takes_nothing() {
        Deadlines.run(
                () -> {
                    assertFalse(sem.await(MOMENT));
                    sem.post();
                    assertEquals(1, sem.value());
                });
    }

    @Test
    void sem_timedwait_7_time_over_is_etimedout() {
        Deadlines.run(
                () -> {
                    assertFalse(sem.await(MOMENT));
                    assertEquals(Errno.ETIMEDOUT, Errno.get());
                });
    }

    @Rounds(50)
    void sem_timedwait_9_handler_ends_it_with_eintr_although_it_restarts() {
        Deadlines.run(
                () -> {
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(s -> {}).withFlags(Sigaction.Flag.RESTART));
                    Pthread main = Pthread.self();
                    Pthread.create(
                            "sender",
                            () -> whileItWaits(main, () -> Signals.pthreadKill(main, Signal.USR1)));
                    assertErrno(Errno.EINTR, () -> sem.await(Duration.ofDays(1)));
                });
    }

    @Test
    void sem_timedwait_11_free_unit_is_taken_even_after_the_deadline() {
        Deadlines.run(
                () -> {
                    sem.post();
                    assertTrue(sem.await(Duration.ofDays(-1)));
                });
    }

    @Test
    void sem_getvalue_1_tells_the_value() {
        Deadlines.run(() -> assertEquals(3, new Sem("three", 3).value()));
    }

    @Rounds(50)
    void sem_getvalue_2_is_zero_while_somebody_waits() {
        Deadlines.run(
                () -> {
                    Pthread waiter = Pthread.create("waiter", sem::await);
                    whileItWaits(waiter, () -> assertEquals(0, sem.value()));
                    sem.post();
                    waiter.join();
                });
    }

    @Test
    void sem_getvalue_5_leaves_the_value() {
        Deadlines.run(
                () -> {
                    sem.post();
                    assertEquals(sem.value(), sem.value());
                    assertTrue(sem.tryAwait());
                });
    }
}
