package signalkit.course.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What may be read of a folder that somebody has handed in: plain files of a bounded size, so that
 * no link leads out of it and no pipe or device stops the reader.
 */
public final class PlainFiles {
    /** The largest file that a step may have, in bytes. */
    public static final long LARGEST = 256 << 10;

    private static final String SOURCE = ".java";
    private static final int MOST = 20;

    private PlainFiles() {}

    /**
     * Whether a file is there, is no link, and is not too large.
     *
     * @param file any path
     * @param largest in bytes
     * @return false also when it cannot be looked at
     */
    public static boolean isPlain(Path file, long largest) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(file) <= largest;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Refuses a file of a submission that is not plain.
     *
     * @param file any path
     * @throws RefusedException that says why
     */
    public static void require(Path file) {
        String name = file.getFileName().toString();
        requireNoLink(file);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw RefusedException.ofFile(name, "is not a plain file");
        }
        if (!isPlain(file, LARGEST)) {
            throw RefusedException.ofFile(name, "has more than " + (LARGEST >> 10) + " KiB");
        }
    }

    /**
     * Refuses a symbolic link.
     *
     * @param path a file or folder
     * @throws RefusedException when it is one
     */
    public static void requireNoLink(Path path) {
        if (Files.isSymbolicLink(path)) {
            throw RefusedException.ofFile(path.getFileName().toString(), "is a symbolic link");
        }
    }

    /**
     * The Java files of a folder beside those that a step names.
     *
     * @param folder of the submission
     * @param files of the step
     * @return their names, in order; none when the step has no Java file
     * @throws RefusedException when they are too many
     * @throws IOException when the folder cannot be read
     */
    public static List<String> otherSources(Path folder, List<String> files) throws IOException {
        if (files.stream().noneMatch(file -> file.endsWith(SOURCE))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<String> others =
                    all.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(SOURCE) && !files.contains(name))
                            .sorted()
                            .limit(MOST + 1)
                            .toList();
            if (others.size() > MOST) {
                throw RefusedException.ofFile(
                        folder.getFileName().toString(), "has more than " + MOST + " Java files");
            }
            return others;
        }
    }
}
