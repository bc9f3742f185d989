package signalkit.explorer.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import signalkit.explorer.Choice;
import signalkit.explorer.Finding;
import signalkit.explorer.graph.StateGraph.Edge;
import signalkit.explorer.graph.StateGraph.Effect;
import signalkit.explorer.graph.StateGraph.Row;
import signalkit.explorer.graph.StateGraph.State;
import signalkit.explorer.graph.StatePicture.Block;
import signalkit.explorer.graph.StatePicture.Frame;
import signalkit.explorer.graph.StatePicture.LockView;
import signalkit.explorer.graph.StatePicture.ThreadView;
import signalkit.explorer.run.RunOutcome;

/** Writes a state graph with every text, frame, thread and effect once; see docs/state-graph.md. */
final class GraphJson {
    private record Label(Choice choice, String text, boolean preempts) {}

    private record End(RunOutcome.End end, Finding finding) {}

    private final NumberedRows<String> strings = new NumberedRows<>(JsonPrimitive::new);
    private final NumberedRows<Frame> frames = new NumberedRows<>(this::frame);
    private final NumberedRows<Block> blocks = new NumberedRows<>(this::block);
    private final NumberedRows<ThreadView> threads = new NumberedRows<>(this::thread);
    private final NumberedRows<LockView> locks = new NumberedRows<>(this::lock);
    private final NumberedRows<List<LockView>> lockLists =
            new NumberedRows<>(list -> numbers(list, locks::number));
    private final NumberedRows<Map<String, String>> values = new NumberedRows<>(this::valueList);
    private final NumberedRows<List<String>> signals =
            new NumberedRows<>(list -> numbers(list, strings::number));
    private final NumberedRows<Label> labels = new NumberedRows<>(this::label);
    private final NumberedRows<Effect> effects = new NumberedRows<>(this::effect);
    private final NumberedRows<End> ends = new NumberedRows<>(this::end);

    private GraphJson() {}

    /** One object; the caller adds what it is about. */
    static JsonObject of(StateGraph graph) {
        return new GraphJson().write(graph);
    }

    private JsonObject write(StateGraph graph) {
        JsonObject states = new JsonObject();
        column(states, "at", graph, state -> state.picture().at());
        int most =
                graph.states().stream()
                        .mapToInt(each -> each.picture().threads().size())
                        .max()
                        .orElse(0);
        JsonArray lanes = new JsonArray();
        for (int i = 0; i < most; i++) {
            JsonArray lane = new JsonArray();
            for (State state : graph.states()) {
                List<ThreadView> all = state.picture().threads();
                lane.add(i < all.size() ? threads.number(all.get(i)) : -1);
            }
            lanes.add(lane);
        }
        states.add("threads", lanes);
        column(states, "locks", graph, state -> lockLists.number(state.picture().locks()));
        column(states, "values", graph, state -> values.number(state.picture().values()));
        column(states, "pending", graph, state -> signals.number(state.picture().pending()));
        column(states, "toCome", graph, state -> signals.number(state.picture().toCome()));
        column(
                states,
                "end",
                graph,
                state ->
                        state.end() == null
                                ? -1
                                : ends.number(new End(state.end(), state.finding())));
        column(states, "choices", graph, state -> state.edges().size());
        JsonObject choices = new JsonObject();
        JsonArray label = new JsonArray();
        JsonArray effect = new JsonArray();
        JsonArray to = new JsonArray();
        for (int i = 0; i < graph.states().size(); i++) {
            for (Edge edge : graph.states().get(i).edges()) {
                label.add(labels.number(new Label(edge.choice(), edge.text(), edge.preempts())));
                boolean isOutside = edge.target() == StateGraph.OUTSIDE;
                effect.add(isOutside ? -1 : effects.number(edge.effect()));
                // No choice leads to where it is made, so zero is free.
                to.add(isOutside ? 0 : edge.target() - i);
            }
        }
        choices.add("label", label);
        choices.add("effect", effect);
        choices.add("to", to);
        JsonObject json = new JsonObject();
        JsonArray first = new JsonArray();
        graph.firstSteps()
                .forEach(
                        (thread, steps) -> {
                            first.add(thread);
                            first.add(steps);
                        });
        json.add("firstSteps", first);
        json.add("strings", strings.rows());
        json.add("frames", frames.rows());
        json.add("blocks", blocks.rows());
        json.add("threads", threads.rows());
        json.add("locks", locks.rows());
        json.add("lockLists", lockLists.rows());
        json.add("valueLists", values.rows());
        json.add("signalLists", signals.rows());
        json.add("labels", labels.rows());
        json.add("effects", effects.rows());
        json.add("ends", ends.rows());
        json.add("states", states);
        json.add("choices", choices);
        return json;
    }

