package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.management.MBeanServer;
import javax.management.MXBean;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Test;
import signalkit.posix.inspect.LockInfo;
import signalkit.posix.inspect.LockTable;
import signalkit.posix.inspect.ThreadReport;

/** What the JVM's own tools and the kit's tables show of locks and handlers. */
class VisibilityTest {
    private static final ThreadMXBean JVM = ManagementFactory.getThreadMXBean();

    private static Set<String> deadlocked() {
        long[] ids = JVM.findDeadlockedThreads();
        return ids == null
                ? Set.of()
                : Arrays.stream(JVM.getThreadInfo(ids))
                        .map(ThreadInfo::getThreadName)
                        .collect(Collectors.toSet());
    }

    /** Runs a process that hangs, looks at it, and ends it. */
    private static void whileHanging(Runnable main, Runnable look) {
        PosixProcess process = new PosixProcess("tested");
        process.start(main);
        try {
            look.run();
        } finally {
            process.exit(0);
        }
        Deadlines.end(process, Deadlines.LIMIT);
    }

    private static void lockBoth(Mutex first, Mutex second) {
        first.lock();
        Deadlines.until("the other one is held", () -> second.owner() != null);
        second.lock();
    }

    private static void deadlockOfTwo() {
        Mutex jobs = new Mutex("jobs");
        Mutex log = new Mutex("log");
        Pthread.create("left hand", () -> lockBoth(jobs, log));
        Pthread.create("right hand", () -> lockBoth(log, jobs));
        Signals.pause();
    }

    @Rounds(20)
    void jvm_finds_a_deadlock_of_two_threads() {
        whileHanging(
                VisibilityTest::deadlockOfTwo,
                () ->
                        Deadlines.until(
                                "both are found",
                                () -> deadlocked().equals(Set.of("left hand", "right hand"))));
        assertEquals(Set.of(), deadlocked(), "nothing is left of it");
    }

    @Rounds(20)
    void jvm_finds_a_thread_that_waits_for_its_own_lock_through_a_witness() {
        whileHanging(
                () -> {
                    Mutex jobs = new Mutex("jobs");
                    Signals.sigaction(Signal.TERM, Sigaction.handler(s -> jobs.lock()));
                    jobs.lock();
                    Signals.raise(Signal.TERM);
                },
                () ->
                        Deadlines.until(
                                "it is found",
                                () ->
                                        deadlocked()
                                                .equals(
                                                        Set.of(
                                                                "main",
                                                                "self-deadlock on jobs of"
                                                                        + " main"))));
        Deadlines.until("the witness has ended", () -> deadlocked().isEmpty());
    }

    @Rounds(20)
    void jvm_finds_no_deadlock_where_a_thread_only_waits() {
        Deadlines.run(
                () -> {
                    Mutex jobs = new Mutex("jobs");
                    jobs.lock();
                    Pthread waiter = Pthread.create("waiter", jobs::lock);
                    Deadlines.untilParkedOn(waiter, Mutex.class);
                    assertEquals(Set.of(), deadlocked());
                });
    }

    @Test
    void jstack_prints_the_deadlock_with_its_owners() {
        whileHanging(
                VisibilityTest::deadlockOfTwo,
                () -> {
                    Deadlines.until("they hang", () -> deadlocked().size() == 2);
                    String dump = jstack();
                    assertTrue(dump.contains("Found one Java-level deadlock"), dump);
                    assertTrue(dump.contains("signalkit.posix.Mutex"), dump);
                    assertTrue(dump.contains("which is held by \"right hand\""), dump);
                    assertTrue(dump.contains("which is held by \"left hand\""), dump);
                });
    }

