package signalkit.course.isolation;

import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.check.CheckResult;
import signalkit.course.check.LessonException;

/**
 * The program of a JVM that runs one check and ends.
 *
 * <p>The submission may print, but what it prints does not get to the output on which the reply is
 * sent.
 */
public final class CheckMain {
    private static final int PARENT_IS_GONE = 72;

    private CheckMain() {}

    /**
     * Reads a request, runs it, writes the reply, and ends the JVM.
     *
     * @param arguments none
     * @throws IOException when the other side is gone
     */
    public static void main(String[] arguments) throws IOException {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        parent.ifPresent(
                each -> each.onExit().thenRun(() -> Runtime.getRuntime().halt(PARENT_IS_GONE)));
        CheckRequest request =
                CheckRequest.of(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
        System.setIn(new ByteArrayInputStream(new byte[0]));
        PrintedLines printed = PrintedLines.begin();
        ThreadCount.watch();
        String reply = reply(request, printed).framed(request.secret());
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(reply.getBytes(StandardCharsets.UTF_8));
        }
        // Not exit: what the check left behind might wait for its end.
        Runtime.getRuntime().halt(0);
    }

    private static CheckReply reply(CheckRequest request, PrintedLines printed) {
        Course.Place place = request.place();
        Path folder = Path.of(request.folder());
        try {
            Grader.Grade grade =
                    request.verdictOnly()
                            ? Grader.HERE.verdict(place, folder)
                            : Grader.HERE.grade(place, folder, request.width());
            CheckResult result = grade.result();
            List<String> trace = new ArrayList<>(result.trace());
            trace.addAll(printed.shown());
            return new CheckReply(result.traced(trace), null);
        } catch (LessonException e) {
            return new CheckReply(null, e.getMessage());
        }
    }
}
