package signalkit.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of a kit: this project, or a small one that a test makes to see a check fail. */
record Kit(Path root) {
    /** What a build or a user leaves behind, and what students may write as they like. */
    private static final Set<String> SKIPPED =
            Set.of(
                    "target",
                    ".git",
                    ".kit",
                    "work",
                    "exercise",
                    "solution",
                    "mutants",
                    "alternatives");

    /** This project. */
    static Kit ours() {
        return new Kit(Path.of("../..").toAbsolutePath().normalize());
    }

    /** All files with an ending, sorted. */
    List<Path> files(String ending) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) {
                            return SKIPPED.contains(folder.getFileName().toString())
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (file.toString().endsWith(ending)) {
                                found.add(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        found.sort(null);
        return found;
    }

    /** The Java files whose classes go into jars. */
    List<Path> mainSources() {
        return files(".java").stream().filter(file -> !isTest(file)).toList();
    }

    /** The pages that people read. */
    List<Path> pages() {
        return files(".md").stream().filter(file -> !isTest(file)).toList();
    }

    static boolean isTest(Path file) {
        return file.toString().contains("/src/test/");
    }

    /** A file as people name it. */
    String name(Path file) {
        return root.relativize(file).toString();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
