package signalkit.explorer.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;

/**
 * Every arrival: what this machine's kernel makes of a random program in many runs is among what
 * the explorer lists.
 */
class KernelLogsTest {
    private static final int PROGRAMS = Integer.getInteger("kernel.explored", 10);

    /** From here on ten programs are small enough to be explored whole, or nearly. */
    private static final long SEED = Long.getLong("kernel.seed", 21);

    private static final int RUNS = 100;
    private static final int FIRST_BOUND = 300;
    private static final int GROWTH = 8;
    private static final int MOST = FIRST_BOUND * GROWTH * GROWTH;
    private static final String ENDLESS = "calls without end";
    private static final Path SOURCES = Path.of("../posix/src/test/c");
    private static final Bounds BOUNDS =
            Bounds.DEFAULT
                    .withTime(Duration.ofMinutes(1))
                    .withPreemptions(99)
                    .withSteps(400)
                    .withWorkers(1)
                    .withoutSpuriousWakeUps();

    private static final String NONE =
            "no log of a kernel was compared: it takes Linux and a C compiler, cc";

    private static boolean hasCompiler() {
        return System.getProperty("os.name").equals("Linux")
                && List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
    }

    private static Path compile(Path folder) throws IOException, InterruptedException {
        if (!hasCompiler()) {
            System.out.println("warning: " + NONE);
        }
        Assumptions.assumeTrue(hasCompiler(), NONE);
        Path interpreter = folder.resolve("interpreter");
        List<String> command = new ArrayList<>(List.of("cc", "-O1", "-pthread", "-o"));
        command.add(interpreter.toString());
        for (String source : List.of("interpreter", "calls", "actions", "lives")) {
            command.add(SOURCES.resolve(source + ".c").toString());
        }
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), "cc");
        return interpreter;
    }

    private static Result explore(RandomCalls program, int runs) {
        Class<?> type = RandomCallsScenario.class;
        String woven = type.getName();
        ScenarioCode code = new ScenarioCode(woven, type.getClassLoader(), woven);
        Bounds bounds = BOUNDS.withRuns(runs);
        return Explorer.explore(code.withVariant(program.wire()), bounds, Set.of(), ignored -> {});
    }

    /** What the kernel makes of a program, each end once. */
    private static Set<String> onTheKernel(Path interpreter, RandomCalls program)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(interpreter.toString(), "free")
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String wires = (program.wire() + "\n").repeat(RUNS);
        process.getOutputStream().write(wires.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
        String logs = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        Set<String> ends = new TreeSet<>();
        logs.lines().map(KernelLogsTest::end).forEach(ends::add);
        assertEquals(RUNS, logs.lines().count());
        return ends;
    }

    /** What the threads have logged, whether they all have ended or some wait forever. */
    private static String end(String log) {
        boolean isOver = log.endsWith(" alive") || log.endsWith(" exit 0");
        return log.endsWith(" limit")
                ? ENDLESS
                : "log=" + (isOver ? log.substring(0, log.indexOf(" skip:")) : log);
    }

    @Test
    @DisabledIfSystemProperty(named = "kernel.explored", matches = "0")
    void every_log_of_the_kernel_is_among_those_of_the_explorer(@TempDir Path folder)
            throws Exception {
        Path interpreter = compile(folder);
        List<String> missed = new ArrayList<>();
        int cut = 0;
        int several = 0;
        for (long seed = SEED; seed < SEED + PROGRAMS; seed++) {
            RandomCalls program = RandomCalls.of(seed);
            Set<String> kernel = onTheKernel(interpreter, program);
            if (kernel.contains(ENDLESS)) {
                cut++;
                continue;
            }
            several += kernel.size() > 1 ? 1 : 0;
            boolean isWhole = false;
            for (int runs = FIRST_BOUND;
                    !kernel.isEmpty() && !isWhole && runs <= MOST;
                    runs *= GROWTH) {
                Result result = explore(program, runs);
                isWhole = result.cut().isEmpty() && result.statistics().waiting() == 0;
                kernel.removeAll(result.outcomes());
            }
            if (!kernel.isEmpty() && isWhole) {
                missed.add(seed + " " + program.wire() + " " + kernel);
            }
            cut += kernel.isEmpty() || isWhole ? 0 : 1;
        }
        if (PROGRAMS > RUNS) {
            System.out.printf(
                    "%d random programs: the explorer has every log of the kernel but those of %d;"
                            + " %d were cut off, %d had several logs%n",
                    PROGRAMS - cut, missed.size(), cut, several);
        }
        assertEquals("", String.join("\n", missed));
        assertTrue(cut <= PROGRAMS / 10, cut + " of " + PROGRAMS + " were cut off");
        assertTrue(several > 0, "no program had two logs");
    }

    @Test
    void log_of_a_signal_that_the_explorer_does_not_know_of_is_found(@TempDir Path folder)
            throws Exception {
        RandomCalls program = RandomCalls.read("1 2 0 0 2 0 S 0 0 0 9 K 10 0 0");
        RandomCalls without = RandomCalls.read("1 2 0 0 1 0 S 0 0 0");
        Set<String> kernel = onTheKernel(compile(folder), program);
        assertTrue(explore(program, MOST).outcomes().containsAll(kernel), kernel::toString);
        assertFalse(explore(without, MOST).outcomes().containsAll(kernel), kernel::toString);
    }
}
