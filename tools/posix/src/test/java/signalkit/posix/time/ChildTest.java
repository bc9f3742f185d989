package signalkit.posix.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.Recorder;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.Sem;
import signalkit.posix.ipc.WaitStatus;
import signalkit.posix.old.OldSignals;

/** Children, CHLD and {@code waitpid}. */
class ChildTest {
    @Test
    void waitpid_1_waits_for_the_child_that_is_named() {
        TimersTest.run(
                () -> {
                    Sem go = new Sem("go", 0);
                    Child late =
                            Child.fork(
                                    "late",
                                    () -> {
                                        go.await();
                                        return WaitStatus.signalled(Signal.TERM);
                                    });
                    Child early = Child.fork("early", () -> WaitStatus.exited(258));
                    assertEquals(
                            new WaitStatus(WaitStatus.Change.EXITED, early.pid(), 2, null),
                            Child.waitpid(early.pid(), 0));
                    assertNull(Child.waitpid(Child.ANY, Child.WNOHANG));
                    go.post();
                    assertEquals(
                            new WaitStatus(WaitStatus.Change.SIGNALLED, late.pid(), 0, Signal.TERM),
                            Child.waitpid(Child.ANY, 0));
                });
    }

    @Test
    void waitpid_without_a_child_is_echild_and_for_a_wrong_option_einval() {
        TimersTest.run(
                () -> {
                    assertErrno(Errno.ECHILD, () -> Child.waitpid(Child.ANY, 0));
                    assertErrno(Errno.ECHILD, () -> Child.waitpid(7, Child.WNOHANG));
                    assertErrno(Errno.EINVAL, () -> Child.waitpid(Child.ANY, 64));
                });
    }

    @Test
    void handler_without_restart_ends_the_wait_with_eintr() {
        TimersTest.run(
                () -> {
                    Signals.sigaction(Signal.ALRM, Sigaction.handler(signal -> {}));
                    Sem never = new Sem("never", 0);
                    Child.fork(
                            "child",
                            () -> {
                                never.await();
                                return WaitStatus.exited(0);
                            });
                    IntervalTimer timer = new IntervalTimer(Signal.ALRM);
                    java.time.Duration soon = java.time.Duration.ofMillis(2);
                    timer.settime(soon, soon);
                    assertErrno(Errno.EINTR, () -> Child.waitpid(Child.ANY, 0));
                });
    }

    @Test
    void sigaction_21_wait_after_nocldwait_is_echild() {
        TimersTest.run(
                () -> {
                    SignalSet chld = SignalSet.of(Signal.CHLD);
                    Signals.sigmask(How.BLOCK, chld);
                    Signals.sigaction(
                            Signal.CHLD,
                            Sigaction.handler(signal -> {}).withFlags(Sigaction.Flag.NOCLDWAIT));
                    Child.fork("child", () -> WaitStatus.exited(1));
                    assertErrno(Errno.ECHILD, () -> Child.waitpid(Child.ANY, 0));
                    assertEquals(Signal.CHLD, Signals.sigwait(chld));
                });
    }

    private static Child waiting() {
        Sem never = new Sem("never", 0);
        return Child.fork(
                "waiting",
                () -> {
                    never.await();
                    return WaitStatus.exited(0);
                });
    }

    private static void catchChld(Recorder recorder, Sigaction.Flag flag) {
        Signals.sigaction(Signal.CHLD, Sigaction.handler(recorder).withFlags(flag));
    }

    @Test
    void kill_4_sends_to_the_child_that_is_named() {
        TimersTest.run(
                () -> {
                    Child other = waiting();
                    Child child = waiting();
                    child.kill(Signal.TERM);
                    assertEquals(Signal.TERM, Child.waitpid(child.pid(), 0).signal());
                    assertNull(Child.waitpid(other.pid(), Child.WNOHANG));
                });
    }

    @Test
    void kill_15_child_that_was_waited_for_is_esrch() {
        TimersTest.run(
                () -> {
                    Child child = Child.fork("child", () -> WaitStatus.exited(0));
                    Child.waitpid(child.pid(), 0);
                    assertErrno(Errno.ESRCH, () -> child.kill(Signal.TERM));
                });
    }

    @Test
    void sigaction_9_nocldstop_keeps_stops_and_continues_quiet() {
        TimersTest.run(
                () -> {
                    Recorder recorder = new Recorder();
                    catchChld(recorder, Sigaction.Flag.NOCLDSTOP);
                    Child child = waiting();
                    child.kill(Signal.STOP);
                    child.kill(Signal.CONT);
                    assertEquals(0, recorder.count());
                    child.kill(Signal.KILL);
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void sigaction_10_stop_of_a_child_sends_chld() {
        TimersTest.run(
                () -> {
                    Recorder recorder = new Recorder();
                    catchChld(recorder, Sigaction.Flag.RESTART);
                    waiting().kill(Signal.STOP);
                    assertEquals(1, recorder.count());
                });
    }

    @Test
    void sigaction_11_continue_of_a_child_sends_chld() {
        TimersTest.run(
                () -> {
                    Recorder recorder = new Recorder();
                    catchChld(recorder, Sigaction.Flag.RESTART);
                    Child child = waiting();
                    child.kill(Signal.STOP);
                    child.kill(Signal.CONT);
                    assertEquals(2, recorder.count());
                });
    }

    @Test
    void sigaction_20_nocldwait_leaves_no_zombie() {
        TimersTest.run(
                () -> {
                    catchChld(new Recorder(), Sigaction.Flag.NOCLDWAIT);
                    Child child = waiting();
                    child.kill(Signal.TERM);
                    assertFalse(child.isZombie());
                    assertErrno(Errno.ECHILD, () -> Child.waitpid(child.pid(), Child.WNOHANG));
                });
    }

    @Test
    void sigignore_2_of_chld_leaves_no_zombie() {
        TimersTest.run(
                () -> {
                    OldSignals.sigignore(Signal.CHLD);
                    Child child = waiting();
                    child.kill(Signal.TERM);
                    assertFalse(child.isZombie());
                });
    }

    @Test
    void sigignore_3_wait_then_lasts_until_all_have_ended_and_is_echild() {
        TimersTest.run(
                () -> {
                    OldSignals.sigignore(Signal.CHLD);
                    Child.fork("one", () -> WaitStatus.exited(1));
                    Child.fork("two", () -> WaitStatus.exited(2));
                    assertErrno(Errno.ECHILD, () -> Child.waitpid(Child.ANY, 0));
                });
    }

    private static void assertErrno(Errno errno, Runnable call) {
        PosixException e = assertThrows(PosixException.class, call::run);
        assertEquals(errno, e.errno());
        assertEquals(errno, Errno.get());
    }
}
