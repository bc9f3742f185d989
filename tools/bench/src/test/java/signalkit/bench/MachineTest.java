package signalkit.bench;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class MachineTest {
    private volatile boolean ended;

    @Test
    void a_machine_with_a_busy_thread_on_each_processor_is_not_calm() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(this::spin);
            thread.start();
            threads.add(thread);
        }
        try {
            assertFalse(Machine.awaitCalm(Duration.ofMillis(700)));
        } finally {
            ended = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Test
    void the_used_part_is_between_none_and_all() throws InterruptedException {
        Machine machine = new Machine();
        Thread.sleep(50);
        double used = machine.used();
        assertTrue(used >= 0 && used <= 1, "" + used);
    }

    private void spin() {
        while (!ended) {
            Thread.onSpinWait();
        }
    }
}
