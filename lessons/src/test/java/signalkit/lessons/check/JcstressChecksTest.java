package signalkit.lessons.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import signalkit.lessons.memory.ClosingQueue;

/**
 * What the schedules do not show, jcstress does; what hangs jcstress is found out.
 *
 * <p>In one class, since two runs of jcstress at a time are slower than one after the other.
 */
@Tag("slow")
class JcstressChecksTest {
    private static final Result GOOD = Result.pass("all schedules", 1_124);

    /** Refuses once it is closed, and lets a worker wait all the same. */
    private static final String WAITS_ON =
            """
            package lesson;

            import signalkit.lessons.task.JobQueue;
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

    /** Looks at the flag a thousand times; no bounded schedule asks that often. */
    private static final String GIVES_UP =
            """
            package lesson;

            import signalkit.lessons.task.StopFlag;

            public final class Flag implements StopFlag {
                private volatile String reason;
                private int asked;

                @Override
                public void request(String why) {
                    reason = why;
                }

                @Override
                public String reason() {
                    return asked++ < 1000 ? reason : null;
                }
            }
            """;

    @TempDir private Path folder;

    @BeforeAll
    static void haveTime() {
        System.setProperty(Deadline.PROPERTY, "150");
    }

    @AfterAll
    static void haveNoMoreTime() {
        System.clearProperty(Deadline.PROPERTY);
    }

    @Test
    void queue_that_lost_a_job_in_jcstress_fails() {
        Map<String, Long> counts = Map.of("RUN", 999L, "LOST", 1L);
        Result result = QueueCheck.judged(GOOD, new Stress.Seen(counts, List.of()));
        assertEquals("lost", result.cause());
        assertTrue(String.join("\n", result.trace()).contains("LOST        1 of 1,000"));
    }

    @Test
    void queue_passes_where_jcstress_is_too_slow() {
        Result result = QueueCheck.judged(GOOD, new Stress.Seen(Map.of(), List.of()));
        assertTrue(result.passed(), result.toString());
        assertTrue(result.trace().contains("it did not end in time"), result.toString());
    }

    @Test
    void queue_that_hangs_jcstress_fails_with_the_place() throws Exception {
        Files.writeString(folder.resolve("Queue.java"), WAITS_ON);
        Duration soon = Duration.ofMillis(500);
        Stress stress = new Stress(ClosingQueue.class, soon, soon);
        Stress.Seen seen = check().race(submission(folder), stress, System.nanoTime());
        Result result = QueueCheck.judged(GOOD, seen);
        assertEquals("stuck", result.cause(), result.toString());
        String trace = String.join("\n", result.trace());
        assertTrue(trace.contains("lesson.Queue.take(Queue.java:"), trace);
    }

    @Test
    void code_without_a_race_fails_when_its_loop_does_not_end() throws Exception {
        Files.writeString(folder.resolve("Flag.java"), GIVES_UP);
        Submission submission = new Submission(folder, folder, List.of("Flag.java"));
        SceneCheck schedules = Checks.schedules("stop-flag").orElseThrow();
        assertTrue(schedules.run(submission).passed(), "the schedules find nothing");
        Result result = new MemoryCheck(schedules, Duration.ofMillis(500), true).run(submission);
        assertEquals("stale", result.cause(), result.toString());
    }

    private static QueueCheck check() {
        return new QueueCheck(Checks.schedules("job-queue").orElseThrow());
    }

    private static Submission submission(Path folder) {
        return new Submission(folder, folder, List.of("Queue.java"));
    }
}
