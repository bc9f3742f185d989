package signalkit.posix.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.Sem;
import signalkit.posix.ipc.WaitStatus;

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
    void nocldwait_leaves_no_zombie_but_sends_chld() {
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

    private static void assertErrno(Errno errno, Runnable call) {
        PosixException e = assertThrows(PosixException.class, call::run);
        assertEquals(errno, e.errno());
        assertEquals(errno, Errno.get());
    }
}
