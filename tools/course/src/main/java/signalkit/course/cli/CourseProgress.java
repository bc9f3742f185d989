package signalkit.course.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import signalkit.cli.FileReason;
import signalkit.course.Course;
import signalkit.course.check.LessonException;
import signalkit.course.check.PlainFiles;

/**
 * What the learner has done, in one file; each change is written at once. Not thread-safe.
 *
 * <p>The keys are {@code NN-topic/step}, so that a course with one more lesson finds its old file.
 */
final class CourseProgress {
    /** The state of a step. */
    enum Mark {
        OPEN,
        PASSED,
        /** Passed after a look at the solution: half of the points. */
        ASSISTED,
        SKIPPED
    }

    /**
     * What is known of one step.
     *
     * @param mark its state
     * @param attempts answers and checks so far
     * @param hints how many were given since the last failure that was new
     * @param sawSolution whether a pass counts as assisted
     * @param cause of the last failure
     * @param hint of the first grade for it
     * @param at the time of the pass, in ISO 8601
     */
    record Entry(
            Mark mark,
            int attempts,
            int hints,
            boolean sawSolution,
            String cause,
            String hint,
            String at) {
        static final Entry NEW = new Entry(Mark.OPEN, 0, 0, false, "", "", "");

        Entry passed() {
            Mark now = sawSolution ? Mark.ASSISTED : Mark.PASSED;
            String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            return new Entry(now, attempts + 1, 0, sawSolution, "", "", time);
        }

        Entry failed(String newCause, String newHint) {
            int given = newHint.equals(hint) ? hints : 0;
            return new Entry(mark, attempts + 1, given, sawSolution, newCause, newHint, at);
        }

        Entry hinted() {
            return new Entry(mark, attempts, hints + 1, sawSolution, cause, hint, at);
        }

        Entry solutionSeen() {
            return new Entry(mark, attempts, hints, true, cause, hint, at);
        }

        /** As new, but who has seen the solution has seen it. */
        Entry startedOver() {
            return NEW.alsoSeenBy(this);
        }

        Entry alsoSeenBy(Entry other) {
            boolean seen = sawSolution || other.sawSolution;
            Mark now = mark == Mark.PASSED && seen ? Mark.ASSISTED : mark;
            return new Entry(now, attempts, hints, seen, cause, hint, at);
        }

        Entry skipped() {
            return new Entry(Mark.SKIPPED, attempts, hints, sawSolution, cause, hint, at);
        }

        boolean isDone() {
            return mark != Mark.OPEN;
        }
    }

    private static final long LARGEST = 1 << 20;

    private final Path file;
    private final Map<String, Entry> entries;

    private CourseProgress(Path file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** What a file says; nothing is done yet when there is none. */
    static CourseProgress load(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new CourseProgress(file, new TreeMap<>());
        }
        if (!PlainFiles.isPlain(file, LARGEST)) {
            throw new LessonException(damaged(file));
        }
        try {
            Map<String, Entry> read =
                    new GsonBuilder()
                            .create()
                            .fromJson(
                                    Files.readString(file),
                                    new TypeToken<TreeMap<String, Entry>>() {});
            if (read == null || read.values().stream().anyMatch(CourseProgress::isDamaged)) {
                throw new LessonException(damaged(file));
            }
            return new CourseProgress(file, read);
        } catch (IOException | JsonParseException e) {
            throw new LessonException(damaged(file), e);
        }
    }

    private static boolean isDamaged(Entry entry) {
        return entry == null || entry.mark == null || entry.cause == null || entry.hint == null;
    }

    private static String damaged(Path file) {
        return file + " is not a file of progress; remove it, or import one that was exported";
    }

    Entry get(Course.Place place) {
        return entries.getOrDefault(place.key(), Entry.NEW);
    }

    void put(Course.Place place, Entry entry) {
        entries.put(place.key(), entry);
        save(file);
    }

    /** Opens a step again. */
    void startOver(Course.Place place) {
        put(place, get(place).startedOver());
    }

    /** Takes over all that another file says; a solution that was shown here stays shown. */
    void replaceBy(CourseProgress other) {
        Map<String, Entry> seen = new TreeMap<>(entries);
        seen.values().removeIf(entry -> !entry.sawSolution());
        entries.clear();
        entries.putAll(other.entries);
        seen.forEach(
                (key, entry) ->
                        entries.merge(
                                key,
                                entry.startedOver(),
                                (theirs, ours) -> theirs.alsoSeenBy(ours)));
        save(file);
    }

    /** Points for the steps that are done. */
    int points(Course.Place place) {
        Mark mark = get(place).mark();
        boolean isPassed = mark == Mark.PASSED || mark == Mark.ASSISTED;
        return isPassed ? points(place, mark == Mark.ASSISTED) : 0;
    }

    /** What a pass is worth, everywhere: hints are free, and a look at the solution costs half. */
    static int points(Course.Place place, boolean assisted) {
        return assisted ? place.step().points() / 2 : place.step().points();
    }

    void save(Path target) {
        Path whole = target.toAbsolutePath();
        if (Files.isDirectory(whole)) {
            throw new LessonException("cannot write " + target + ": it is a folder; name a file");
        }
        try {
            Files.createDirectories(whole.getParent());
            Path part = Files.createTempFile(whole.getParent(), "progress", ".part");
            Files.writeString(
                    part, new GsonBuilder().setPrettyPrinting().create().toJson(entries) + "\n");
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LessonException("cannot write " + target + ": " + FileReason.of(e), e);
        }
    }
}
