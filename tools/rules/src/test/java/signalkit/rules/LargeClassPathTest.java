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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import signalkit.annotations.HandlerContext;
import signalkit.rules.command.RulesCommand;

/** The command checks a large class path whole, and says how long that took: it asserts no time. */
@Tag("slow")
class LargeClassPathTest {
    static class ReachesMuch {
        @HandlerContext
        void onSignal() {
            new ClassFileImporter().importPackages("signalkit");
        }
    }

    @TempDir private Path folder;

    @Test
    void a_handler_that_reaches_a_large_library_is_followed_into_it() throws IOException {
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
    }

    /** Not the time of day: the machine may be busy with something else. */
    private static long cpuTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
