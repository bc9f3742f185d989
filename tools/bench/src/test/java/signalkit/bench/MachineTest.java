package signalkit.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MachineTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration TICK = Duration.ofMillis(1);

    private volatile boolean ended;

    /** It spins itself, so that some part is used as soon as the system's clock has ticked. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void the_used_part_is_more_than_none_and_no_more_than_all() {
        Machine machine = new Machine();
        double used = 0;
        while (used == 0) {
            used = machine.used();
        }
        assertTrue(used > 0 && used <= 1, "" + used);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_busy_thread_on_each_processor_is_not_calm() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        Machine machine = new Machine();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(this::spin);
            thread.start();
            threads.add(thread);
        }
        try {
            double used = 0;
            while (used <= Machine.CALM) {
                used = machine.used();
            }
        } finally {
            ended = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void the_wait_ends_with_the_first_calm_look() throws InterruptedException {
        Iterator<Double> looks = List.of(1.0, Machine.CALM + 0.01, Machine.CALM, 1.0).iterator();

        assertTrue(Machine.awaitCalm(LONG, TICK, looks::next));
        assertTrue(looks.hasNext());
    }

    @Test
    void the_wait_for_a_machine_that_stays_busy_ends_without_calm() throws InterruptedException {
        assertFalse(Machine.awaitCalm(SHORT, TICK, () -> 1.0));
    }

    private void spin() {
        while (!ended) {
            Thread.onSpinWait();
        }
    }
}