    private static String jstack() {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
        try {
            Process jstack =
                    new ProcessBuilder(tool, "" + ProcessHandle.current().pid())
                            .redirectErrorStream(true)
                            .start();
            return new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Rounds(200)
    void lock_table_shows_owner_waiters_and_the_conditions() {
        Deadlines.run(
                () -> {
                    Mutex jobs = new Mutex("jobs", Mutex.Kind.ERRORCHECK);
                    Cond more = new Cond("more");
                    Pthread idle =
                            Pthread.create(
                                    "idle",
                                    () -> {
                                        jobs.lock();
                                        more.await(jobs);
                                    });
                    Deadlines.untilParkedOn(idle, Cond.class);
                    jobs.lock();
                    Pthread waiter = Pthread.create("waiter", jobs::lock);
                    Deadlines.untilParkedOn(waiter, Mutex.class);
                    assertEquals(
                            "jobs (ERRORCHECK) held by main, waiting [waiter]\n"
                                    + "more (COND) held by nobody, waiting [idle]\n",
                            PosixProcess.current().locks().toString());
                });
    }

    @Rounds(200)
    void lock_table_shows_a_lock_that_an_ended_thread_left_behind() {
        Deadlines.run(
                () -> {
                    Mutex jobs = new Mutex("jobs");
                    Pthread worker = Pthread.create("worker", jobs::lock);
                    worker.join();
                    Deadlines.until("its carrier ended", () -> !worker.carrier().isAlive());
                    LockInfo row = PosixProcess.current().locks().snapshot().get(0);
                    assertEquals("worker", row.getOwner());
                    assertTrue(row.isOwnerEnded());
                    Pthread next = Pthread.create("next", jobs::lock);
                    Deadlines.untilParkedOn(next, Mutex.class);
                    assertEquals(Set.of(), deadlocked(), "the JVM does not call that a deadlock");
                });
    }

    @Test
    void lock_table_forgets_a_destroyed_lock_at_once() {
        Deadlines.run(
                () -> {
                    Mutex gone = new Mutex("gone");
                    Mutex kept = new Mutex("kept");
                    assertTrue(gone.destroy());
                    assertEquals(
                            "kept (NORMAL) held by nobody, waiting []\n",
                            PosixProcess.current().locks().toString());
                    kept.lock();
                    assertFalse(kept.destroy(), "EBUSY: it is held");
                    assertEquals(1, PosixProcess.current().locks().snapshot().size());
                    kept.unlock();
                });
    }

    @Test
    void lock_table_forgets_a_lock_that_nobody_can_reach() {
        Deadlines.run(
                () -> {
                    LockTable table = PosixProcess.current().locks();
                    for (int i = 0; i < 100; i++) {
                        new Mutex("garbage");
                    }
                    Deadlines.until(
                            "they are gone",
                            () -> {
                                System.gc();
                                return table.snapshot().isEmpty();
                            });
                });
    }

    @Rounds(200)
    void thread_report_marks_the_frames_of_each_handler() {
        Deadlines.run(
                () -> {
                    AtomicReference<ThreadReport> report = new AtomicReference<>();
                    Signals.sigaction(Signal.INT, Sigaction.handler(s -> innerHandler(report)));
                    Signals.sigaction(
                            Signal.TERM, Sigaction.handler(s -> Signals.raise(Signal.INT)));
                    Signals.sigmask(How.BLOCK, SignalSet.of(Signal.HUP));
                    Signals.raise(Signal.HUP);
                    Signals.raise(Signal.TERM);
                    ThreadReport got = report.get();
                    assertEquals(List.of("TERM", "INT"), got.getHandlers());
                    assertEquals(List.of("HUP", "INT", "TERM"), got.getBlocked());
                    assertEquals(List.of("HUP"), got.getPending());
                    List<String> stack = got.getStack();
                    assertTrue(line(stack, "innerHandler").startsWith("[SIGINT handler] "));
                    List<String> raises =
                            stack.stream().filter(l -> l.contains("Signals.raise")).toList();
                    assertTrue(raises.get(0).startsWith("[SIGTERM handler] "), raises.toString());
                    String last = raises.get(raises.size() - 1);
                    assertFalse(last.startsWith("["), "code below the handlers: " + last);
                });
    }

    private static void innerHandler(AtomicReference<ThreadReport> report) {
        report.set(ThreadReport.of(Pthread.self()));
    }

    private static String line(List<String> stack, String part) {
        return stack.stream().filter(l -> l.contains(part)).findFirst().orElseThrow();
    }

    @Rounds(200)
    void thread_report_names_the_lock_that_the_thread_waits_for() {
        Deadlines.run(
                () -> {
                    Mutex jobs = new Mutex("jobs");
                    jobs.lock();
                    Pthread other = Pthread.create("other", jobs::lock);
                    Deadlines.untilParkedOn(other, Mutex.class);
                    assertEquals("jobs", ThreadReport.of(other).getWaitsFor());
                    assertNull(ThreadReport.of(Pthread.self()).getWaitsFor());
                });
    }

    @Rounds(20)
    void thread_report_names_the_lock_of_a_self_deadlock() {
        PosixProcess process = new PosixProcess("tested");
        process.start(
                () -> {
                    Mutex jobs = new Mutex("jobs");
                    jobs.lock();
                    jobs.lock();
                });
        Pthread main = process.threads().get(0);
        Deadlines.untilParkedOn(main, Mutex.SelfDeadlock.class);
        assertEquals("jobs", ThreadReport.of(main).getWaitsFor());
        process.exit(0);
        Deadlines.end(process, Deadlines.LIMIT);
    }

    /** What a client of JMX sees. */
    @MXBean
    public interface Tables {
        List<LockInfo> getLocks();

        List<ThreadReport> getThreads();
    }

    private record Fixed(List<LockInfo> getLocks, List<ThreadReport> getThreads)
            implements Tables {}

    @Test
    void rows_survive_an_mxbean_round_trip() throws Exception {
        LockInfo lock = new LockInfo("jobs", "NORMAL", "main", true, List.of("a", "b"));
        LockInfo free = new LockInfo("log", "COND", null, false, List.of());
        ThreadReport thread =
                new ThreadReport(
                        "main",
                        "WAITING",
                        List.of("INT"),
                        List.of(),
                        List.of("TERM"),
                        null,
                        List.of("[SIGTERM handler] f", "g"));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("signalkit.test:type=Tables");
        server.registerMBean(new Fixed(List.of(lock, free), List.of(thread)), name);
        try {
            assertNotNull(((CompositeData[]) server.getAttribute(name, "Locks"))[0].get("owner"));
            Tables seen = javax.management.JMX.newMXBeanProxy(server, name, Tables.class);
            assertEquals(List.of(lock, free).toString(), seen.getLocks().toString());
            assertEquals(List.of(thread).toString(), seen.getThreads().toString());
            assertNull(seen.getLocks().get(1).getOwner());
            assertTrue(seen.getLocks().get(0).isOwnerEnded());
        } finally {
            server.unregisterMBean(name);
        }
    }
}
