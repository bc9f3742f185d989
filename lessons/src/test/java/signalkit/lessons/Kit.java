package signalkit.lessons;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;
import signalkit.course.Course;
import signalkit.course.Grader;
import signalkit.course.cli.Main;

/** The project, and its command run inside this JVM. */
public final class Kit {
    /** Maven runs tests in the module's folder. */
    public static final Path HOME = Path.of("").toAbsolutePath().getParent();

    public static final Course COURSE;

    static {
        System.setProperty("signalkit.home", HOME.toString());
        COURSE = Course.read(HOME);
    }

    /** What a command printed, and its exit status. */
    public record Run(int status, String out, String err) {}

    private Kit() {}

    public static Run lesson(Path work, String... words) {
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
}
