package signalkit.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signalkit.bench.EchoPeer.Fault;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(String... arguments) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    /** Two short rounds. */
    private int quick(Fault fault, String... more) {
        return quick(0.05, fault, more);
    }

    private int quick(double first, Fault fault, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--rounds=2", "--seconds=0.03"));
        arguments.addAll(List.of("--warm=0.01", "--first=" + first, "--on", "netty"));
        // A long command is one that people break over lines.
        String command = EchoPeer.command(fault).replaceFirst(" ", "\n  ");
        arguments.addAll(List.of("--peer", "peer=" + command));
        arguments.addAll(List.of(more));
        return bench(arguments.toArray(String[]::new));
    }

    /** As a program, since a signal ends a JVM. */
    @Test
    @Tag("slow")
    @Timeout(60)
    void what_is_known_is_shown_when_a_signal_ends_the_bench(@TempDir Path folder)
            throws Exception {
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "--on=netty",
                                "--rounds=1000",
                                "closed:2x64")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(errors.toFile())
                        .start();
        // It measures, or is about to, once its server runs.
        while (process.children().findAny().isEmpty()) {
            assertTrue(process.isAlive(), () -> "it ended: " + process.exitValue());
            Thread.onSpinWait();
        }
        process.destroy();
        process.waitFor();

        String said = Files.readString(errors);
        assertTrue(said.contains("interrupted: the rounds so far are above"), said);
        assertFalse(said.contains("Exception"), said);
    }

    @Test
    @Tag("slow")
    void every_kind_of_workload_gives_a_table() {
        assertEquals(
                0,
                quick(
                        Fault.NONE,
                        "closed:2x64",
                        "open:2x64",
                        "idle:4x64",
                        "churn:2x64",
                        "term:5x64"),
                err::toString);
        String table = out.toString();
        for (String part : List.of("closed:2x64", "open:2x64", "churn:2x64", "TERM to exit")) {
            assertTrue(table.contains(part), table);
        }
        assertTrue(table.contains("ratios to peer"), table);
    }

    @Test
    void json_has_every_round_and_the_ratios() {
        assertEquals(
                0,
                quick(Fault.NONE, "--json=-", "--reference=netty", "closed:2x64"),
                err::toString);
        JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals("netty", document.get("reference").getAsString());
        JsonObject peer = document.getAsJsonArray("results").get(1).getAsJsonObject();
        assertEquals("peer", peer.get("server").getAsString());
        assertEquals(2, peer.getAsJsonObject("rounds").getAsJsonArray("rate").size());
        assertTrue(peer.getAsJsonObject("rate_ratio").get("median").getAsDouble() > 0);
        double others = peer.getAsJsonObject("others").get("max").getAsDouble();
        assertTrue(others >= 0 && others <= 1, others + " of the processors");
    }

    @Test
    void clients_that_work_are_slower() {
        assertEquals(
                0,
                quick(Fault.NONE, "--client-work=5000", "--json=-", "closed:2x64"),
                err::toString);
        JsonObject document = JsonParser.parseString(out.toString()).getAsJsonObject();
        for (JsonElement result : document.getAsJsonArray("results")) {
            JsonObject rounds = result.getAsJsonObject().getAsJsonObject("rounds");
            for (JsonElement rate : rounds.getAsJsonArray("rate")) {
                assertTrue(rate.getAsDouble() <= 200, rate + " a second, of 5 ms each");
            }
        }
    }

    /** The server is what the command runs: its table has the server's own options. */
    @Test
    void a_server_runs_under_the_command_before_its_name() {
        String server = "netty --threads 1";
        assertEquals(
                0,
                bench(
                        "--rounds=1",
                        "--seconds=0.03",
                        "--first=0.05",
                        "--on=" + server,
                        "--on=moved=env PORT=0 " + server,
                        "closed:2x64"),
                err::toString);
        assertTrue(out.toString().contains("moved"), out.toString());
    }

    @Test
    void a_command_that_does_not_start_fails_the_run() {
        assertEquals(Main.FAILED, quick(Fault.NONE, "--on=no-such-command netty", "closed:2x64"));
        String message = "no-such-command netty does not start: Cannot run program";
        assertTrue(err.toString().contains(message), err.toString());
    }

    @Test
    void the_chart_is_well_formed(@TempDir Path folder) throws Exception {
        Path chart = folder.resolve("chart.svg");
        assertEquals(0, quick(Fault.NONE, "--svg=" + chart, "closed:2x64"), err::toString);
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(Files.readAllBytes(chart)));
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertTrue(Files.readString(chart, StandardCharsets.UTF_8).contains("closed:2x64"));
    }

    @ParameterizedTest
    @Tag("slow")
    @CsvSource({
        "CORRUPTS, peer under closed:2x64: connection",
        "CUTS, before its echo was whole",
        "ABSENT, peer ended with status 3 before it was ready; it said: nothing to see here"
    })
    void a_server_that_fails_fails_the_run(Fault fault, String message) {
        assertEquals(Main.FAILED, quick(fault, "closed:2x64"));
        assertTrue(err.toString().contains(message), err.toString());
    }

    /** One looks for the port, one checks, two rounds have one each; a fifth is not enough. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1"})
    void a_server_is_warmed_up_with_rounds_of_clients_that_come_and_go(double first, int status) {
        assertEquals(status, quick(first, Fault.TURNS_AWAY, "closed:1x64"), () -> out + "" + err);
    }

    @ParameterizedTest
    @CsvSource({
        "closed:8, is not MODE:CONNECTIONSxBYTES",
        "closed:0x64, connections are 1 to 20000",
        "closed:8x65K, a message has 1 to 65536 bytes",
        "--on=apache, 'apache' names no server",
        "--on=nice -n 1 apache, 'nice -n 1 apache' names no server",
        "--reference=x, is none of",
        "--rounds=0, --rounds is out of range: 1 to 1000",
        "--client-work=-1, --client-work is out of range: 0 to 1000000",
        "--peer=, a server's command is empty",
        "--java=/nowhere, --java /nowhere is no JDK: it has no bin/java"
    })
    void bad_usage_is_one_line_and_status_2(String argument, String message) {
        assertEquals(Main.USAGE, bench("--on", "netty", argument));
        assertTrue(err.toString().startsWith("error: "), err.toString());
        assertTrue(err.toString().contains(message), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }
}
