package signalkit.shell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.lab.fault.Fault;
import signalkit.lab.fault.FaultOutcome;
import signalkit.lab.fault.Faults;
import signalkit.lab.fault.Setup;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.ServerKind;

/**
 * The fast faults on both servers, several at a time, since most of the time they wait; {@code mvn
 * -Pfaults verify} tries the slow ones, too. Methods are concurrent, and not the class: another one
 * may set system properties, which a server is started by.
 */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsTest {
    private static final String MACHINE = "the whole machine";
    private static final Setup SANITIZED = new Setup(true, List.of());

    private final Fleet fleet = new Fleet(() -> {});

    @AfterEach
    void endServers() {
        fleet.close();
    }

    static Stream<Fault> fast() {
        return Faults.all().stream().filter(fault -> !fault.slow());
    }

    static Stream<Fault> slow() {
        return Faults.all().stream().filter(Fault::slow);
    }

    @ParameterizedTest
    @MethodSource("fast")
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = MACHINE, mode = ResourceAccessMode.READ)
    void the_safe_server_meets(Fault fault) throws InterruptedException {
        meet(fault);
    }

    /** One at a time: some of them measure. */
    @ParameterizedTest
    @MethodSource("slow")
    @EnabledIfSystemProperty(named = "signalkit.faults", matches = "true")
    @ResourceLock(MACHINE)
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a hundred restarts
    void the_safe_server_also_meets(Fault fault) throws InterruptedException {
        meet(fault);
    }

    private void meet(Fault fault) throws InterruptedException {
        FaultOutcome outcome = fault.on(fleet, ServerKind.SAFE, Setup.PLAIN);

        assertFalse(outcome.isBroken(), outcome::text);
        assertEquals(List.of(), fleet.all());
        assumeTrue(outcome.isKept(), outcome::text);
    }

    /** With one loop for many clients, what is limited for each of them could get lost. */
    @ParameterizedTest
    @Tag("slow")
    @ValueSource(strings = {"term-queue", "reset", "silent-crowd", "pusher"})
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = MACHINE, mode = ResourceAccessMode.READ)
    void the_safe_server_with_a_loop_per_worker_meets(String name) throws InterruptedException {
        Setup loops = new Setup(false, List.of("--loops", "per-worker"));

        FaultOutcome outcome = Faults.of(name).orElseThrow().on(fleet, ServerKind.SAFE, loops);

        assertTrue(outcome.isKept(), outcome::text);
    }

    /** The negative control: what looks at the servers sees what goes wrong. */
    @ParameterizedTest
    @ValueSource(strings = {"term-queue", "hup", "slow-client"})
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = MACHINE, mode = ResourceAccessMode.READ)
    void the_unsafe_server_is_caught_by(String name) throws InterruptedException {
        FaultOutcome outcome =
                Faults.of(name).orElseThrow().on(fleet, ServerKind.UNSAFE, Setup.PLAIN);

        assertTrue(outcome.isBroken(), outcome::text);
        assertEquals(List.of(), fleet.all());
    }

    @Test
    @Tag("slow")
    @Execution(ExecutionMode.CONCURRENT)
    @ResourceLock(value = MACHINE, mode = ResourceAccessMode.READ)
    void the_sanitizer_has_nothing_to_say_of_the_safe_server_and_something_of_the_other()
            throws InterruptedException {
        Fault idle = Faults.of("term-idle").orElseThrow();

        FaultOutcome safe = idle.on(fleet, ServerKind.SAFE, SANITIZED);
        assertTrue(safe.isKept(), safe::text);

        FaultOutcome unsafe = idle.on(fleet, ServerKind.UNSAFE, SANITIZED);
        assertTrue(unsafe.text().contains("locks are shared with a handler"), unsafe::text);
    }

    @Test
    void names_are_unique() {
        assertEquals(
                Faults.all().size(), Faults.all().stream().map(Fault::name).distinct().count());
    }
}
