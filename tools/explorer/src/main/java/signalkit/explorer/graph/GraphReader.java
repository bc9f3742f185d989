package signalkit.explorer.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import signalkit.explorer.Choice;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.graph.StateGraph.Edge;
import signalkit.explorer.graph.StateGraph.Effect;
import signalkit.explorer.graph.StateGraph.Row;
import signalkit.explorer.graph.StateGraph.State;
import signalkit.explorer.graph.StatePicture.Block;
import signalkit.explorer.graph.StatePicture.Frame;
import signalkit.explorer.graph.StatePicture.LockView;
import signalkit.explorer.graph.StatePicture.Status;
import signalkit.explorer.graph.StatePicture.ThreadView;
import signalkit.explorer.run.RunOutcome;

/** Reads what {@link GraphJson} writes, to compare it with live runs. */
final class GraphReader {
    private final JsonObject json;
    private final List<String> strings;
    private final List<Frame> frames;
    private final List<Block> blocks;
    private final List<ThreadView> threads;
    private final List<LockView> locks;
    private final List<List<LockView>> lockLists;
    private final List<Map<String, String>> values;
    private final List<List<String>> signals;
    private final List<Effect> effects;

    private GraphReader(String text) {
        json = JsonParser.parseString(text).getAsJsonObject();
        strings = rows("strings", JsonElement::getAsString);
        frames = table("frames", row -> new Frame(string(row, 0), string(row, 1), number(row, 2)));
        blocks = table("blocks", row -> new Block(string(row, 0), list(row.get(1), frames::get)));
        threads = table("threads", this::thread);
        locks =
                table(
                        "locks",
                        row ->
                                new LockView(
                                        string(row, 0),
                                        string(row, 1),
                                        number(row, 2),
                                        list(row.get(3), each -> each)));
        lockLists = table("lockLists", row -> list(row, locks::get));
        values = table("valueLists", row -> pairs(row, strings::get, strings::get));
        signals = table("signalLists", row -> list(row, strings::get));
        effects = table("effects", this::effect);
    }

    /** Reads a whole graph. */
    static StateGraph read(String text) {
        return new GraphReader(text).graph();
    }

    private StateGraph graph() {
        JsonObject columns = json.getAsJsonObject("states");
        List<Integer> at = numbers(columns.get("at"));
        List<List<Integer>> lanes = new ArrayList<>();
        columns.getAsJsonArray("threads").forEach(lane -> lanes.add(numbers(lane)));
        List<Integer> ownLocks = numbers(columns.get("locks"));
        List<Integer> ownValues = numbers(columns.get("values"));
        List<Integer> pending = numbers(columns.get("pending"));
        List<Integer> toCome = numbers(columns.get("toCome"));
        List<Integer> ends = numbers(columns.get("end"));
        List<Integer> counts = numbers(columns.get("choices"));
        List<State> states = new ArrayList<>();
        int edge = 0;
        for (int i = 0; i < at.size(); i++) {
            List<ThreadView> own = new ArrayList<>();
            for (List<Integer> lane : lanes) {
                if (lane.get(i) >= 0) {
                    own.add(threads.get(lane.get(i)));
                }
            }
            StatePicture picture =
                    new StatePicture(
                            at.get(i),
                            own,
                            lockLists.get(ownLocks.get(i)),
                            values.get(ownValues.get(i)),
                            signals.get(pending.get(i)),
                            signals.get(toCome.get(i)));
            List<Edge> edges = new ArrayList<>();
            for (int n = 0; n < counts.get(i); n++) {
                edges.add(edge(i, edge++));
            }
            states.add(state(picture, ends.get(i), edges));
        }
        Map<Integer, Integer> first =
                pairs(json.getAsJsonArray("firstSteps"), each -> each, each -> each);
        return new StateGraph(states, first, json.get("left").getAsString());
    }

    private State state(StatePicture picture, int end, List<Edge> edges) {
        if (end < 0) {
            return new State(picture, null, null, edges);
        }
        JsonArray row = json.getAsJsonArray("ends").get(end).getAsJsonArray();
        String name = string(row, 0).toUpperCase(Locale.ROOT);
        Finding finding = row.get(1).isJsonNull() ? null : finding(row.get(1).getAsJsonArray());
        return new State(picture, RunOutcome.End.valueOf(name), finding, edges);
    }

    private Edge edge(int state, int number) {
        JsonObject columns = json.getAsJsonObject("choices");
        int label = columns.getAsJsonArray("label").get(number).getAsInt();
        int effect = columns.getAsJsonArray("effect").get(number).getAsInt();
        int to = columns.getAsJsonArray("to").get(number).getAsInt();
        JsonArray row = json.getAsJsonArray("labels").get(label).getAsJsonArray();
        Choice choice =
                new Choice(Choice.Kind.values()[number(row, 0)], number(row, 1), number(row, 2));
        return new Edge(
                choice,
                string(row, 3),
                number(row, 4) == 1,
                effect < 0 ? Effect.NONE : effects.get(effect),
                to == 0 ? StateGraph.OUTSIDE : state + to);
    }

    private ThreadView thread(JsonArray row) {
        return new ThreadView(
                string(row, 0),
                Status.values()[number(row, 1)],
                string(row, 2),
                string(row, 3),
                list(row.get(4), blocks::get),
                list(row.get(5), strings::get),
                list(row.get(6), strings::get));
    }

    private Effect effect(JsonArray row) {
        List<Row> rows = new ArrayList<>();
        for (JsonElement each : row.get(1).getAsJsonArray()) {
            JsonArray cells = each.getAsJsonArray();
            rows.add(
                    new Row(
                            number(cells, 0),
                            number(cells, 1),
                            string(cells, 2),
                            string(cells, 3)));
        }
        List<Finding> warnings = new ArrayList<>();
        row.get(2).getAsJsonArray().forEach(each -> warnings.add(finding(each.getAsJsonArray())));
        return new Effect(
                pairs(row.get(0).getAsJsonArray(), each -> each, each -> each), rows, warnings);
    }

    private Finding finding(JsonArray row) {
        String label = string(row, 0);
        FindingKind kind =
                Stream.of(FindingKind.values())
                        .filter(each -> each.label().equals(label))
                        .findFirst()
                        .orElseThrow();
        return new Finding(kind, string(row, 1));
    }

    private <T> List<T> rows(String name, Function<JsonElement, T> reader) {
        List<T> rows = new ArrayList<>();
        json.getAsJsonArray(name).forEach(row -> rows.add(reader.apply(row)));
        return rows;
    }

    private <T> List<T> table(String name, Function<JsonArray, T> reader) {
        return rows(name, row -> reader.apply(row.getAsJsonArray()));
    }

    private static <T> List<T> list(JsonElement numbers, Function<Integer, T> reader) {
        List<T> list = new ArrayList<>();
        numbers.getAsJsonArray().forEach(number -> list.add(reader.apply(number.getAsInt())));
        return list;
    }

    private static <K, V> Map<K, V> pairs(
            JsonArray cells, Function<Integer, K> key, Function<Integer, V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i += 2) {
            map.put(key.apply(number(cells, i)), value.apply(number(cells, i + 1)));
        }
        return map;
    }

    private static List<Integer> numbers(JsonElement column) {
        return list(column, each -> each);
    }

    private static int number(JsonArray row, int cell) {
        return row.get(cell).getAsInt();
    }

    private String string(JsonArray row, int cell) {
        return strings.get(number(row, cell));
    }
}
