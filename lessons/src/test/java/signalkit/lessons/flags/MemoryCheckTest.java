package signalkit.lessons.flags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Submission;
import signalkit.course.check.TimeLimit;
import signalkit.course.schedule.SceneCheck;

/** What the schedules do not show, jcstress does. */
@Tag("slow")
class MemoryCheckTest {
    /** Looks at the flag a while, longer than the calls of one thread that are tried before. */
    private static final String GIVES_UP =
            """
            package lesson;

            import signalkit.lessons.flags.StopFlag;

            public final class Flag implements StopFlag {
                private volatile String reason;
                private int asked;

                @Override
                public void request(String why) {
                    reason = why;
                }

                @Override
                public String reason() {
                    return asked++ < 600_000 ? reason : null;
                }
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
    void code_without_a_race_fails_when_its_loop_does_not_end() throws Exception {
        Files.writeString(folder.resolve("Flag.java"), GIVES_UP);
        Submission submission = new Submission(folder, folder, List.of("Flag.java"));
        SceneCheck schedules = new FlagsChecks().schedules();
        assertTrue(schedules.run(submission).passed(), "the schedules find nothing");
        CheckResult result =
                new MemoryCheck(schedules, Duration.ofMillis(500), true).run(submission);
        assertEquals("stale", result.cause(), result.toString());
    }
}
