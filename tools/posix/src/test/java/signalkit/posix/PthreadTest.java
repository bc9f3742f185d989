package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The assertions of {@code pthread_create}, {@code pthread_join} and {@code pthread_self}. */
class PthreadTest {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    @Rounds(200)
    void pthread_create_1_makes_a_new_thread_of_the_same_process() {
        Deadlines.run(
                () -> {
                    AtomicReference<Pthread> self = new AtomicReference<>();
                    Pthread made = Pthread.create("made", () -> self.set(Pthread.self()));
                    made.join();
                    assertSame(made, self.get());
                    assertSame(PosixProcess.current(), made.process());
                    assertNotSame(Pthread.self(), made);
                });
    }

    @Rounds(200)
    void pthread_create_7_return_of_main_ends_the_process_and_its_threads() {
        AtomicReference<Pthread> waiter = new AtomicReference<>();
        Deadlines.run(() -> waiter.set(Pthread.create("waiter", Signals::pause)));
        assertFalse(waiter.get().isAlive());
    }

    @Rounds(200)
    void pthread_create_8_mask_is_inherited() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, USR1);
                    Pthread.create("made", () -> assertEquals(USR1, Signals.sigmask())).join();
                });
    }

    @Rounds(200)
    void pthread_create_8_pending_set_of_a_new_thread_is_empty() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    Pthread.create("made", () -> assertTrue(Signals.sigpending().isEmpty())).join();
                    assertEquals(USR1, Signals.sigpending());
                });
    }

    @Test
    void pthread_create_13_no_thread_left_is_eagain_and_makes_none() {
        PosixProcess process = new PosixProcess("full", new RefusingScheduler());
        PosixException e = assertThrows(PosixException.class, () -> process.start(() -> {}));
        assertEquals(Errno.EAGAIN, e.errno());
        assertTrue(process.threads().isEmpty());
    }

    /** A system without threads. */
    private static final class RefusingScheduler implements Scheduler {
        @Override
        public void start(Pthread thread) {
            throw new OutOfMemoryError("unable to create native thread");
        }

        @Override
        public void park(Pthread self, Object blocker, long deadline) {}

        @Override
        public void unpark(Pthread thread) {}

        @Override
        public void point(Pthread self, Op op, Object target) {}

        @Override
        public long nanoTime() {
            return 0;
        }
    }

    @Rounds(200)
    void pthread_join_1_waits_until_the_thread_has_ended() {
        Deadlines.run(
                () -> {
                    AtomicBoolean done = new AtomicBoolean();
                    Pthread made = Pthread.create("made", () -> done.set(true));
                    made.join();
                    assertTrue(done.get());
                });
    }

    @Rounds(200)
    void pthread_join_3_thread_is_gone_when_join_returns() {
        Deadlines.run(
                () -> {
                    Pthread made = Pthread.create("made", () -> {});
                    made.join();
                    assertFalse(made.isAlive());
                    assertEquals(List.of(Pthread.self()), PosixProcess.current().threads());
                });
    }

    @Test
    void pthread_join_6_joining_oneself_is_edeadlk() {
        Deadlines.run(
                () -> {
                    PosixException e =
                            assertThrows(PosixException.class, () -> Pthread.self().join());
                    assertEquals(Errno.EDEADLK, e.errno());
                });
    }

    @Rounds(200)
    void pthread_join_6_handler_during_the_wait_does_not_end_it() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    AtomicBoolean released = new AtomicBoolean();
                    Pthread worker =
                            Pthread.create(
                                    "worker", () -> Deadlines.until("released", released::get));
                    Pthread joiner = Pthread.create("joiner", worker::join);
                    Deadlines.untilParkedOn(joiner, Pthread.class);
                    Signals.pthreadKill(joiner, Signal.USR1);
                    Deadlines.until("handled", () -> recorder.count() == 1);
                    assertTrue(joiner.isAlive());
                    released.set(true);
                    joiner.join();
                    assertFalse(worker.isAlive());
                });
    }

    @Rounds(200)
    void join_by_a_second_thread_is_einval_while_the_first_waits() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, USR1);
                    Pthread worker = Pthread.create("worker", () -> Signals.sigwait(USR1));
                    Pthread first = Pthread.create("first", worker::join);
                    Deadlines.untilParkedOn(first, Pthread.class);
                    PosixException e = assertThrows(PosixException.class, worker::join);
                    assertEquals(Errno.EINVAL, e.errno());
                    Signals.pthreadKill(worker, Signal.USR1);
                    first.join();
                });
    }

    @Test
    void join_of_a_thread_that_was_joined_is_esrch() {
        Deadlines.run(
                () -> {
                    Pthread worker = Pthread.create("worker", () -> {});
                    worker.join();
                    PosixException e = assertThrows(PosixException.class, worker::join);
                    assertEquals(Errno.ESRCH, e.errno());
                });
    }

    @Test
    void exception_of_a_thread_ends_that_thread_alone() {
        PosixProcess process = new PosixProcess("tested");
        RuntimeException thrown = new IllegalStateException("on purpose");
        process.start(
                () ->
                        Pthread.create(
                                        "bad",
                                        () -> {
                                            throw thrown;
                                        })
                                .join());
        assertEquals(0, process.waitFor(Deadlines.LIMIT.toNanos()));
        assertEquals(List.of(thrown), process.uncaught());
    }

    @Test
    void exception_of_main_ends_the_process_with_1() {
        PosixProcess process = new PosixProcess("tested");
        process.start(
                () -> {
                    throw new IllegalStateException("on purpose");
                });
        assertEquals(1, process.waitFor(Deadlines.LIMIT.toNanos()));
    }

    @Test
    void process_has_one_main_thread() {
        Deadlines.run(
                () -> {
                    PosixProcess process = PosixProcess.current();
                    PosixException e =
                            assertThrows(PosixException.class, () -> process.start(() -> {}));
                    assertEquals(Errno.EINVAL, e.errno());
                });
    }

    @Test
    void java_thread_is_adopted_with_every_signal_blocked_and_can_raise_and_wait()
            throws InterruptedException {
        Pthread.self(); // the first one is the main thread of the default process
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        Thread foreign =
                new Thread(
                        () -> {
                            try {
                                assertEquals(Signal.values().length - 2, Signals.sigmask().size());
                                Signals.raise(Signal.WINCH);
                                assertEquals(
                                        Signal.WINCH, Signals.sigwait(SignalSet.of(Signal.WINCH)));
                                assertTrue(PosixProcess.main().threads().contains(Pthread.self()));
                            } catch (Throwable thrown) {
                                failure.set(thrown);
                            } finally {
                                done.countDown();
                            }
                        },
                        "foreign");
        foreign.start();
        done.await();
        foreign.join();
        assertEquals(null, failure.get());
    }

    @Test
    void adopted_main_thread_that_has_ended_gets_no_signal_and_leaves_the_process_alive()
            throws InterruptedException {
        PosixProcess process = new PosixProcess("tested");
        Recorder recorder = new Recorder();
        Thread main = new Thread(() -> process.kernel().adopt(Thread.currentThread()));
        main.start();
        main.join();
        Thread later =
                new Thread(
                        () -> {
                            process.kernel().adopt(Thread.currentThread());
                            recorder.catching(Signal.TERM);
                            Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
                            Signals.kill(Signal.TERM);
                        });
        later.start();
        later.join();
        assertEquals(List.of(Signal.TERM), recorder.signals());
        assertThrows(PosixException.class, () -> process.waitFor(0), "it has not ended");
    }

    @Test
    void adopted_thread_that_has_ended_is_struck_off_and_cannot_be_joined()
            throws InterruptedException {
        Pthread.self();
        AtomicReference<Pthread> adopted = new AtomicReference<>();
        Thread foreign = new Thread(() -> adopted.set(Pthread.self()), "foreign");
        foreign.start();
        foreign.join();
        assertFalse(adopted.get().isAlive());
        Thread second = new Thread(Pthread::self, "second");
        second.start();
        second.join();
        assertFalse(PosixProcess.main().threads().contains(adopted.get()));
        PosixException e = assertThrows(PosixException.class, () -> adopted.get().join());
        assertEquals(Errno.EINVAL, e.errno());
    }

    @Test
    void pthread_create_4_thread_that_is_returned_is_the_one_that_runs() {
        Deadlines.run(
                () -> {
                    List<Pthread> ran = new CopyOnWriteArrayList<>();
                    Pthread made = Pthread.create("made", () -> ran.add(Pthread.self()));
                    made.join();
                    assertEquals(List.of(made), ran);
                });
    }

    @Test
    void pthread_create_6_return_of_its_code_ends_the_thread_alone() {
        Deadlines.run(
                () -> {
                    Pthread made = Pthread.create("made", () -> {});
                    made.join();
                    assertFalse(made.isAlive());
                    assertEquals(List.of(Pthread.self()), PosixProcess.current().threads());
                });
    }

    @Test
    void pthread_create_14_never_eintr_although_a_handler_runs_inside() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Pthread self = Pthread.self();
                    self.process().kill(self, Signal.USR1);
                    Pthread.create("made", () -> {}).join();
                    assertEquals(List.of(self), recorder.threads());
                });
    }

    @Test
    void pthread_self_1_is_the_calling_thread_in_a_handler_too() {
        Deadlines.run(
                () -> {
                    Pthread self = Pthread.self();
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.raise(Signal.USR1);
                    assertEquals(List.of(self), recorder.threads());
                    assertEquals("main", self.name());
                });
    }
}
