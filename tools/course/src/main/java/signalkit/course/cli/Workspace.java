package signalkit.course.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import signalkit.cli.FileReason;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.check.LessonException;
import signalkit.course.check.PlainFiles;
import signalkit.course.check.RefusedException;

/** The learner's copies of the exercises. */
final class Workspace {
    private final Path folder;

    Workspace(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** What the order of options is drawn from: a number of this learner's own, drawn once. */
    long shuffleSeed() {
        Path file = folder.resolve("shuffle.txt");
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(folder);
                Files.writeString(file, new SecureRandom().nextInt(Integer.MAX_VALUE) + "\n");
            }
            if (!PlainFiles.isPlain(file, PlainFiles.LARGEST)) {
                throw new LessonException(file + " is not a plain file; remove it");
            }
            return Long.parseLong(Files.readString(file).strip());
        } catch (NumberFormatException e) {
            throw new LessonException(file + " is not a number; remove it", e);
        } catch (IOException e) {
            throw new LessonException("cannot write " + file + ": " + FileReason.of(e), e);
        }
    }

    /**
     * Where the learner changes the files of a lesson; what is missing is copied there, but not
     * through a link to another place.
     */
    Path of(Lesson lesson) {
        Path copies = folder.resolve(lesson.name());
        if (Files.isSymbolicLink(copies)) {
            return copies;
        }
        for (String file : files(lesson)) {
            if (!Files.exists(copies.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                copy(lesson, file);
            }
        }
        return copies;
    }

    /** Gives the learner fresh copies; the old ones stay beside them, with {@code .old} added. */
    void reset(Lesson lesson) {
        Path copies = folder.resolve(lesson.name());
        for (String file : files(lesson)) {
            Path copy = copies.resolve(file);
            if (Files.exists(copy)) {
                move(copy, copies.resolve(file + ".old"));
            }
            copy(lesson, file);
        }
        for (LessonStep step : lesson.steps()) {
            for (String file : step.made()) {
                if (Files.exists(copies.resolve(file))) {
                    move(copies.resolve(file), copies.resolve(file + ".old"));
                }
            }
        }
    }

    private static Iterable<String> files(Lesson lesson) {
        return lesson.steps().stream().flatMap(step -> step.files().stream()).distinct()::iterator;
    }

    private void copy(Lesson lesson, String file) {
        Path target = folder.resolve(lesson.name()).resolve(file);
        try {
            Files.createDirectories(target.getParent());
            Files.copy(lesson.folder().resolve("exercise").resolve(file), target);
        } catch (IOException e) {
            throw new LessonException("cannot write " + target + ": " + FileReason.of(e), e);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new LessonException("cannot write " + to + ": " + FileReason.of(e), e);
        }
    }

    /** SHA-256 of each file that a step's check reads, in hexadecimal; empty for one not made. */
    static Map<String, String> hashes(Path copies, LessonStep step) {
        Map<String, String> hashes = new TreeMap<>();
        for (String file : step.files()) {
            hashes.put(file, hash(read(copies.resolve(file))));
        }
        for (String file : otherSources(copies, step)) {
            hashes.put(file, hash(read(copies.resolve(file))));
        }
        for (String file : step.made()) {
            Path path = copies.resolve(file);
            hashes.put(file, Files.exists(path) ? hash(read(path)) : "");
        }
        return hashes;
    }

    private static List<String> otherSources(Path copies, LessonStep step) {
        try {
            return PlainFiles.otherSources(copies, step.files());
        } catch (RefusedException e) {
            return List.of(); // The check has refused them, too.
        } catch (IOException e) {
            throw new LessonException("cannot read " + copies + ": " + e.getMessage(), e);
        }
    }

    /** Nothing of a file that no check would read. */
    private static byte[] read(Path file) {
        if (!PlainFiles.isPlain(file, PlainFiles.LARGEST)) {
            return new byte[0];
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LessonException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
