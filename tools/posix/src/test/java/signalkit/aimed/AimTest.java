package signalkit.aimed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Mutex;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Rounds;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.aim.Aim;
import signalkit.posix.aim.Aims;

/** Signals that arrive exactly where they are aimed at, in code that is not the kit's. */
class AimTest {
    private final List<String> log = new ArrayList<>();

    /** Runs code on a main thread that logs its signals. */
    private PosixProcess run(String aim, Runnable code) {
        PosixProcess process = new PosixProcess("aimed");
        int status =
                process.run(
                        () -> {
                            Sigaction note = Sigaction.handler(signal -> log(signal.name()));
                            Signals.sigaction(Signal.TERM, note);
                            Signals.sigaction(Signal.INT, note);
                            process.aims().add(Aim.parse(aim));
                            code.run();
                        });
        assertEquals(0, status, () -> process.uncaught().toString());
        process.aims().clear();
        return process;
    }

    private void log(String text) {
        log.add(text);
        Points.point();
        log.add("end of " + text);
    }

    @Rounds(200)
    void a_signal_arrives_while_the_thread_holds_the_lock() {
        run(
                "TERM when main holds jobs",
                () -> {
                    Mutex other = new Mutex("other");
                    Mutex jobs = new Mutex("jobs");
                    other.lock();
                    Points.point();
                    other.unlock();
                    jobs.lock();
                    log.add("locked");
                    Points.point();
                    jobs.unlock();
                });

        assertEquals(List.of("locked", "TERM", "end of TERM"), log);
    }

    @Rounds(200)
    void a_signal_arrives_once() {
        run(
                "TERM in main",
                () -> {
                    Points.point();
                    Points.point();
                });

        assertEquals(List.of("TERM", "end of TERM"), log);
    }

    @Rounds(200)
    void a_second_signal_arrives_on_top_of_the_first_ones_handler() {
        run("TERM in main then INT", Points::point);

        assertEquals(List.of("TERM", "INT", "end of INT", "end of TERM"), log);
    }

    @Test
    void a_second_signal_waits_for_the_handler_of_the_first() {
        run(
                "TERM in nobody",
                () -> {
                    Signals.sigaction(Signal.TERM, Sigaction.IGNORE);
                    PosixProcess.current().aims().add(Aim.parse("TERM in main then INT"));
                    Points.point();
                    Points.point();
                });

        assertEquals(List.of(), log);
    }

    @Test
    void a_signal_waits_until_its_thread_does_not_block_it() {
        run(
                "TERM in nobody",
                () -> {
                    SignalSet term = SignalSet.of(Signal.TERM);
                    Signals.sigmask(How.BLOCK, term);
                    PosixProcess.current().aims().add(Aim.parse("TERM in main"));
                    Points.point();
                    log.add("pending " + Signals.sigpending());
                    Signals.sigmask(How.UNBLOCK, term);
                    Points.point();
                });

        assertEquals(List.of("pending {}", "TERM", "end of TERM"), log);
    }

    @Rounds(200)
    void a_signal_arrives_at_a_line_of_a_file() {
        int line = StackWalker.getInstance().walk(f -> f.findFirst().get().getLineNumber()) + 6;
        run(
                "TERM at AimTest.java:" + line + " in main",
                () -> {
                    Points.point();
                    log.add("before");
                    Points.point();
                    log.add("after");
                    Points.point();
                });

        assertEquals(List.of("before", "TERM", "end of TERM", "after"), log);
    }

    @Rounds(20)
    void a_signal_that_is_aimed_at_another_thread_does_not_arrive() {
        PosixProcess process = run("TERM in worker", Points::point);

        assertEquals(List.of(), log);
        assertEquals(List.of(), process.aims().list());
    }

    @Rounds(20)
    void the_list_tells_what_waits_and_what_has_fired_where() {
        List<String> lists = new ArrayList<>();
        PosixProcess process = new PosixProcess("aimed");
        process.run(
                () -> {
                    Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> {}));
                    process.aims().add(Aim.parse("SIGterm  in main"));
                    lists.addAll(process.aims().list());
                    Points.point();
                    lists.addAll(process.aims().list());
                });

        assertEquals("waits: TERM in main", lists.get(0));
        assertTrue(lists.get(1).startsWith("fired: TERM in main (on main at "), lists::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "Queue.java:12, the nearest lines with one are 10 and 20",
        "Queue.java:0, the nearest line with one is 10",
        "Queue.java:99, the nearest line with one is 20",
        "Job.java:3, Job.java has no interruption point in any line",
        "Jobs.java:10, 'no woven class comes from Jobs.java; there are: Queue.java'"
    })
    void a_line_without_a_point_is_refused_with_what_there_is(String place, String remedy) {
        Aims aims = aimsThatKnow();
        Aim aim = Aim.parse("TERM at " + place + " in main");

        PosixException e = assertThrows(PosixException.class, () -> aims.add(aim));

        assertEquals(Errno.EINVAL, e.errno());
        assertTrue(e.getMessage().contains(remedy), e::getMessage);
        assertEquals(List.of(), aims.list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM at Queue.java:10", "TERM at Queue.java:20", "TERM in worker"})
    void an_aim_at_a_line_with_a_point_or_at_no_line_is_taken(String text) {
        Aims aims = aimsThatKnow();

        aims.add(Aim.parse(text));

        assertEquals(List.of("waits: " + text), aims.list());
        aims.clear();
    }

    /** Aims of a process with two woven files, one of which has points. */
    private static Aims aimsThatKnow() {
        NavigableMap<String, NavigableSet<Integer>> lines = new TreeMap<>();
        lines.put("Queue.java", new TreeSet<>(List.of(10, 20)));
        lines.put("Job.java", new TreeSet<>());
        Aims aims = new PosixProcess("aimed").aims();
        aims.linesFrom(() -> lines);
        return aims;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "TERM",
                "TERM when main",
                "TERM at WorkQueue.java",
                "TERM when main holds jobs in main",
                "TERM in main then"
            })
    void what_is_no_aim_is_refused_with_what_is_expected(String text) {
        assertTrue(refusal(text).startsWith("«" + text + "» is not an aim. Write SIGNAL when"));
    }

    @ParameterizedTest
    @CsvSource({
        "KILL in main, KILL",
        "9 in main, 9",
        "NONE in main, NONE",
        "TERM in main then STOP, STOP"
    })
    void a_signal_that_cannot_be_caught_is_refused_by_name(String text, String signal) {
        String expected = signal + " cannot be caught. Aim TERM or INT, for example.";
        assertEquals(expected, refusal(text));
    }

    private static String refusal(String text) {
        PosixException e = assertThrows(PosixException.class, () -> Aim.parse(text));
        assertEquals(Errno.EINVAL, e.errno());
        return e.detail();
    }

    @Test
    void a_signal_is_read_as_everywhere_in_the_kit() {
        assertEquals(Aim.parse("TERM in main then INT"), Aim.parse("sigterm in main then 2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TERM when signal waiter holds evbase accept",
                "TERM at WorkQueue.java:40",
                "TERM at WorkQueue.java:40 in worker-1",
                "TERM in worker-1 then INT"
            })
    void an_aim_reads_what_it_writes(String text) {
        assertEquals(text, Aim.parse(text).toString());
    }
}
