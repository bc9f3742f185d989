package signalkit.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/**
 * The emulation and the Linux kernel answer the same scenarios in the same way.
 *
 * <p>The names are those of the Open POSIX Test Suite's assertions. Each scenario runs several
 * times on each side; {@code -Dconformance.rounds=200} makes it 200.
 */
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
    private static final int ROUNDS = Integer.getInteger("conformance.rounds", 5);
    private static final Pattern NAME = Pattern.compile("([a-z_]+)_(\\d+)_(\\w+)");
    private static final Path PAGE = Path.of("../../docs/posix-conformance.md");
    private static final List<String> PAGE_HEAD =
            List.of(
                    "# Scenarios that run on the emulation and on Linux",
                    "",
                    "`ConformanceTest` runs each of these on the emulation of POSIX and, through libc,"
                            + " on the Linux kernel below it. It fails when what they show differs"
                            + " in a way that this page does not name. The group's leader is a"
                            + " thread that the JVM keeps for itself, so what Linux prefers for a"
                            + " *main* thread cannot be asked there.",
                    "",
                    "The test makes this page. After a change, write it again: `mvn -pl tools/native"
                            + " -am test -Dtest=ConformanceTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false"
                            + " -Dsignalkit.pages.write=true`.",
                    "",
                    "| Interface | Assertion | Scenario | Result |",
                    "|---|---|---|---|");

    private Map<String, List<List<String>>> kernel;

    @BeforeAll
    void runOnTheKernel() throws Exception {
        kernel = KernelChild.traces(ROUNDS);
    }

    static Set<String> names() {
        return Scenarios.all().keySet();
    }

    private static List<String> emulated(EmulatedMachine machine, String name) {
        machine.run(() -> Scenarios.all().get(name).accept(machine));
        return machine.trace();
    }

    @ParameterizedTest
    @MethodSource("names")
    void emulation_agrees_with_the_kernel_or_differs_as_documented(String name) {
        Scenarios.Difference known = Scenarios.KNOWN.get(name);
        assertEquals(ROUNDS, kernel.get(name).size());
        for (List<String> real : kernel.get(name)) {
            List<String> emulation = emulated(new EmulatedMachine(), name);
            assertTrue(!emulation.isEmpty(), "a scenario has to show something");
            assertEquals(known == null ? real : known.emulation(), emulation);
            assertEquals(known == null ? emulation : known.linux(), real);
        }
    }

    @Test
    void there_are_at_least_25_scenarios() {
        assertTrue(names().size() >= 25);
    }

    @Test
    void comparison_sees_a_mask_that_handlers_do_not_get() {
        assertWrong(
                "sigaction_25_mask_is_union_of_old_sa_mask_and_signal",
                new EmulatedMachine() {
                    @Override
                    SignalSet sigmask() {
                        return SignalSet.EMPTY;
                    }
                });
    }

    @Test
    void comparison_sees_a_signal_that_is_delivered_although_it_should_wait() {
        assertWrong(
                "sigaction_7_sa_mask_holds_back_another_signal",
                new EmulatedMachine() {
                    @Override
                    String sigaction(Signal signal, Sigaction action) {
                        return super.sigaction(signal, action.withMask());
                    }
                });
    }

    @Test
    void comparison_sees_a_wait_that_reports_no_eintr() {
        assertWrong(
                "sigsuspend_1_replaces_the_mask_until_a_handler_runs",
                new EmulatedMachine() {
                    @Override
                    String sigsuspend(SignalSet mask) {
                        super.sigsuspend(mask);
                        return "0";
                    }
                });
    }

    private void assertWrong(String name, EmulatedMachine mutant) {
        assertNotEquals(kernel.get(name).get(0), emulated(mutant, name));
    }

    @Test
    void page_lists_every_scenario_and_each_known_difference() throws Exception {
        List<String> lines = new ArrayList<>(PAGE_HEAD);
        for (String name : names()) {
            Matcher parts = NAME.matcher(name);
            assertTrue(parts.matches(), name);
            Scenarios.Difference known = Scenarios.KNOWN.get(name);
            lines.add(
                    String.format(
                            "| `%s` | %s | %s | %s |",
                            parts.group(1),
                            parts.group(2),
                            parts.group(3).replace('_', ' '),
                            known == null ? "as Linux" : "differs: " + known.reason()));
        }
        String page = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("signalkit.pages.write")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE));
    }
}
