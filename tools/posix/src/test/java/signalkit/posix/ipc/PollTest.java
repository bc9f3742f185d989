package signalkit.posix.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import signalkit.posix.Deadlines;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.Poll;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Recorder;
import signalkit.posix.Rounds;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** `poll`, `ppoll` and `signalfd`: the wait for bytes and for signals at once. */
class PollTest {
    private static final SignalSet USR1 = SignalSet.of(Signal.USR1);
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    void poll_tells_what_can_be_read_and_nothing_after_the_timeout() {
        Deadlines.run(
                () -> {
                    Pipe empty = new Pipe();
                    Pipe full = new Pipe();
                    full.write((byte) 1);
                    assertEquals(List.of(full), Poll.poll(List.of(empty, full), Poll.FOREVER));
                    assertEquals(List.of(), Poll.poll(List.of(empty), MOMENT));
                    assertEquals(List.of(), Poll.poll(List.of(), Duration.ZERO));
                });
    }

    @Rounds(200)
    void poll_waits_for_a_byte_of_another_thread() {
        Deadlines.run(
                () -> {
                    Pipe pipe = new Pipe();
                    Pthread writer = Pthread.create("writer", () -> pipe.write((byte) 7));
                    assertEquals(List.of(pipe), Poll.poll(List.of(new Pipe(), pipe), Poll.FOREVER));
                    assertEquals(7, pipe.read());
                    writer.join();
                });
    }

    @Test
    void handler_ends_a_poll_with_eintr_although_it_has_sa_restart() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder();
                    Signals.sigaction(
                            Signal.USR1,
                            Sigaction.handler(recorder).withFlags(Sigaction.Flag.RESTART));
                    Pthread self = Pthread.self();
                    // Again and again: the first may come before the wait, and then ends nothing.
                    AtomicBoolean over = new AtomicBoolean();
                    Pthread sender =
                            Pthread.create(
                                    "sender",
                                    () -> {
                                        while (!over.get()) {
                                            Signals.pthreadKill(self, Signal.USR1);
                                        }
                                    });
                    PosixException end =
                            assertThrows(
                                    PosixException.class, () -> Poll.poll(List.of(), Poll.FOREVER));
                    over.set(true);
                    assertEquals(Errno.EINTR, end.errno());
                    assertTrue(recorder.count() > 0);
                    sender.join();
                });
    }

    @Test
    void ppoll_unblocks_for_the_wait_alone_and_its_handler_runs_with_its_mask() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    SignalSet during = SignalSet.of(Signal.USR2);
                    PosixException end =
                            assertThrows(
                                    PosixException.class,
                                    () -> Poll.ppoll(List.of(new Pipe()), Poll.FOREVER, during));
                    assertEquals(Errno.EINTR, end.errno());
                    assertEquals(List.of(during.with(Signal.USR1)), recorder.masks());
                    assertEquals(USR1, Signals.sigmask());
                });
    }

    @Test
    void ppoll_prefers_what_can_be_read_and_a_signal_to_the_end_of_the_time() {
        Deadlines.run(
                () -> {
                    Recorder recorder = new Recorder().catching(Signal.USR1);
                    Signals.sigmask(How.BLOCK, USR1);
                    Signals.raise(Signal.USR1);
                    Pipe pipe = new Pipe();
                    pipe.write((byte) 1);
                    Poll.ppoll(List.of(pipe), Duration.ZERO, SignalSet.EMPTY);
                    assertEquals(0, recorder.count());
                    assertEquals(USR1, Signals.sigpending());
                    pipe.read();
                    assertThrows(
                            PosixException.class,
                            () -> Poll.ppoll(List.of(pipe), Duration.ZERO, SignalSet.EMPTY));
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void poll_refuses_a_negative_time_and_what_is_null() {
        Deadlines.run(
                () -> {
                    Duration negative = Duration.ofNanos(-1);
                    List<Pipe> none = List.of();
                    assertThrows(PosixException.class, () -> Poll.poll(none, negative));
                    assertThrows(PosixException.class, () -> Poll.poll(none, null));
                    assertThrows(PosixException.class, () -> Poll.poll(null, MOMENT));
                    assertThrows(PosixException.class, () -> Poll.ppoll(none, MOMENT, null));
                    assertThrows(PosixException.class, () -> new SignalFd(null));
                });
    }

    @Test
    void signalfd_reads_what_is_pending_the_lowest_number_first() {
        Deadlines.run(
                () -> {
                    SignalSet both = USR1.with(Signal.HUP);
                    Signals.sigmask(How.BLOCK, both);
                    SignalFd signals = new SignalFd(both);
                    assertNull(signals.poll());
                    assertEquals(Errno.EAGAIN, Errno.get());
                    Signals.raise(Signal.USR1);
                    Signals.kill(Signal.HUP);
                    assertEquals(List.of(signals), Poll.poll(List.of(signals, new Pipe()), MOMENT));
                    assertEquals(Signal.USR1, signals.read(), "the thread's own before all others");
                    assertEquals(Signal.HUP, signals.read());
                    assertFalse(signals.hasInput());
                });
    }

    @Rounds(200)
    void signalfd_waits_for_a_signal_that_another_thread_sends() {
        Deadlines.run(
                () -> {
                    Signals.sigmask(How.BLOCK, USR1);
                    SignalFd signals = new SignalFd(USR1);
                    Pthread sender = Pthread.create("sender", () -> Signals.kill(Signal.USR1));
                    Poll.poll(List.of(new Pipe(), signals), Poll.FOREVER);
                    assertTrue(signals.hasInput());
                    assertEquals(Signal.USR1, signals.read());
                    sender.join();
                });
    }
}
