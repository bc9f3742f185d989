package signalkit.shell.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xml.sax.InputSource;

/**
 * The recording of the first session is made anew and shows what it should.
 *
 * <p>{@code -Dsignalkit.pages.write=true} writes it into {@code docs}.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstSessionTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final List<String> SHOWN =
            List.of(
                    "unsafe is ready",
                    "aimed: ",
                    "1 never served",
                    "unsafe is HUNG",
                    "[SIGTERM handler] signalkit.echo.unsafe.WorkQueue.shutdown",
                    "ended by KILL",
                    "safe is ready",
                    "2 clients in the background",
                    "safe has ended: exit status 0");

    @Test
    @Tag("slow")
    void session_is_recorded_anew_and_shows_the_hang_and_the_orderly_end() throws Exception {
        FirstSession session = new FirstSession();
        session.play();

        check(session.cast(), session.svg());
        if (Boolean.getBoolean("signalkit.pages.write")) {
            Files.writeString(DOCS.resolve("first-session.cast"), session.cast());
            Files.writeString(DOCS.resolve("first-session.svg"), session.svg());
        }
    }

    @Test
    void recording_in_docs_shows_the_same_session() throws Exception {
        check(
                Files.readString(DOCS.resolve("first-session.cast")),
                Files.readString(DOCS.resolve("first-session.svg")));
    }

    private static void check(String cast, String svg) throws Exception {
        List<String> lines = cast.lines().toList();
        assertEquals(
                2,
                JsonParser.parseString(lines.get(0)).getAsJsonObject().get("version").getAsInt());
        StringBuilder output = new StringBuilder();
        double last = 0;
        for (String line : lines.subList(1, lines.size())) {
            JsonArray event = JsonParser.parseString(line).getAsJsonArray();
            assertTrue(event.get(0).getAsDouble() >= last, line);
            assertEquals("o", event.get(1).getAsString());
            last = event.get(0).getAsDouble();
            output.append(event.get(2).getAsString());
        }
        String shown = output.toString().replaceAll("\033\\[[0-9;?]*[A-Za-z]", "");
        assertFalse(shown.contains("error: "), shown);
        int place = 0;
        for (String text : SHOWN) {
            place = shown.indexOf(text, place);
            assertTrue(place >= 0, text);
        }
        int frames =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)))
                        .getElementsByTagName("g")
                        .getLength();
        assertEquals(FirstSession.LINES.size(), frames);
    }
}
