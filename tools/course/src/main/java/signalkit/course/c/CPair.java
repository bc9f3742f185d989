package signalkit.course.c;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;
import signalkit.course.check.TemporaryFolder;
import signalkit.posix.Signal;

/**
 * The two programs in C of one lesson, and how they are provoked.
 *
 * @param folder of {@code broken.c}, {@code fixed.c} and {@code signals.txt}
 * @param signals that the driver sends, in turn; none when threads alone break the program
 * @param how the driver's arguments that say when and to whom
 */
public record CPair(Path folder, List<Signal> signals, List<String> how) {
    private static final Pattern LINE =
            Pattern.compile(
                    "(none|[A-Z0-9]+(?:,[A-Z0-9]+)*) (process|threads) (storm|ack|once) (\\d+)");

    private static final List<String> CC =
            List.of(
                    "cc",
                    "-std=c11",
                    "-D_XOPEN_SOURCE=700",
                    "-O2",
                    "-Wall",
                    "-Wextra",
                    "-Werror",
                    "-pthread");

    /** For a compiler or a driver that does not do what it is told. */
    private static final int PATIENCE_SECONDS = 60;

    /**
     * The programs of a lesson.
     *
     * @param lesson any
     * @return empty when it has none
     */
    public static Optional<CPair> of(Lesson lesson) {
        Path folder = lesson.folder().resolve("c");
        Path file = folder.resolve("signals.txt");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String line =
                    Files.readAllLines(file).stream()
                            .filter(each -> !each.startsWith("#"))
                            .collect(Collectors.joining(" "));
            Matcher found = LINE.matcher(line.strip());
            if (!found.matches()) {
                throw new LessonException(
                        file + " does not say how; write, for example: TERM process storm 20000");
            }
            List<Signal> signals =
                    found.group(1).equals("none")
                            ? List.of()
                            : Arrays.stream(found.group(1).split(","))
                                    .map(Signal::valueOf)
                                    .toList();
            return Optional.of(
                    new CPair(
                            folder,
                            signals,
                            List.of(found.group(2), found.group(3), found.group(4))));
        } catch (IOException | IllegalArgumentException e) {
            throw new LessonException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Whether this machine has a C compiler.
     *
     * @return false when {@code cc} is not on the path
     */
    public static boolean hasCompiler() {
        return hasCompiler(path());
    }

    private static String path() {
        return System.getenv().getOrDefault("PATH", "");
    }

    private static boolean hasCompiler(String path) {
        return Arrays.stream(path.split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
    }

    /**
     * Runs one of the programs again and again.
     *
     * @param name {@code broken} or {@code fixed}
     * @param seconds for how long
     * @param untilBroken whether to stop at the first run that does not end well
     * @return how they ended
     * @throws IOException when a file cannot be written
     * @throws InterruptedException when this thread is interrupted
     */
    public CRuns run(String name, double seconds, boolean untilBroken)
            throws IOException, InterruptedException {
        requireCompiler(path());
        try (TemporaryFolder temporary = TemporaryFolder.make()) {
            Path driver = temporary.path().resolve("driver");
            Path program = temporary.path().resolve(name);
            compile(write(temporary.path()), driver);
            compile(folder.resolve(name + ".c"), program);
            List<String> command = new ArrayList<>();
            command.add(driver.toString());
            command.add(numbers());
            command.addAll(how);
            command.add(String.format(Locale.ROOT, "%.3f", seconds));
            command.add(untilBroken ? "1" : "0");
            command.add(program.toString());
            return CRuns.of(output(command, temporary.path(), (long) seconds + PATIENCE_SECONDS));
        }
    }

    private String numbers() {
        return signals.isEmpty()
                ? "0"
                : signals.stream().map(each -> "" + each.number()).collect(Collectors.joining(","));
    }

    static void requireCompiler(String path) {
        if (!hasCompiler(path)) {
            throw new LessonException(
                    "the programs in C need a C compiler, and there is no cc on PATH; install one"
                            + " (apt install gcc libc6-dev, or xcode-select --install)");
        }
    }

    private static Path write(Path folder) throws IOException {
        Path source = folder.resolve("driver.c");
        try (InputStream in = CPair.class.getResourceAsStream("driver.c")) {
            Files.copy(in, source);
        }
        return source;
    }

    private static void compile(Path source, Path program)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(CC);
        command.addAll(List.of("-o", program.toString(), source.toString()));
        output(command, program.getParent(), PATIENCE_SECONDS);
    }

    /** What a command printed; all of it is the message when the command fails. */
    private static String output(List<String> command, Path folder, long seconds)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "output", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(file.toFile())
                        .start();
        try {
            process.getOutputStream().close();
            boolean isOver = process.waitFor(seconds, TimeUnit.SECONDS);
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (!isOver || process.exitValue() != 0) {
                throw new LessonException(
                        String.join(" ", command)
                                + (isOver ? " failed" : " did not end")
                                + ": "
                                + text.strip());
            }
            return text;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
