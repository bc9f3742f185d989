package signalkit.explorer.view;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import signalkit.explorer.Trace;

/** A trace as one page of HTML that needs nothing else: the table, and keys to step through it. */
public final class HtmlPage {
    private static final String DATA = "«trace»";

    /** Writes {@code <} as an escape, so that no text of a trace can end the script element. */
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    /**
     * Where a page belongs: a link in its head.
     *
     * @param address of the other page, relative to this one
     * @param text of the link
     */
    public record Link(String address, String text) {}

    private HtmlPage() {}

    /**
     * The page.
     *
     * @param trace what happened
     * @param sources where its source lines are; the files that it names go into the page
     * @return the whole text, to be written as UTF-8
     */
    public static String of(Trace trace, Sources sources) {
        return of(trace, sources, null);
    }

    /**
     * The same with a way back.
     *
     * @param trace what happened
     * @param sources where its source lines are; the files that it names go into the page
     * @param up where the page belongs; null for a page that stands alone
     * @return the whole text, to be written as UTF-8
     */
    public static String of(Trace trace, Sources sources, Link up) {
        JsonObject json = TraceJson.of(trace, sources);
        JsonObject files = new JsonObject();
        for (Trace.Step step : trace.steps()) {
            Place.of(step.place())
                    .ifPresent(
                            place ->
                                    files.add(
                                            place.file(),
                                            TraceJson.texts(sources.file(place.file()))));
        }
        json.add("files", files);
        json.add("up", GSON.toJsonTree(up));
        return template().replace(DATA, GSON.toJson(json));
    }

    private static String template() {
        try (InputStream in = HtmlPage.class.getResourceAsStream("trace.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
