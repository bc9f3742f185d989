package signalkit.explorer.graph;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingKind;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.view.Sources;

/**
 * The state graph of a scenario as the text of a file, see docs/state-graph.md.
 *
 * @param json the text
 * @param states how many there are
 * @param choices how many there are in all states
 * @param left what is left out, as a sentence; empty when the graph is complete
 */
public record GraphExport(String json, int states, int choices, String left) {
    /** The format of the file. */
    public static final String FORMAT = "signalkit-state-graph";

    /** The version of the format. */
    public static final int VERSION = 1;

    /** So many states can be explored in seconds; most are the same as another in the file. */
    public static final int MOST = 20_000;

    /** As many preemptions as there can be, no spurious wake-ups: what a learner plays. */
    public static final Bounds GAME =
            Bounds.DEFAULT
                    .withPreemptions(Integer.MAX_VALUE)
                    .withoutSpuriousWakeUps()
                    .withOlderValues(0)
                    .withTime(Duration.ofMinutes(10));

    /**
     * What a graph is about.
     *
     * @param scenario its name
     * @param side of a catalogue; null for an exercise
     * @param failing kinds of warnings that count as failures
     * @param sources where its source files are
     */
    public record About(String scenario, String side, Set<FindingKind> failing, Sources sources) {}

    /**
     * Explores a scenario.
     *
     * @param code the scenario
     * @param bounds of these, preemptions, steps, time and spurious wake-ups count
     * @param most how many states to explore at most
     * @param about goes into the file
     * @return the graph
     * @throws ScenarioException when the class is no scenario, or has no state graph
     */
    public static GraphExport of(ScenarioCode code, Bounds bounds, int most, About about) {
        StateGraph graph = Quotient.of(new GraphSearch(code, bounds, most).run());
        JsonObject json = new JsonObject();
        json.addProperty("format", FORMAT);
        json.addProperty("version", VERSION);
        json.addProperty("scenario", about.scenario());
        json.addProperty("side", about.side());
        json.add("bounds", json(bounds));
        json.addProperty("left", graph.left());
        JsonArray failing = new JsonArray();
        about.failing().stream().sorted().forEach(kind -> failing.add(kind.label()));
        json.add("failing", failing);
        json.add("sources", sources(graph, about.sources()));
        GraphJson.of(graph).entrySet().forEach(each -> json.add(each.getKey(), each.getValue()));
        int choices = graph.states().stream().mapToInt(each -> each.edges().size()).sum();
        String text = new Gson().newBuilder().serializeNulls().create().toJson(json);
        return new GraphExport(text, graph.states().size(), choices, graph.left());
    }

    /**
     * Compares a file with the scenario that it is about, by runs whose choices are made by chance.
     *
     * @param code the scenario
     * @param bounds those of the file
     * @param json the file's text
     * @param walks how many runs
     * @param seed what the choices are drawn by
     * @return the first difference; empty when there is none
     */
    public static Optional<String> difference(
            ScenarioCode code, Bounds bounds, String json, int walks, long seed) {
        StateGraph graph = GraphReader.read(json);
        return new GraphWalks(code, bounds.withOlderValues(0), graph, seed).walk(walks);
    }

    private static JsonObject json(Bounds bounds) {
        JsonObject json = new JsonObject();
        boolean isBounded = bounds.preemptions() != Integer.MAX_VALUE;
        json.add("preemptions", JsonNull.INSTANCE);
        if (isBounded) {
            json.addProperty("preemptions", bounds.preemptions());
        }
        json.addProperty("steps", bounds.steps());
        json.addProperty("spuriousWakeUps", bounds.spuriousWakeUps());
        return json;
    }

    private static JsonObject sources(StateGraph graph, Sources sources) {
        Set<String> names = new TreeSet<>();
        for (StateGraph.State state : graph.states()) {
            for (StatePicture.ThreadView thread : state.picture().threads()) {
                for (StatePicture.Block block : thread.blocks()) {
                    block.frames().forEach(frame -> names.add(frame.file()));
                }
            }
        }
        JsonObject json = new JsonObject();
        for (String name : names) {
            List<String> lines = name.isEmpty() ? List.of() : sources.file(name);
            if (!lines.isEmpty()) {
                json.addProperty(name, String.join("\n", lines) + "\n");
            }
        }
        return json;
    }
}
