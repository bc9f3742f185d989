package signalkit.lab.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import signalkit.lab.server.ServerLog;
import signalkit.lab.server.Snapshot;
import signalkit.posix.inspect.LockInfo;
import signalkit.posix.inspect.ThreadReport;

class DiagnosisTest {
    private static final String DISPATCH = "app//signalkit.event.EventBase.dispatch(E.java:1)";

    private final ServerLog log = new ServerLog();

    private static Snapshot snapshot(List<LockInfo> locks, ThreadReport... threads) {
        return new Snapshot("READY", List.of(), List.of(), Map.of(), locks, List.of(threads));
    }

    private static ThreadReport main(List<String> handlers, String... stack) {
        return new ThreadReport(
                "main", "RUNNABLE", List.of(), List.of(), handlers, null, List.of(stack));
    }

    @Test
    void a_self_deadlock_shows_the_handler_above_the_code_that_holds_the_lock() {
        LockInfo lock = new LockInfo("jobs", "NORMAL", "main", false, List.of("main"));
        ThreadReport main =
                main(
                        List.of("TERM"),
                        "[SIGTERM handler] app//signalkit.posix.Mutex.lock(M.java:1)",
                        "app//signalkit.echo.unsafe.WorkQueue.add(W.java:1)");

        Diagnosis found = Diagnosis.ofHang(snapshot(List.of(lock), main), log).get(0);

        assertEquals("self-deadlock: main holds jobs and waits for it", found.verdict());
        assertTrue(
                found.drawing()
                        .contains("  [SIGTERM handler] signalkit.posix.Mutex.lock(M.java:1)"),
                found::toString);
        assertTrue(
                found.drawing().contains("  signalkit.echo.unsafe.WorkQueue.add(W.java:1)"),
                found::toString);
    }

    @Test
    void a_loop_that_sleeps_after_the_handler_has_run_elsewhere_is_a_lost_wakeup() {
        log.add("SIGNAL name=INT t=5");

        Diagnosis found =
                Diagnosis.ofHang(snapshot(List.of(), main(List.of(), DISPATCH)), log).get(0);

        assertTrue(found.verdict().startsWith("lost wake-up: the handler of INT"), found::toString);
    }

    @Test
    void a_loop_that_sleeps_and_was_sent_nothing_is_no_lost_wakeup() {
        Diagnosis found =
                Diagnosis.ofHang(snapshot(List.of(), main(List.of(), DISPATCH)), log).get(0);

        assertTrue(found.verdict().startsWith("no lock is to blame"), found::toString);
    }

    @Test
    void a_thread_that_waits_for_a_lock_of_one_that_runs_is_no_fault() {
        LockInfo lock = new LockInfo("jobs", "NORMAL", "worker-1", false, List.of("main"));

        assertEquals(List.of(), Diagnosis.ofLocks(snapshot(List.of(lock))));
    }

    @Test
    void a_frame_is_shown_without_loader_and_module() {
        assertEquals("a.B.c(B.java:1)", Diagnosis.readable("app//a.B.c(B.java:1)"));
        assertEquals("a.B.c(B.java:1)", Diagnosis.readable("java.base@17.0.15/a.B.c(B.java:1)"));
        assertEquals(
                "[SIGINT handler] a.B.c(B.java:1)",
                Diagnosis.readable("[SIGINT handler] app//a.B.c(B.java:1)"));
    }
}
