package signalkit.course.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import signalkit.course.Course;
import signalkit.course.Grader;

/** A course of two short lessons, and its command run inside this JVM. */
final class TestCourse {
    /** Maven runs tests in the module's folder. */
    private static final Path HOME = Path.of("src/test/home").toAbsolutePath();

    static final Course COURSE;

    static {
        System.setProperty("signalkit.home", HOME.toString());
        COURSE = Course.read(HOME);
    }

    /** What a command printed, and its exit status. */
    record Run(int status, String out, String err) {}

    private TestCourse() {}

    static Run lesson(Path work, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.line(Grader.HERE);
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        String[] arguments = new String[words.length + 2];
        arguments[0] = "--work";
        arguments[1] = work.toString();
        System.arraycopy(words, 0, arguments, 2, words.length);
        int status = line.execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    /** Puts our own file of a lesson where the learner's is. */
    static void solve(Path work, String lesson, String file) throws IOException {
        Path copy = work.resolve(COURSE.lesson(lesson).name()).resolve(file);
        Files.createDirectories(copy.getParent());
        Files.writeString(
                copy,
                Files.readString(COURSE.lesson(lesson).folder().resolve("solution").resolve(file)));
    }
}
