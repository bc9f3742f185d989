package signalkit.bench.signals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import picocli.CommandLine;
import signalkit.lab.LabException;

/** Each way to take a signal is measured, where there is a compiler for C. */
@EnabledOnOs(OS.LINUX)
class SignalsCommandTest {
    private static final int COUNT = 3;
    private static final int BURST = 40;

    private record Run(int status, String out, String err) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                new CommandLine(new SignalsCommand())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    private static void assumeCompiler() {
        boolean exists =
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cc")));
        assumeTrue(exists, "there is no cc");
    }

    @Test
    void every_way_acts_on_each_signal_and_only_real_time_signals_queue() {
        assumeCompiler();
        Run run = run("--rounds=1", "--count=" + COUNT, "--burst=" + BURST, "--json=-");
        assertEquals(0, run.status(), run.err());
        JsonObject ways =
                JsonParser.parseString(run.out()).getAsJsonObject().getAsJsonObject("ways");
        for (SignalWay way : SignalWay.values()) {
            JsonObject values = ways.getAsJsonObject(way.toString());
            int latencies = values.getAsJsonArray("latencies_ns").size();
            assertEquals(way.isLast() ? 1 : COUNT, latencies, way.toString());
            values.getAsJsonArray("latencies_ns").forEach(ns -> assertTrue(ns.getAsLong() > 0));
            if (way.isLast()) {
                continue;
            }
            int seen = values.getAsJsonArray("seen").get(0).getAsInt();
            if (way == SignalWay.REAL_TIME) {
                assertEquals(BURST, seen);
            } else {
                assertTrue(seen >= 1 && seen <= BURST, way + " has seen " + seen);
            }
        }
    }

    @Test
    void error_of_the_sender_fails_the_measurement() throws Exception {
        assumeCompiler();
        try (SenderProgram sender = new SenderProgram()) {
            LabException error =
                    assertThrows(
                            LabException.class,
                            () -> sender.measure(SignalWay.FLAG, 0, 0, new WayResult()));
            assertTrue(error.getMessage().contains("usage: signals COUNT"), error.getMessage());
        }
    }

    @Test
    void quantiles_are_of_all_signals_in_microseconds() {
        WayResult result = new WayResult();
        IntStream.rangeClosed(1, 200).forEach(i -> result.add("latency " + i * 1000));
        result.add("cpu 4000");
        result.add("seen 7");
        result.add("seen 2");
        assertEquals(100, result.median());
        assertEquals(198, result.p99());
        assertEquals(4, result.cpu());
        assertEquals("2 to 7", result.seen());
        assertThrows(IllegalArgumentException.class, () -> result.add("nonsense 1"));
    }

    @Test
    void bad_usage_names_the_input_and_the_remedy() {
        assertUsage("'nix' is no way to take a signal; there are flag, ppoll", "nix");
        assertUsage("--rounds is out of range: 1 to 100", "--rounds=0");
        assertUsage("--count is out of range: 1 to 10000", "--count=10001");
        assertUsage("--burst is out of range: 0 to 100000", "--burst=-1");
    }

    private static void assertUsage(String message, String... arguments) {
        Run run = run(arguments);
        assertEquals(CommandLine.ExitCode.USAGE, run.status());
        assertTrue(run.err().contains(message), run.err());
    }
}
