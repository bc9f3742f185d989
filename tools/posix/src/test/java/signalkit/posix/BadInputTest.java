package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What no call can do anything with gets the error of POSIX, names itself, and changes nothing. */
class BadInputTest {
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);
    private static final Signal NO_SIGNAL = null;
    private static final Duration NEGATIVE = Duration.ofNanos(-1);

    private static void assertFails(Errno expected, String text, Runnable call) {
        PosixException e = assertThrows(PosixException.class, call::run, text);
        assertEquals(expected, e.errno(), text);
        assertTrue(e.getMessage().contains(text), e.getMessage());
    }

    private static void assertInvalid(Map<String, Runnable> calls) {
        Deadlines.run(
                () -> {
                    calls.forEach((text, call) -> assertFails(Errno.EINVAL, text, call));
                    assertTrue(Signals.sigmask().isEmpty());
                    assertTrue(Signals.sigpending().isEmpty());
                });
    }

    @Test
    void missing_argument_of_a_signal_call_is_einval_and_is_named() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("the signal of sigaction", () -> Signals.sigaction(null));
        calls.put("the how of sigmask", () -> Signals.sigmask(null, TERM));
        calls.put("the set of sigmask", () -> Signals.sigmask(How.BLOCK, null));
        calls.put("the set of a wait", () -> Signals.sigwait(null));
        calls.put("the mask of sigsuspend", () -> Signals.sigsuspend(null));
        calls.put("the signal of sigpause", () -> Signals.sigpause(null));
        calls.put("the signal of a kill", () -> Signals.kill(NO_SIGNAL));
        calls.put("the signal of raise", () -> Signals.raise(NO_SIGNAL));
        calls.put("the thread of a kill", () -> Signals.pthreadKill(null, Signal.TERM));
        calls.put("the thread of a kill is null", () -> Signals.pthreadKill(null, 0));
        calls.put("the time of a wait", () -> Signals.nanosleep(null));
        calls.put("the time of a wait is null", () -> Signals.sigtimedwait(TERM, null));
        calls.put("cannot last", () -> Signals.nanosleep(NEGATIVE));
        assertInvalid(calls);
    }

    @Test
    void missing_member_of_a_set_is_einval() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("the signal of a set", () -> SignalSet.of(NO_SIGNAL));
        calls.put("the signal of a set is", () -> TERM.with(null));
        calls.put("signal of a set", () -> TERM.without(null));
        calls.put("signal of a set is null", () -> TERM.contains(null));
        assertInvalid(calls);
    }

    @Test
    void missing_argument_of_a_lock_or_a_thread_is_einval_and_is_named() {
        Mutex mutex = new Mutex("m");
        Cond cond = new Cond("c");
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("the name of a mutex", () -> new Mutex(null));
        calls.put("the kind of a mutex", () -> new Mutex("m", null));
        calls.put("the name of a condition variable", () -> new Cond(null));
        calls.put("the mutex of a wait", () -> cond.await(null));
        calls.put("the time of a wait", () -> cond.await(mutex, null));
        calls.put("the time of a wait for a mutex", () -> mutex.tryLock(null));
        calls.put("the name of a thread", () -> Pthread.create(null, () -> {}));
        calls.put("the code of a thread", () -> Pthread.create("t", null));
        assertInvalid(calls);
        assertTrue(mutex.destroy());
    }

    @Test
    void missing_argument_of_a_process_is_einval_and_is_named() {
        PosixProcess process = new PosixProcess("tested");
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("the name of a process", () -> new PosixProcess(null));
        calls.put("the scheduler of a process", () -> new PosixProcess("p", null));
        calls.put("the code of the main thread", () -> process.start(null));
        calls.put("the signal of a kill", () -> process.kill(NO_SIGNAL));
        calls.put("the thread of a kill", () -> process.kill(null, Signal.TERM));
        calls.put("the delivery", () -> process.deliverBy(null));
        calls.put("the signal of an end", () -> process.endBy(null));
        calls.put("SIGCHLD ends no process", () -> process.endBy(Signal.CHLD));
        assertInvalid(calls);
        assertEquals(0, process.run(() -> {}), "it could still be started");
    }

    @Test
    void thread_of_another_process_is_esrch_and_gets_nothing() {
        Deadlines.run(
                () -> {
                    Pthread foreign = Pthread.self();
                    PosixProcess other = new PosixProcess("other");
                    Runnable kills =
                            () -> {
                                String text = "main is no thread of process other";
                                assertFails(
                                        Errno.ESRCH,
                                        text,
                                        () -> Signals.pthreadKill(foreign, Signal.TERM));
                                assertFails(
                                        Errno.ESRCH, text, () -> Signals.pthreadKill(foreign, 0));
                            };
                    assertEquals(0, other.run(kills), () -> other.uncaught().toString());
                });
    }

    @Test
    void every_signal_call_is_an_interruption_point_also_one_that_sends_nothing() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("kill", () -> Signals.kill(0));
        calls.put("pthread_kill", () -> Signals.pthreadKill(Pthread.self(), 0));
        calls.put("raise", () -> Signals.raise(0));
        calls.forEach(
                (name, call) ->
                        Deadlines.run(
                                () -> {
                                    Recorder recorder = new Recorder().catching(Signal.TERM);
                                    Pthread self = Pthread.self();
                                    self.process().kill(Signal.TERM);
                                    assertEquals(0, recorder.count());
                                    call.run();
                                    assertEquals(1, recorder.count(), name);
                                }));
    }

    @Test
    void process_that_has_ended_takes_signals_without_effect_and_starts_nothing() {
        PosixProcess process = new PosixProcess("tested");
        CopyOnWriteArrayList<Signal> caught = new CopyOnWriteArrayList<>();
        process.run(() -> Signals.sigaction(Signal.TERM, Sigaction.handler(caught::add)));
        process.kill(Signal.TERM);
        process.kill(Signal.KILL);
        assertEquals(0, process.waitFor(0), "a status that is there does not change");
        assertTrue(caught.isEmpty());
        assertFails(Errno.EINVAL, "has a main thread already", () -> process.start(() -> {}));

        PosixProcess neverStarted = new PosixProcess("never started");
        neverStarted.exit(3);
        ProcessEnded ended = assertThrows(ProcessEnded.class, () -> neverStarted.start(() -> {}));
        assertEquals("process never started has ended", ended.getMessage());
    }

    @Test
    void exit_status_has_eight_bits() {
        Map<Integer, Integer> statuses = Map.of(-1, 255, 256, 0, 258, 2, 7, 7);
        statuses.forEach(
                (given, seen) -> {
                    PosixProcess process = new PosixProcess("tested");
                    process.start(() -> process.exit(given));
                    assertEquals(seen, Deadlines.end(process, Deadlines.LIMIT));
                });
    }
}
