package signalkit.shell.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import signalkit.lab.load.ClientOutcome;
import signalkit.lab.load.LoadReport;
import signalkit.shell.console.PlainScreen;

class LoadViewTest {
    @Test
    void clients_without_an_echo_have_no_latency() {
        Map<ClientOutcome, Long> outcomes = Map.of(ClientOutcome.SERVED, 1L);
        LoadReport report = new LoadReport(1, 0, 0, 0, 0, 0, 0, outcomes, new Histogram(3));
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);

        LoadView.print(new PlainScreen(stream, stream), report);

        assertEquals(
                "connections 1: 1 served\nbytes sent 0, echoed 0, missing 0\nno echo came back\n",
                output.toString(StandardCharsets.UTF_8));
    }
}
