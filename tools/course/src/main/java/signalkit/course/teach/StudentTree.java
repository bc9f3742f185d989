package signalkit.course.teach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import signalkit.cli.FileReason;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.LessonException;

/**
 * The files that students get: what they read and what they change, and nothing that answers it.
 *
 * <p>It is also what they hand in: a folder for {@code --work}. The checks are not in it; they come
 * from a release of the kit, which the workflow fetches.
 *
 * @param course to take the files from
 * @param release the address of the kit's zip; empty when the instructor will fill it in
 * @param sha256 the checksum of that zip; empty likewise
 */
public record StudentTree(Course course, String release, String sha256) {
    private static final String BROKEN = "c/broken.c";

    /** The files that are the same for every course, with places for what differs. */
    private static final List<String> RESOURCES = List.of("README.md", "lessons.yml", "gitignore");

    /**
     * Writes the tree into an empty or new folder.
     *
     * @param folder where
     * @return the files that were written, relative to it
     * @throws LessonException when something is there already, or cannot be written
     */
    public List<Path> write(Path folder) {
        try {
            requireEmpty(folder);
            List<Path> written = new ArrayList<>();
            for (Lesson lesson : course.lessons()) {
                written.addAll(write(lesson, folder));
            }
            for (String resource : RESOURCES) {
                Path target = target(resource);
                Files.createDirectories(folder.resolve(target).getParent());
                Files.writeString(folder.resolve(target), filled(resource));
                written.add(target);
            }
            return written;
        } catch (IOException e) {
            throw new LessonException("cannot write " + folder + ": " + FileReason.of(e), e);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new LessonException(folder + " is not empty; name a new folder");
            }
        }
    }

    private static List<Path> write(Lesson lesson, Path folder) throws IOException {
        List<Path> written = new ArrayList<>();
        TreeSet<String> files = new TreeSet<>();
        lesson.steps().stream().map(LessonStep::files).forEach(files::addAll);
        for (String file : files) {
            written.add(copy(lesson, "exercise/" + file, file, folder));
        }
        written.add(copy(lesson, "README.md", "README.md", folder));
        if (Files.exists(lesson.folder().resolve(BROKEN))) {
            written.add(copy(lesson, BROKEN, BROKEN, folder));
        }
        return written;
    }

    private static Path copy(Lesson lesson, String from, String to, Path folder)
            throws IOException {
        Path target = Path.of(lesson.name(), to);
        Files.createDirectories(folder.resolve(target).getParent());
        Files.copy(lesson.folder().resolve(from), folder.resolve(target));
        return target;
    }

    private static Path target(String resource) {
        return switch (resource) {
            case "lessons.yml" -> Path.of(".github", "workflows", "lessons.yml");
            case "gitignore" -> Path.of(".gitignore");
            default -> Path.of(resource);
        };
    }

    private String filled(String resource) throws IOException {
        try (InputStream in = StudentTree.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@KIT_URL@", release.isEmpty() ? "fill in" : release)
                    .replace("@KIT_SHA256@", sha256.isEmpty() ? "fill in" : sha256);
        }
    }
}