    private static void column(
            JsonObject states, String name, StateGraph graph, Function<State, Integer> cell) {
        JsonArray column = new JsonArray();
        graph.states().forEach(state -> column.add(cell.apply(state)));
        states.add(name, column);
    }

    private static <T> JsonArray numbers(List<T> list, Function<T, Integer> number) {
        JsonArray json = new JsonArray();
        list.forEach(each -> json.add(number.apply(each)));
        return json;
    }

    private static JsonArray row(Object... cells) {
        JsonArray json = new JsonArray();
        for (Object cell : cells) {
            if (cell instanceof Integer number) {
                json.add(number);
            } else {
                json.add((JsonArray) cell);
            }
        }
        return json;
    }

    private JsonArray frame(Frame frame) {
        return row(strings.number(frame.method()), strings.number(frame.file()), frame.line());
    }

    private JsonArray block(Block block) {
        return row(strings.number(block.signal()), numbers(block.frames(), frames::number));
    }

    private JsonArray thread(ThreadView thread) {
        return row(
                strings.number(thread.name()),
                thread.status().ordinal(),
                strings.number(thread.waitsFor()),
                strings.number(thread.next()),
                numbers(thread.blocks(), blocks::number),
                numbers(thread.blocked(), strings::number),
                numbers(thread.pending(), strings::number));
    }

    private JsonArray lock(LockView lock) {
        return row(
                strings.number(lock.name()),
                strings.number(lock.kind()),
                lock.owner(),
                numbers(lock.waiters(), each -> each));
    }

    private JsonArray valueList(Map<String, String> list) {
        JsonArray json = new JsonArray();
        list.forEach(
                (name, value) -> {
                    json.add(strings.number(name));
                    json.add(strings.number(value));
                });
        return json;
    }

    private JsonArray label(Label label) {
        Choice choice = label.choice();
        return row(
                choice.kind().ordinal(),
                choice.thread(),
                choice.arrival(),
                strings.number(label.text()),
                label.preempts() ? 1 : 0);
    }

    private JsonArray effect(Effect effect) {
        JsonArray steps = new JsonArray();
        effect.steps()
                .forEach(
                        (thread, count) -> {
                            steps.add(thread);
                            steps.add(count);
                        });
        JsonArray rows = new JsonArray();
        for (Row row : effect.rows()) {
            rows.add(
                    row(
                            row.thread(),
                            row.depth(),
                            strings.number(row.text()),
                            strings.number(row.place())));
        }
        JsonArray warnings = new JsonArray();
        effect.warnings().forEach(each -> warnings.add(finding(each)));
        return row(steps, rows, warnings);
    }

    private JsonArray finding(Finding finding) {
        return row(strings.number(finding.kind().label()), strings.number(finding.text()));
    }

    private JsonArray end(End end) {
        JsonArray json = new JsonArray();
        json.add(strings.number(end.end().name().toLowerCase(Locale.ROOT)));
        if (end.finding() == null) {
            json.add(JsonNull.INSTANCE);
        } else {
            json.add(finding(end.finding()));
        }
        return json;
    }
}
