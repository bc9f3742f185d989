package signalkit.shell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.lab.server.SignalSender;
import signalkit.lab.server.Transition;
import signalkit.lab.trial.Trial;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialVerdict;
import signalkit.posix.Signal;

/** Trials on the real servers; the seed fixes when the signals come. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrialTest {
    private static final Trial.Look NO_LOOK = server -> {};

    private final Fleet fleet = new Fleet(() -> {});
    private final SplittableRandom random = new SplittableRandom(1);

    @AfterEach
    void endServers() {
        fleet.close();
    }

    private TrialResult run(TrialPlan plan, ServerKind kind, Trial.Look look)
            throws InterruptedException {
        ServerSpec spec = ServerSpec.of(kind, TrialPlan.WORKERS, List.of());
        return new Trial(plan, spec, Duration.ofSeconds(5)).run(fleet, random, look);
    }

    @ParameterizedTest
    @Tag("slow")
    @EnumSource
    void the_safe_server_ends_clean(TrialPlan plan) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            TrialResult result = run(plan, ServerKind.SAFE, NO_LOOK);
            assertEquals(TrialVerdict.CLEAN, result.verdict(), result::toString);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void descriptors_are_counted_and_only_the_unsafe_server_leaves_some()
            throws InterruptedException {
        TrialResult unsafe = run(TrialPlan.CROWD, ServerKind.UNSAFE, NO_LOOK);
        TrialResult safe = run(TrialPlan.CROWD, ServerKind.SAFE, NO_LOOK);

        Transition left = unsafe.stopped().orElseThrow();
        // A socket and a poller for each client that nobody served.
        assertEquals(2 * left.number("open"), left.number("descriptors"), unsafe::toString);
        assertTrue(left.number("open") > 0, unsafe::toString);
        assertEquals("0", safe.stopped().orElseThrow().values().get("descriptors"));
    }

    @Test
    void the_unsafe_server_loses_the_clients_that_wait() throws InterruptedException {
        TrialResult result = run(TrialPlan.CROWD, ServerKind.UNSAFE, NO_LOOK);

        assertTrue(result.clients().count(ClientOutcome.NEVER_SERVED) > 0, result::toString);
        assertTrue(result.clientsLost() > 0 && result.bytesLost() > 0, result::toString);
    }

    @Test
    @Tag("slow")
    void a_server_that_is_stopped_hangs_and_does_not_outlive_its_trial()
            throws InterruptedException {
        ServerProcess[] server = new ServerProcess[1];
        TrialResult result =
                run(
                        TrialPlan.IDLE,
                        ServerKind.SAFE,
                        started -> {
                            server[0] = started;
                            SignalSender.send(started, List.of(Signal.STOP), Duration.ZERO);
                        });

        assertEquals(TrialVerdict.HUNG, result.verdict());
        assertTrue(result.diagnosis().get(0).verdict().contains("cannot answer"));
        assertTrue(!server[0].isAlive() && fleet.all().isEmpty());
    }

    @Test
    void a_server_that_is_killed_has_crashed() throws InterruptedException {
        TrialResult result = run(TrialPlan.IDLE, ServerKind.SAFE, ServerProcess::kill);

        assertEquals(TrialVerdict.CRASHED, result.verdict());
        assertEquals(137, result.exitStatus().orElseThrow());
    }
}
