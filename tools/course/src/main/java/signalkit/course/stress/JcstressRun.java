package signalkit.course.stress;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import signalkit.course.check.ChosenClass;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;
import signalkit.course.check.TemporaryFolder;
import signalkit.course.check.TimeLimit;

/**
 * One jcstress test with the learner's classes, in JVMs of their own.
 *
 * @param test the jcstress test
 * @param patience how long the learner's code may block a thread before that counts as forever
 * @param sampling how long to take samples
 */
public record JcstressRun(Class<?> test, Duration patience, Duration sampling) {
    /** What the rest of a check needs; a right solution must pass where jcstress is too slow. */
    private static final Duration REST = Duration.ofSeconds(5);

    /** A runnable thread gets a processor within this time on any machine worth using. */
    public static final Duration CERTAIN = Duration.ofSeconds(15);

    private static final String STUCK = "stuck";

    /**
     * What a run showed.
     *
     * @param counts samples by outcome; none when jcstress did not end in time
     * @param stuck stacks of threads that the learner's code blocks forever
     */
    public record Seen(Map<String, Long> counts, List<String> stuck) {
        /**
         * Whether jcstress ended in time.
         *
         * @return false when there is nothing to count
         */
        public boolean isOver() {
            return !counts.isEmpty();
        }

        /**
         * The number of samples with an outcome.
         *
         * @param outcome its id
         * @return 0 or more
         */
        public long count(String outcome) {
            return counts.getOrDefault(outcome, 0L);
        }

        /**
         * A line for an outcome: its samples, of all samples.
         *
         * @param outcome its id
         * @param meaning in a few words
         * @return ready to print
         */
        public String row(String outcome, String meaning) {
            long all = counts.values().stream().mapToLong(Long::longValue).sum();
            return String.format(
                    Locale.ROOT, "%-10s  %,d of %,d  %s", outcome, count(outcome), all, meaning);
        }
    }

    /**
     * Runs the test around the class that an exercise implements an interface with.
     *
     * @param submission the exercise
     * @param task the interface
     * @param start when the check began, which has to end in time; {@link System#nanoTime}
     * @return what it showed
     * @throws IOException when a file cannot be read or written, or jcstress fails
     * @throws InterruptedException when the check is over
     */
    public Seen run(Submission submission, Class<?> task, long start)
            throws IOException, InterruptedException {
        Compilation classes = ChosenClass.in(submission.compile(), task);
        try (TemporaryFolder temporary = TemporaryFolder.make()) {
            Path folder = temporary.path();
            classes.writeTo(folder.resolve("classes"));
            Process process = start(folder);
            try {
                long left = TimeLimit.limit().minus(REST).toNanos() - (System.nanoTime() - start);
                boolean isOver = process.waitFor(left, TimeUnit.NANOSECONDS);
                if (Files.exists(folder.resolve(STUCK))) {
                    return new Seen(Map.of(), Files.readAllLines(folder.resolve(STUCK)));
                }
                return new Seen(isOver ? read(folder) : Map.of(), List.of());
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }

    private Process start(Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", folder.resolve("classes") + File.pathSeparator + ownPath()));
        command.add(JcstressChild.class.getName());
        command.add(Long.toString(ProcessHandle.current().pid()));
        command.addAll(List.of("-t", test.getName(), "-r", folder.toString()));
        command.addAll(List.of("-time", Long.toString(sampling.toMillis())));
        // One short run in each kind of JVM; most of it is the start of these.
        command.addAll(List.of("-f", "1", "-iters", "1", "-sc", "false", "-af", "NONE"));
        command.addAll(List.of("-hs", "64", "-pth", "false"));
        command.addAll(List.of("-strideSize", "16", "-strideCount", "2"));
        // Threads that spin would take the processor from each other on a busy machine.
        command.addAll(List.of("-spinStyle", "THREAD_YIELD"));
        command.add("-jvmArgs");
        command.add(
                "-XX:+TieredCompilation"
                        + (" -D" + SampleWatchdog.PATIENCE + "=" + patience.toMillis())
                        + (" -D" + SampleWatchdog.FILE + "=" + folder.resolve(STUCK)));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private static String ownPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(item -> Path.of(item).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What jcstress left in its folder, read by its own reader. */
    private static Map<String, Long> read(Path folder) throws IOException {
        InProcessCollector collector = new InProcessCollector();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".bin.gz")).toList()) {
                DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
                reader.dump();
                reader.close();
            }
        } catch (ClassNotFoundException e) {
            throw new IOException("results of another version of jcstress", e);
        }
        Map<String, Long> outcomes = new TreeMap<>();
        for (TestResult result : collector.getTestResults()) {
            result.grading()
                    .gradingResults
                    .values()
                    .forEach(one -> outcomes.merge(one.id, one.count, Long::sum));
        }
        if (outcomes.isEmpty()) {
            String log = Files.readString(folder.resolve("log")).strip();
            throw new IOException(
                    "jcstress gave no results; its last words: "
                            + log.substring(log.lastIndexOf('\n') + 1));
        }
        return outcomes;
    }
}
