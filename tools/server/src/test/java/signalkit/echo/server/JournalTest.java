package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The account of a server, and the lines that tell of it. */
class JournalTest {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void restore() {
        System.setOut(before);
    }

    private List<String> lines(Runnable step) {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        step.run();
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void open_is_what_was_accepted_and_has_not_ended() {
        Journal journal = new Journal(true);
        journal.accepted.addAndGet(10);
        journal.drained.addAndGet(4);
        journal.aborted.addAndGet(2);
        journal.refused.addAndGet(1);
        assertEquals(3, journal.open());
        assertTrue(journal.toString().endsWith(" open=3"), journal.toString());
    }

    @Test
    void the_last_line_has_every_counter_once_and_in_its_order() {
        assertEquals(
                "accepted=0 drained=0 aborted=0 refused=0 bytes_in=0 bytes_out=0 late=0"
                        + " submitted=0 run=0 rejected=0 open=0",
                new Journal(true).toString());
    }

    @Test
    void a_transition_becomes_the_state_and_a_note_does_not() {
        Journal journal = new Journal(true);
        journal.enter(ServerState.DRAINING, "open=0");
        journal.note("SIGNAL", "name=TERM");
        assertEquals(ServerState.DRAINING, journal.state());
    }

    @Test
    void each_line_has_its_event_its_pairs_and_a_time_that_never_goes_back() {
        List<String> lines =
                lines(
                        () -> {
                            Journal journal = new Journal(false);
                            journal.enter(ServerState.STARTING, "pid=1");
                            journal.note("SIGNAL", "name=TERM");
                        });
        assertTrue(lines.get(0).matches("STARTING pid=1 t=\\d+"), lines.toString());
        assertTrue(lines.get(1).matches("SIGNAL name=TERM t=\\d+"), lines.toString());
        assertTrue(time(lines.get(0)) <= time(lines.get(1)), lines.toString());
    }

    private static long time(String line) {
        return Long.parseLong(line.substring(line.indexOf("t=") + 2));
    }

    @Test
    void a_quiet_server_says_ready_and_stopped() {
        List<String> lines =
                lines(
                        () -> {
                            Journal journal = new Journal(true);
                            for (ServerState state : ServerState.values()) {
                                journal.enter(state, "x=1");
                                journal.note("SIGNAL", "name=TERM");
                            }
                        });
        assertEquals(
                List.of("READY", "STOPPED"),
                lines.stream().map(line -> line.split(" ")[0]).toList());
    }
}
