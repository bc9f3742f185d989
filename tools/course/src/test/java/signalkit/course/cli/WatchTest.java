package signalkit.course.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code watch}, which checks whenever a file is saved. */
class WatchTest {
    private static final Pattern LAST_MILLIS = Pattern.compile("passed.* (\\d+) ms\\)");
    private static final Path SOLUTION =
            TestCourse.COURSE.lesson("1").folder().resolve("solution/Adder.java");

    @TempDir private Path work;

    private TestCourse.Run lesson(String... words) {
        return TestCourse.lesson(work, words);
    }

    @Test
    void watch_checks_again_within_two_seconds_of_a_save() throws Exception {
        lesson("check", "1");
        AtomicReference<TestCourse.Run> ended = new AtomicReference<>();
        Thread watcher = new Thread(() -> ended.set(lesson("watch", "1")), "watcher");
        Path progress = work.resolve("progress.json");
        watcher.start();
        // Its first check is noted when it is over; a save that comes sooner would be seen at once.
        awaitAttempts(progress, 2);
        awaitSleep(watcher);
        long saved = System.nanoTime();
        Files.copy(SOLUTION, work.resolve("01-sums/Adder.java"), REPLACE_EXISTING);
        watcher.join(Duration.ofSeconds(20).toMillis());
        long millis = (System.nanoTime() - saved) / 1_000_000;
        assertFalse(watcher.isAlive(), "it ends when the check passes");
        assertEquals(0, ended.get().status(), ended.get().out());
        Matcher check = LAST_MILLIS.matcher(ended.get().out());
        assertTrue(check.find(), ended.get().out());
        long late = millis - Long.parseLong(check.group(1));
        assertTrue(late < 2_000, "the check began " + late + " ms after the save");
    }

    @Test
    void watch_checks_the_current_step() {
        for (String skipped : List.of("1")) {
            lesson("skip", skipped);
        }
        String out = lesson("watch", "--times", "1").out();
        assertTrue(out.contains("schedule.txt has no schedule"), out);
    }

    private static void awaitSleep(Thread thread) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(System.nanoTime() < deadline, List.of(thread.getStackTrace()).toString());
            Thread.onSpinWait();
        }
    }

    private static void awaitAttempts(Path progress, int count) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!Files.readString(progress).contains("\"attempts\": " + count)) {
            assertTrue(System.nanoTime() < deadline, Files.readString(progress));
            Thread.onSpinWait();
        }
    }
}
