package signalkit.lessons.workqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Submission;
import signalkit.course.check.TimeLimit;
import signalkit.course.stress.JcstressRun;

/** What jcstress shows of a queue decides, and a queue that hangs jcstress is found out. */
@Tag("slow")
class QueueCheckTest {
    private static final CheckResult GOOD = CheckResult.pass("all schedules", 1_124);

    /** Refuses once it is closed, and lets a worker wait all the same. */
    private static final String WAITS_ON =
            """
            package lesson;

            import signalkit.lessons.workqueue.JobQueue;
            import signalkit.posix.Cond;
            import signalkit.posix.Mutex;

            public final class Queue implements JobQueue {
                private final Mutex mutex = new Mutex("jobs");
                private final Cond changed = new Cond("jobs");

                @Override
                public boolean add(int job) {
                    return false;
                }

                @Override
                public int take() {
                    mutex.lock();
                    changed.await(mutex);
                    mutex.unlock();
                    return 0;
                }

                @Override
                public void shutdown() {}
            }
            """;

    @TempDir private Path folder;

    @BeforeAll
    static void haveTime() {
        System.setProperty(TimeLimit.PROPERTY, "150");
    }

    @AfterAll
    static void haveNoMoreTime() {
        System.clearProperty(TimeLimit.PROPERTY);
    }

    @Test
    void queue_that_lost_a_job_in_jcstress_fails() {
        Map<String, Long> counts = Map.of("RUN", 999L, "LOST", 1L);
        CheckResult result = QueueCheck.judged(GOOD, new JcstressRun.Seen(counts, List.of()));
        assertEquals("lost", result.cause());
        assertTrue(String.join("\n", result.trace()).contains("LOST        1 of 1,000"));
    }

    @Test
    void queue_is_not_decided_where_jcstress_is_too_slow() {
        CheckResult result = QueueCheck.judged(GOOD, new JcstressRun.Seen(Map.of(), List.of()));
        assertFalse(result.passed(), result.toString());
        assertEquals("undecided", result.cause());
    }

    @Test
    void queue_passes_when_jcstress_has_seen_no_loss() {
        Map<String, Long> counts = Map.of("RUN", 999L, "REFUSED", 1L);
        CheckResult result = QueueCheck.judged(GOOD, new JcstressRun.Seen(counts, List.of()));
        assertTrue(result.passed(), result.toString());
        assertTrue(String.join("\n", result.trace()).contains("LOST        0 of 1,000"));
    }

    @Test
    void queue_that_hangs_jcstress_fails_with_the_place() throws Exception {
        Files.writeString(folder.resolve("Queue.java"), WAITS_ON);
        Submission submission = new Submission(folder, folder, List.of("Queue.java"));
        Duration soon = Duration.ofMillis(500);
        JcstressRun stress = new JcstressRun(ClosingQueue.class, soon, soon);
        JcstressRun.Seen seen = check().race(submission, stress, System.nanoTime());
        CheckResult result = QueueCheck.judged(GOOD, seen);
        assertEquals("stuck", result.cause(), result.toString());
        String trace = String.join("\n", result.trace());
        assertTrue(trace.contains("lesson.Queue.take(Queue.java:"), trace);
    }

    private static QueueCheck check() {
        return new WorkQueueChecks().queueCheck();
    }
}
