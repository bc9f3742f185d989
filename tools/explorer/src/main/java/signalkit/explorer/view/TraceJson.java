package signalkit.explorer.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import signalkit.explorer.Finding;
import signalkit.explorer.Trace;

/** Traces and findings as JSON; names as in {@link Trace}. */
public final class TraceJson {
    private TraceJson() {}

    /**
     * A trace, with the text of its source lines.
     *
     * @param trace what happened
     * @param sources where its source lines are
     * @return one object
     */
    public static JsonObject of(Trace trace, Sources sources) {
        JsonObject json = new JsonObject();
        json.addProperty("scenario", trace.scenario());
        json.addProperty("schedule", trace.schedule().id());
        json.add("finding", trace.finding() == null ? JsonNull.INSTANCE : of(trace.finding()));
        json.add("threads", texts(trace.threads()));
        JsonArray steps = new JsonArray();
        trace.steps().forEach(step -> steps.add(of(step, sources)));
        json.add("steps", steps);
        JsonArray warnings = new JsonArray();
        trace.warnings().forEach(warning -> warnings.add(of(trace, warning)));
        json.add("warnings", warnings);
        return json;
    }

    /**
     * A warning, with the steps that it is about; their numbers count from 1.
     *
     * @param trace what happened
     * @param warning one of its own
     * @return one object
     */
    public static JsonObject of(Trace trace, Trace.Warning warning) {
        JsonObject json = of(warning.finding());
        JsonArray steps = new JsonArray();
        for (int index : warning.steps()) {
            Trace.Step step = trace.steps().get(index);
            JsonObject row = new JsonObject();
            row.addProperty("number", index + 1);
            row.addProperty("thread", trace.threads().get(step.thread()));
            row.addProperty("text", step.text());
            row.add("stack", texts(step.stack()));
            steps.add(row);
        }
        json.add("steps", steps);
        return json;
    }

    /**
     * A finding.
     *
     * @param finding what was wrong
     * @return one object
     */
    public static JsonObject of(Finding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", finding.kind().label());
        json.addProperty("text", finding.text());
        return json;
    }

    private static JsonObject of(Trace.Step step, Sources sources) {
        JsonObject json = new JsonObject();
        json.addProperty("thread", step.thread());
        json.addProperty("depth", step.depth());
        json.addProperty("text", step.text());
        json.addProperty("place", step.place());
        Optional<Place> place = Place.of(step.place());
        json.addProperty("file", place.map(Place::file).orElse(""));
        json.addProperty("line", place.map(Place::line).orElse(0));
        json.addProperty("source", place.map(sources::line).orElse(""));
        json.add("stack", texts(step.stack()));
        JsonArray locks = new JsonArray();
        for (Trace.Lock lock : step.locks()) {
            JsonObject row = new JsonObject();
            row.addProperty("name", lock.name());
            row.addProperty("owner", lock.owner());
            row.add("waiters", texts(lock.waiters()));
            locks.add(row);
        }
        json.add("locks", locks);
        JsonObject shown = new JsonObject();
        step.shown().forEach(shown::addProperty);
        json.add("shown", shown);
        return json;
    }

    static JsonArray texts(List<String> texts) {
        JsonArray json = new JsonArray();
        texts.forEach(json::add);
        return json;
    }
}
