package signalkit.lab.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerLogTest {
    private final ServerLog log = new ServerLog();

    @Test
    void a_transition_has_an_event_and_values() {
        Transition ready = Transition.parse("READY port=40123 pid=7 t=91").orElseThrow();

        assertEquals("READY", ready.event());
        assertEquals(40123, ready.number("port"));
        assertEquals(0, ready.number("workers"));
    }

    @Test
    void a_line_for_people_is_no_transition() {
        for (String line : List.of("", "error: READY port=1", "READY", "READY now", "ready a=1")) {
            assertTrue(Transition.parse(line).isEmpty(), line);
        }
    }

    @Test
    void a_value_that_is_no_number_counts_as_0() {
        assertEquals(0, Transition.parse("STOPPED cause=TERM").orElseThrow().number("cause"));
    }

    @Test
    void the_last_transition_of_a_kind_wins() {
        log.add("SIGNAL name=INT t=1");
        log.add("SIGNAL name=TERM t=2");

        assertEquals("TERM", log.last("SIGNAL").orElseThrow().values().get("name"));
    }

    @Test
    void a_wait_ends_when_the_server_ends() throws InterruptedException {
        log.close();

        assertTrue(log.await("READY", Duration.ofSeconds(20)).isEmpty());
    }

    @Test
    void a_wait_ends_at_its_deadline() throws InterruptedException {
        assertTrue(log.await("READY", Duration.ofMillis(20)).isEmpty());
    }

    @Test
    void a_line_is_found_by_a_part_of_it_and_another_is_not() throws InterruptedException {
        log.add("SIGNAL name=HUP t=1");

        assertEquals(
                "SIGNAL name=HUP t=1", log.awaitLine("HUP", Duration.ofSeconds(20)).orElseThrow());
        assertTrue(log.awaitLine("TERM", Duration.ofMillis(20)).isEmpty());
        log.close();
        assertTrue(log.awaitLine("TERM", Duration.ofSeconds(20)).isEmpty());
    }

    @RepeatedTest(200)
    void a_wait_for_a_line_ends_when_it_comes() throws InterruptedException {
        Thread writer = new Thread(() -> log.add("Full thread dump"));
        writer.start();

        assertTrue(log.awaitLine("thread dump", Duration.ofSeconds(20)).isPresent());
        writer.join();
    }

    @RepeatedTest(200)
    void a_follower_gets_each_line_once_and_in_order() throws InterruptedException {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            expected.add("line " + i);
        }
        Thread writer =
                new Thread(
                        () -> {
                            expected.forEach(log::add);
                            log.close();
                        });
        writer.start();
        List<String> seen = new ArrayList<>();
        ServerLog.Batch batch = new ServerLog.Batch(List.of(), 0, false);
        while (!batch.ended()) {
            batch = log.follow(batch.next());
            seen.addAll(batch.lines());
        }
        writer.join();

        assertEquals(expected, seen);
    }

    @Test
    void only_the_last_lines_are_kept_and_a_slow_follower_goes_on_with_them()
            throws InterruptedException {
        for (int i = 0; i < ServerLog.KEPT + 5; i++) {
            log.add("line " + i);
        }

        assertEquals(ServerLog.KEPT, log.lines().size());
        ServerLog.Batch batch = log.follow(0);
        assertEquals("line 5", batch.lines().get(0));
        assertEquals(ServerLog.KEPT + 5, batch.next());
        assertFalse(batch.ended());
    }
}
