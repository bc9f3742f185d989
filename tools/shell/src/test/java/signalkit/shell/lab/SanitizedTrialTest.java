package signalkit.shell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.ServerKind;
import signalkit.lab.server.ServerSpec;
import signalkit.lab.trial.Trial;
import signalkit.lab.trial.TrialPlan;
import signalkit.lab.trial.TrialResult;
import signalkit.lab.trial.TrialVerdict;

/** The same clients and signals, with the sanitizer in both servers: in one it finds locks. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("slow")
class SanitizedTrialTest {
    private final Fleet fleet = new Fleet(() -> {});
    private final SplittableRandom random = new SplittableRandom(1);

    @AfterEach
    void endServers() {
        fleet.close();
    }

    private TrialResult run(TrialPlan plan, ServerKind kind) throws InterruptedException {
        ServerSpec spec = ServerSpec.of(kind, TrialPlan.WORKERS, List.of()).withSanitizer(true);
        return new Trial(plan, spec, Duration.ofSeconds(5)).run(fleet, random, server -> {});
    }

    @ParameterizedTest
    @EnumSource
    void the_safe_server_gives_the_sanitizer_nothing_to_find(TrialPlan plan)
            throws InterruptedException {
        TrialResult result = run(plan, ServerKind.SAFE);

        assertEquals(TrialVerdict.CLEAN, result.verdict(), result::toString);
        assertTrue(result.log().get(0).matches("SANITIZER .*selftest=9/9"), result::toString);
        assertFalse(isFound(result), result::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"IDLE", "CHURN"})
    void the_unsafe_server_is_found_out_whether_it_ends_or_hangs(TrialPlan plan)
            throws InterruptedException {
        TrialResult result = run(plan, ServerKind.UNSAFE);

        assertTrue(isFound(result), result::toString);
    }

    private static boolean isFound(TrialResult result) {
        return result.log().stream().anyMatch(line -> line.startsWith("FINDING lock="));
    }
}
