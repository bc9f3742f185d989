package signalkit.echo.safe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the sources of two servers differ, but for their package and import lines. */
final class TwinDiff {
    private static final String OTHERS = "^(package |import ).*";

    private TwinDiff() {}

    /**
     * Lines of a diff that follow one another, with a line of context around them.
     *
     * @param file the name of a class
     * @param lines each with its sign: minus, plus or a blank
     */
    record Hunk(String file, List<String> lines) {}

    /** Whether a line of a diff is in one of the two sources only. */
    static boolean isChange(String line) {
        return line.startsWith("-") || line.startsWith("+");
    }

    /** A line without its sign and its indentation. */
    static String text(String line) {
        return line.substring(1).strip();
    }

    /** The classes in one of two folders or in both. */
    static Set<String> files(Path... folders) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(names::add);
            }
        }
        return names;
    }

    /** The hunks of one file; a file that is in one folder only is one hunk. */
    static List<Hunk> hunks(String file, Path from, Path to) throws Exception {
        Process diff =
                new ProcessBuilder(
                                "diff",
                                "-U1",
                                stripped(from.resolve(file + ".java")).toString(),
                                stripped(to.resolve(file + ".java")).toString())
                        .start();
        List<String> output = diff.inputReader().lines().toList();
        if (diff.waitFor() > 1) {
            throw new IOException("diff failed on " + file);
        }
        List<Hunk> hunks = new ArrayList<>();
        for (String line : output.subList(Math.min(2, output.size()), output.size())) {
            if (line.startsWith("@@")) {
                hunks.add(new Hunk(file, new ArrayList<>()));
            } else {
                hunks.get(hunks.size() - 1).lines().add(line);
            }
        }
        return hunks;
    }

    /** Imports of one source alone whose class no line of that source alone names. */
    static List<String> needlessImports(String file, Path from, Path to) throws Exception {
        List<String> needless = new ArrayList<>();
        for (Path folder : List.of(from, to)) {
            Path other = folder.equals(from) ? to : from;
            Set<String> shared = Set.copyOf(read(other.resolve(file + ".java")));
            String sign = folder.equals(from) ? "-" : "+";
            String own =
                    hunks(file, from, to).stream()
                            .flatMap(hunk -> hunk.lines().stream())
                            .filter(line -> line.startsWith(sign))
                            .collect(Collectors.joining("\n"));
            for (String line : read(folder.resolve(file + ".java"))) {
                String name = line.replaceAll(".*\\.(\\w+);", "$1");
                if (line.startsWith("import ")
                        && !shared.contains(line)
                        && !own.matches("(?s).*\\b" + name + "\\b.*")) {
                    needless.add(file + ": " + line);
                }
            }
        }
        return needless;
    }

    private static List<String> read(Path source) throws IOException {
        return Files.exists(source) ? Files.readAllLines(source) : List.of();
    }

    private static Path stripped(Path source) throws IOException {
        List<String> lines = new ArrayList<>(read(source));
        lines.removeIf(line -> line.matches(OTHERS));
        while (!lines.isEmpty() && lines.get(0).isEmpty()) {
            lines.remove(0);
        }
        Path copy = Files.createTempFile("twin", ".java");
        copy.toFile().deleteOnExit();
        return Files.write(copy, lines);
    }
}
