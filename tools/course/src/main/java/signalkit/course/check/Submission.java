package signalkit.course.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a check gets.
 *
 * @param lesson the folder of the lesson
 * @param folder of the files to judge
 * @param files of the exercise, in that folder; none when the kit's own programs are judged
 * @param width of what is to be shown of a run
 */
public record Submission(Path lesson, Path folder, List<String> files, TerminalWidth width) {
    /**
     * For a reader who takes lines of any length.
     *
     * @param lesson the folder of the lesson
     * @param folder of the files to judge
     * @param files of the exercise, in that folder
     */
    public Submission(Path lesson, Path folder, List<String> files) {
        this(lesson, folder, files, TerminalWidth.UNKNOWN);
    }

    /**
     * Compiles the files.
     *
     * @return the classes
     * @throws CompileException when the compiler objects
     * @throws RefusedException when a class uses what a submission may not
     * @throws IOException when a file cannot be read
     */
    public Compilation compile() throws IOException {
        return Compilation.of(folder, files);
    }

    /**
     * Compiles the files of a program that gets a JVM of its own.
     *
     * @return the classes
     * @throws CompileException when the compiler objects
     * @throws RefusedException when a class uses what a submission may not
     * @throws IOException when a file cannot be read
     */
    public Compilation compileProgram() throws IOException {
        return Compilation.ofProgram(folder, files);
    }

    /**
     * The exercise as the learner got it.
     *
     * @return the same files in another folder
     */
    public Submission starter() {
        return new Submission(lesson, lesson.resolve("exercise"), files, width);
    }

    /**
     * The exercise as we would do it.
     *
     * @return the same files in another folder
     */
    public Submission solution() {
        return new Submission(lesson, lesson.resolve("solution"), files, width);
    }
}
