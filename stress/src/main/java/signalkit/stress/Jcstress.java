package signalkit.stress;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** One run of jcstress in a JVM of its own, which ends with this one. */
final class Jcstress {
    private static final Pattern PROGRESS =
            Pattern.compile("\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed.*");

    private final Path report;

    /**
     * Leaves its report in a folder.
     *
     * @param report made when it is missing
     */
    Jcstress(Path report) {
        this.report = report;
    }

    /**
     * What a run showed.
     *
     * @param status of jcstress: 0 when nothing forbidden was seen
     * @param outcomes how often each was seen, over all configurations, by the test's class
     * @param errors of tests that did not come to an end, a line each
     */
    record Results(
            int status, Map<String, Map<String, GradingResult>> outcomes, List<String> errors) {
        /** How often each outcome of a test was seen. */
        Map<String, GradingResult> of(TestInfo test) {
            return outcomes.getOrDefault(test.name(), Map.of());
        }

        /** What this run and another one have seen, added up. */
        Results and(Results other) {
            Map<String, Map<String, GradingResult>> both = new TreeMap<>();
            for (Results each : List.of(this, other)) {
                each.outcomes.forEach(
                        (test, seen) -> {
                            Map<String, GradingResult> all =
                                    both.computeIfAbsent(test, absent -> new TreeMap<>());
                            seen.values().forEach(one -> all.merge(one.id, one, Jcstress::sum));
                        });
            }
            List<String> all = new ArrayList<>(errors);
            all.addAll(other.errors);
            return new Results(Math.max(status, other.status), both, all);
        }
    }

    /** Runs tests whose class names match; tells how many configurations are done, of how many. */
    Results run(String tests, Duration time, boolean full, BiConsumer<Integer, Integer> progress)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(Files.createDirectories(report), "run");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Else it tells how far it is every 15 seconds only.
        command.add("-Djcstress.console.printIntervalMs=500");
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
        command.add(Main.class.getName());
        command.addAll(List.of(Main.CHILD_OF, Long.toString(ProcessHandle.current().pid())));
        command.addAll(List.of("-t", tests, "-r", report.toAbsolutePath().toString()));
        command.addAll(List.of("-time", Long.toString(time.toMillis())));
        // Small strides, since some samples take milliseconds: a loop has to sleep, a thread to
        // start.
        command.addAll(List.of("-strideSize", "16", "-strideCount", full ? "8" : "2"));
        if (full) {
            command.addAll(List.of("-m", "quick"));
        } else {
            command.addAll(List.of("-f", "1", "-iters", "1", "-sc", "false", "-af", "NONE"));
            // A small heap that is not touched before, and a collector without threads of its own:
            // most of a short run is the start of JVMs.
            command.addAll(List.of("-hs", "64", "-pth", "false"));
            command.addAll(List.of("-jvmArgs", "-XX:+TieredCompilation -XX:+UseSerialGC"));
        }
        Process process =
                new ProcessBuilder(command)
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .start();
        // Ctrl-C ends this JVM and not the method; what jcstress still writes then is in vain.
        Thread atExit = new Thread(() -> end(process, work), "end of jcstress");
        Runtime.getRuntime().addShutdownHook(atExit);
        String last = "";
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line.isBlank() ? last : line;
                Matcher found = PROGRESS.matcher(line.strip());
                if (found.matches()) {
                    int done = Integer.parseInt(found.group(2)) + Integer.parseInt(found.group(3));
                    progress.accept(done, Integer.parseInt(found.group(1)));
                }
            }
            Results results = read(work, process.waitFor());
            if (results.outcomes.isEmpty()) {
                throw new IOException("jcstress gave no results; its last words: " + last);
            }
            return results;
        } finally {
            if (isRemoved(atExit)) {
                end(process, work);
            } else {
                atExit.join();
            }
        }
    }

    /** Takes a hook back; false when the JVM ends already, and the hook runs. */
    private static boolean isRemoved(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdown) {
            return false;
        }
    }

    private static void end(Process process, Path work) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        delete(work);
    }

    /** A class path for a process with another working folder. */
    static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(item -> Path.of(item).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Reads what jcstress left in its folder, with its own reader. */
    private static Results read(Path folder, int status) throws IOException {
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
        Map<String, Map<String, GradingResult>> outcomes = new TreeMap<>();
        List<String> errors = new ArrayList<>();
        for (TestResult result : collector.getTestResults()) {
            if (result.status() != Status.NORMAL) {
                List<String> said =
                        result.getMessages().stream().limit(2).map(String::strip).toList();
                errors.add(result.getName() + ": " + String.join(": ", said));
            }
            Map<String, GradingResult> all =
                    outcomes.computeIfAbsent(result.getName(), absent -> new TreeMap<>());
            for (GradingResult one : result.grading().gradingResults.values()) {
                all.merge(one.id, one, Jcstress::sum);
            }
        }
        return new Results(status, outcomes, errors);
    }

    static GradingResult sum(GradingResult a, GradingResult b) {
        return new GradingResult(a.id, a.expect, a.count + b.count, a.description);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("warning: something is left in " + folder + ": " + e.getMessage());
        }
    }
}
