package signalkit.shell.recording;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a terminal got and when, as an asciinema file of version 2.
 *
 * <p>Time is the recording's own: keys are typed at a steady pace, without anybody waiting for it,
 * and what a command prints comes as late as it came. Thread-safe.
 */
final class Recording extends OutputStream {
    private static final double KEY_SECONDS = 0.06;
    private static final double PAUSE_SECONDS = 1.5;

    private final int columns;
    private final int rows;

    // this must be locked when using these:
    private final List<JsonArray> events = new ArrayList<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private double time;
    private long before = System.nanoTime();

    Recording(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    @Override
    public synchronized void write(int oneByte) {
        pending.write(oneByte);
    }

    @Override
    public synchronized void write(byte[] bytes, int start, int length) {
        pending.write(bytes, start, length);
    }

    @Override
    public synchronized void flush() {
        if (pending.size() == 0) {
            return;
        }
        long now = System.nanoTime();
        time += (now - before) / 1e9;
        before = now;
        JsonArray event = new JsonArray();
        event.add(Math.round(time * 1e3) / 1e3);
        event.add("o");
        event.add(pending.toString(StandardCharsets.UTF_8));
        pending.reset();
        events.add(event);
    }

    /** A key is about to be typed. */
    synchronized void key() {
        flush();
        time += KEY_SECONDS;
        before = System.nanoTime();
    }

    /** The viewer reads what is there. */
    synchronized void pause() {
        flush();
        time += PAUSE_SECONDS;
        before = System.nanoTime();
    }

    /** The file. */
    synchronized String text() {
        flush();
        JsonObject header = new JsonObject();
        header.addProperty("version", 2);
        header.addProperty("width", columns);
        header.addProperty("height", rows);
        header.addProperty("title", "signalkit: the first session");
        StringBuilder text = new StringBuilder(header.toString()).append('\n');
        events.forEach(event -> text.append(new Gson().toJson(event)).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d events in %.1f s", events.size(), time);
    }
}
