package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import signalkit.posix.HandlerContext;

/** The command is fast enough for every build, also where a handler reaches a large library. */
class SpeedTest {
    static class ReachesMuch {
        @HandlerContext
        void onSignal() {
            new ClassFileImporter().importPackages("signalkit");
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @Test
    void thousands_of_classes_take_less_than_20_seconds() throws IOException {
        Files.write(folder.resolve("Handler.class"), Verdicts.classFile(ReachesMuch.class));
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> places = new ArrayList<>(List.of(folder.toString()));
        Stream.of(classPath.split(File.pathSeparator))
                .filter(place -> place.endsWith(".jar") && !place.contains("signalkit"))
                .forEach(places::add);
        StringWriter out = new StringWriter();
        long start = cpuTime();
        new CommandLine(new RulesCommand())
                .setOut(new PrintWriter(out))
                .execute(places.toArray(new String[0]));
        Duration time = Duration.ofNanos(cpuTime() - start);
        String summary = out.toString().lines().reduce((first, last) -> last).orElse("");
        int classes = Integer.parseInt(summary.replaceAll(".* of (\\d+) classes.*", "$1"));
        System.out.println("speed: " + summary + " in " + time.toMillis() + " ms");
        assertTrue(classes > 4_000, summary);
        assertTrue(out.toString().contains("ReachesMuch.onSignal() → "));
        assertTrue(time.compareTo(LIMIT) < 0, summary + " in " + time);
    }

    /** Not the time of day: the machine may be busy with something else. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
