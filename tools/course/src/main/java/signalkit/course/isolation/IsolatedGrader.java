package signalkit.course.isolation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.Grading;
import signalkit.course.check.CheckResult;
import signalkit.course.check.LessonException;
import signalkit.course.check.RefusedException;
import signalkit.course.check.TemporaryFolder;
import signalkit.course.check.TerminalWidth;

/**
 * Runs each check in a JVM of its own, on a copy of the files, for code that nobody has read.
 *
 * <p>However that JVM ends, there is a result, and only a whole reply can be a pass. Thread-safe.
 */
public final class IsolatedGrader implements Grading {
    private final CheckTime time;

    /** With the limit of all checks. */
    public IsolatedGrader() {
        this(CheckTime.usual());
    }

    IsolatedGrader(CheckTime time) {
        this.time = time;
    }

    @Override
    public Grader.Grade grade(Course.Place place, Path folder, TerminalWidth width) {
        return grade(place, folder, width, false);
    }

    @Override
    public Grader.Grade verdict(Course.Place place, Path folder) {
        return grade(place, folder, TerminalWidth.UNKNOWN, true);
    }

    private Grader.Grade grade(
            Course.Place place, Path folder, TerminalWidth width, boolean verdictOnly) {
        long start = System.nanoTime();
        CheckResult result;
        try (TemporaryFolder temporary = TemporaryFolder.make()) {
            SubmissionCopy copy =
                    new SubmissionCopy(place.step(), folder, temporary.path().resolve("files"));
            copy.make();
            CheckRequest request =
                    new CheckRequest(
                            place.lesson().folder().getParent().getParent().toString(),
                            place.key(),
                            copy.to().toString(),
                            width.columns(),
                            verdictOnly,
                            Secret.next());
            result = result(CheckJvm.run(request, temporary.path(), time), request);
            copy.keepMadeFiles();
        } catch (RefusedException e) {
            result = e.result();
        } catch (IOException e) {
            throw new LessonException("the check of " + place + " cannot run: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LessonException("the check of " + place + " was interrupted", e);
        }
        return new Grader.Grade(place, result, (System.nanoTime() - start) / 1_000_000);
    }

    private CheckResult result(CheckJvm.End end, CheckRequest request) {
        Optional<CheckReply> reply =
                end.isOrderly() ? CheckReply.in(end.output(), request.secret()) : Optional.empty();
        if (reply.isEmpty()) {
            return verdict(end);
        }
        if (reply.get().error() != null) {
            throw new LessonException(reply.get().error());
        }
        return reply.get().printable();
    }

    /** What it means that there is no reply. */
    private CheckResult verdict(CheckJvm.End end) {
        return switch (end.how()) {
            case LATE ->
                    failed(
                            "no-end",
                            "the check did not end",
                            "an end within " + time.limit().toSeconds() + " s",
                            "Which loop of yours has no end? It may also be in an initialiser, or"
                                    + " be something that the compiler cannot finish.");
            case FLOOD ->
                    failed(
                            "output",
                            "the check wrote more than it may",
                            "at most " + CheckJvm.MOST_BYTES / 1_000_000 + " MB",
                            "Take out what prints in a loop.");
            case MEMORY ->
                    failed(
                            "memory",
                            "the check ran out of memory",
                            "at most " + CheckJvm.MEGABYTES + " MB",
                            "What of yours grows without a bound, or is so large at once?");
            case THREADS ->
                    failed(
                            "threads",
                            "the check had more threads than it may",
                            "at most " + ThreadCount.MOST + " threads",
                            "What of yours starts threads in a loop?");
            case EXITED ->
                    failed(
                            "ended",
                            "the JVM of the check ended without a result, with status "
                                    + end.status(),
                            "code that leaves its JVM alone",
                            "Nothing here needs to end the JVM: return instead.");
        };
    }

    private static CheckResult failed(String cause, String summary, String should, String hint) {
        return CheckResult.fail(cause, summary).expected(should, summary).hinted(hint);
    }
}
