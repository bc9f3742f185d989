package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Interruption points: they are armed only when needed. */
class PointsTest {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);

    @Rounds(200)
    void points_are_armed_exactly_while_a_signal_can_be_taken() {
        PosixProcess process = new PosixProcess("tested");
        AtomicBoolean ready = new AtomicBoolean();
        process.start(
                () -> {
                    new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    assertFalse(process.kernel().isArmed(), "a blocked signal arms nothing");
                    Signals.sigmask(How.UNBLOCK, USR1);
                    assertFalse(process.kernel().isArmed(), "nor does one that was delivered");
                    Pthread self = Pthread.self();
                    ready.set(true);
                    Deadlines.until("it is on its way", () -> self.hasSignal());
                    assertTrue(process.kernel().concerns(self), "asked under the lock");
                    assertTrue(process.kernel().isArmed());
                    assertTrue(Points.isArmed());
                    Points.point();
                    assertFalse(process.kernel().isArmed());
                });
        Deadlines.until("ready", ready::get);
        process.kill(Signal.USR1);
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
        assertFalse(process.kernel().isArmed(), "a process that has ended arms nothing");
    }

    @Test
    void disarming_the_last_reason_makes_points_cheap_again() {
        Points.arm(Points.Reason.SCHEDULER);
        Points.arm(Points.Reason.AIM);
        Points.disarm(Points.Reason.SCHEDULER);
        assertTrue(Points.isArmed());
        Points.disarm(Points.Reason.AIM);
        Deadlines.until("no process of another test has it armed", () -> !Points.isArmed());
    }

    @Test
    void disarming_more_than_was_armed_is_refused_and_changes_nothing() {
        Points.arm(Points.Reason.AIM);
        Points.disarm(Points.Reason.AIM);
        assertThrows(IllegalStateException.class, () -> Points.disarm(Points.Reason.AIM));
        Points.arm(Points.Reason.AIM);
        assertTrue(Points.isArmed());
        Points.disarm(Points.Reason.AIM);
    }

    @Rounds(200)
    void foreign_wait_ends_with_eintr_and_a_signal_just_before_it_is_not_lost() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(recorder).withFlags(Sigaction.Flag.RESTART));
                    Object wait = new Object();
                    AtomicBoolean woken = new AtomicBoolean();
                    AtomicReference<Errno> result = new AtomicReference<>();
                    Pthread loop =
                            Pthread.create(
                                    "loop",
                                    () -> {
                                        // A point itself, so the handler must not start in it
                                        // between the look and the wait.
                                        Pthread self = Pthread.self();
                                        while (recorder.count() == 0) {
                                            result.set(waitOnce(self, wait, woken));
                                        }
                                    });
                    Signals.pthreadKill(loop, Signal.USR1);
                    loop.join();
                    assertTrue(result.get() == Errno.EINTR || result.get() == null);
                    assertEquals(List.of(loop), recorder.threads());
                });
    }

    @Test
    void foreign_wait_that_is_over_is_woken_no_more() {
        Deadlines.run(
                () -> {
                    new Recorder().catching(Signal.USR1);
                    AtomicInteger woken = new AtomicInteger();
                    Pthread self = Pthread.self();
                    Runnable inner = () -> self.interruptibly(woken::incrementAndGet, () -> {});
                    AtomicInteger outer = new AtomicInteger();
                    self.interruptibly(
                            outer::incrementAndGet,
                            () -> {
                                inner.run();
                                Signals.raise(Signal.USR1);
                            });
                    assertEquals(1, outer.get());
                    Signals.raise(Signal.USR1);
                    assertEquals(1, outer.get());
                    assertEquals(0, woken.get());
                });
    }

    private static Errno waitOnce(Pthread self, Object wait, AtomicBoolean woken) {
        Runnable wakeUp =
                () -> {
                    synchronized (wait) {
                        woken.set(true);
                        wait.notifyAll();
                    }
                };
        Runnable sleep =
                () -> {
                    synchronized (wait) {
                        while (!woken.getAndSet(false)) {
                            try {
                                wait.wait();
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                    }
                };
        return self.interruptibly(wakeUp, sleep);
    }

    @Rounds(200)
    void pipe_gives_every_byte_once_to_a_reader_that_handlers_interrupt() {
        Deadlines.run(
                () -> {
                    Pipe pipe = new Pipe();
                    // The self-pipe trick: the handler writes, on top of the reader too.
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(s -> pipe.write((byte) s.number()))
                                    .withFlags(Sigaction.Flag.RESTART));
                    Pthread reader =
                            Pthread.create(
                                    "reader",
                                    () -> {
                                        for (int i = 0; i < 3; i++) {
                                            assertEquals(10, pipe.read());
                                        }
                                    });
                    Deadlines.untilParkedOn(reader, Pipe.class);
                    Signals.pthreadKill(reader, Signal.USR1);
                    pipe.write((byte) 10);
                    pipe.write((byte) 10);
                    reader.join();
                    assertFalse(pipe.isReadable());
                });
    }

    @Rounds(200)
    void pipe_read_is_restarted_by_the_flags_of_the_handler_that_interrupted_it_alone() {
        Deadlines.run(
                () -> {
                    Recorder nested = new Recorder().catching(Signal.USR2);
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(s -> Signals.raise(Signal.USR2))
                                    .withFlags(Sigaction.Flag.RESTART));
                    Pipe pipe = new Pipe();
                    Pthread reader = Pthread.create("reader", () -> assertEquals(7, pipe.read()));
                    Deadlines.untilParkedOn(reader, Pipe.class);
                    Signals.pthreadKill(reader, Signal.USR1);
                    Deadlines.until("both ran", () -> nested.count() == 1);
                    pipe.write((byte) 7);
                    reader.join();
                });
    }

    @Test
    void pipe_that_is_full_refuses_a_byte_and_takes_one_again_after_a_read() {
        Deadlines.run(
                () -> {
                    Pipe pipe = new Pipe();
                    for (int i = 0; i < Pipe.CAPACITY; i++) {
                        assertTrue(pipe.write((byte) 1));
                    }
                    assertFalse(pipe.write((byte) 1));
                    pipe.read();
                    assertTrue(pipe.write((byte) 1));
                });
    }

    @Test
    void each_thread_has_an_errno_that_a_handler_clobbers_unless_it_restores_it() {
        Deadlines.run(
                () -> {
                    Signals.sigaction(Signal.USR1, Sigaction.handler(s -> Errno.set(Errno.EBUSY)));
                    Errno.set(Errno.EAGAIN);
                    Signals.raise(Signal.USR1);
                    assertEquals(Errno.EBUSY, Errno.get());
                    Pthread.create("other", () -> assertEquals(Errno.NONE, Errno.get())).join();
                });
    }
}
