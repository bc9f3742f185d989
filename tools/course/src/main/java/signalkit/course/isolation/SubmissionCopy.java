package signalkit.course.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import signalkit.course.LessonStep;
import signalkit.course.check.PlainFiles;
import signalkit.course.check.RefusedException;

/**
 * The files of one step, copied out of the folder that somebody has handed in.
 *
 * @param step whose files they are
 * @param from the folder
 * @param to where the copies are
 */
record SubmissionCopy(LessonStep step, Path from, Path to) {
    /**
     * Copies the files.
     *
     * @throws RefusedException when one is not what it should be
     * @throws IOException when one cannot be read
     */
    void make() throws IOException {
        Files.createDirectories(to);
        PlainFiles.requireNoLink(from);
        for (String file : step.files()) {
            copy(file);
        }
        for (String file : step.made()) {
            if (Files.exists(from.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                copy(file);
            }
        }
        for (String source : PlainFiles.otherSources(from, step.files())) {
            copy(source);
        }
    }

    private void copy(String name) throws IOException {
        PlainFiles.require(from.resolve(name));
        Files.copy(from.resolve(name), to.resolve(name));
    }

    /** Brings what the check has made for the learner, such as a recorded run, to the others. */
    void keepMadeFiles() throws IOException {
        for (String file : step.made()) {
            boolean isNew = !Files.exists(from.resolve(file), LinkOption.NOFOLLOW_LINKS);
            if (isNew && PlainFiles.isPlain(to.resolve(file), PlainFiles.LARGEST)) {
                Files.copy(to.resolve(file), from.resolve(file));
            }
        }
    }
}
