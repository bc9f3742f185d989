package signalkit.explorer.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.view.Sources;

/** A graph holds what live runs do, all of it, and nothing else. */
class StateGraphTest {
    private static final String SELF_DEADLOCK = "FindingsTest$HandlerLocks";
    private static final Bounds SPURIOUS =
            Bounds.DEFAULT.withPreemptions(Integer.MAX_VALUE).withOlderValues(0);

    static ScenarioCode code(String name) {
        String type = "signalkit.explorer." + name;
        return new ScenarioCode(type, StateGraphTest.class.getClassLoader());
    }

    static GraphExport export(String name, Bounds bounds, int most) {
        return GraphExport.of(
                code(name),
                bounds,
                most,
                new GraphExport.About(name, null, Set.of(), Sources.NONE));
    }

    private static void assertSameAsLive(String name, Bounds bounds, int most, int walks) {
        String json = export(name, bounds, most).json();
        assertEquals(
                Optional.empty(), GraphExport.difference(code(name), bounds, json, walks, 1), name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SELF_DEADLOCK,
                "FindingsTest$TwoWorkers",
                "FindingsTest$FlagWithoutLock",
                "HandlersTest$Nested",
                "ArrivalsTest$ThreeSignals",
                "ReductionTest$TimedWait",
                "ReductionTest$HandlerBetween",
                "ReductionTest$Monitors",
                "LibraryCallsTest$Collects"
            })
    void random_walks_see_the_same_in_the_graph_and_in_live_runs(String name) {
        assertSameAsLive(name, SPURIOUS, 1_000, 15);
    }

    /** Two of one real-time signal are not one, for a student as for the explorer. */
    @Test
    void queued_signals_are_counted() {
        String name = "run.RealTimeSignalsTest$TwoOfOne";
        StateGraph graph = GraphReader.read(export(name, SPURIOUS, 1_000).json());
        Set<List<String>> pending =
                graph.states().stream()
                        .map(state -> state.picture().pending())
                        .collect(Collectors.toSet());
        assertEquals(Set.of(List.of(), List.of("RTMIN"), List.of("RTMIN", "RTMIN")), pending);
        assertSameAsLive(name, SPURIOUS, 1_000, 15);
    }

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(
            strings = {
                SELF_DEADLOCK,
                "FindingsTest$HandlerLocksWhileBlocked",
                "FindingsTest$TwoWorkers",
                "FindingsTest$FlagUnderLock",
                "HandlersTest$Nested",
                "HandlersTest$SharedLock",
                "ArrivalsTest$ThreeSignals",
                "ArrivalsTest$Sends",
                "ReductionTest$TimedWait",
                "ReductionTest$HandlerBetween",
                "ReductionTest$Monitors"
            })
    void a_thousand_walks_each_see_the_same(String name) {
        assertSameAsLive(name, SPURIOUS, 4_000, 1_000);
    }

    /** Each changes one thing in the file, in a place that the walks come to. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"main continues: locks jobs\" → \"main continues: unlocks jobs\"",
                "\"frames\":\\[\\[(\\d+),(\\d+),(\\d+)\\] → \"frames\":[[$1,$2,1]",
                "\"self-deadlock\" → \"deadlock\"",
                "\"locks\":\\[\\[(\\d+),(\\d+),-1 → \"locks\":[[$1,$2,0",
                "\"to\":\\[1,9 → \"to\":[1,8",
                "\"effects\":\\[\\[\\[0,3\\] → \"effects\":[[[0,2]",
                "\"choices\":\\[2,2,1 → \"choices\":[2,1,2",
                "\"firstSteps\":\\[0,(\\d+) → \"firstSteps\":[0,9$1"
            })
    void a_changed_graph_is_found_out(String change) {
        String json = export(SELF_DEADLOCK, GraphExport.GAME, 4_000).json();
        Matcher matcher = Pattern.compile(change.split(" → ")[0]).matcher(json);
        assertTrue(matcher.find(), "the file has no " + change.split(" → ")[0] + ": " + json);
        String changed = matcher.replaceFirst(change.split(" → ")[1]);
        assertNotEquals(json, changed);

        Optional<String> difference;
        try {
            difference =
                    GraphExport.difference(code(SELF_DEADLOCK), GraphExport.GAME, changed, 50, 1);
        } catch (RuntimeException e) {
            difference = Optional.of("the file is broken: " + e);
        }

        assertTrue(difference.isPresent(), change);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SELF_DEADLOCK,
                "FindingsTest$HandlerLocksWhileBlocked",
                "FindingsTest$TwoOrders",
                "FindingsTest$HandlerThrows"
            })
    void a_graph_fails_exactly_as_the_search_does(String name) {
        Bounds bounds = GraphExport.GAME;
        StateGraph graph = GraphReader.read(export(name, bounds, 20_000).json());
        Optional<FindingKind> found =
                Explorer.explore(
                                code(name),
                                bounds.withPreemptions(8),
                                EnumSet.noneOf(FindingKind.class),
                                ignored -> {})
                        .failure()
                        .map(failure -> failure.finding().kind());

        Set<FindingKind> kinds =
                graph.states().stream()
                        .map(StateGraph.State::finding)
                        .filter(finding -> finding != null)
                        .map(Finding::kind)
                        .collect(Collectors.toSet());

        assertEquals("", graph.left());
        assertEquals(found.isPresent(), !kinds.isEmpty());
        assertTrue(found.isEmpty() || kinds.contains(found.get()), found + " of " + kinds);
    }

    @Test
    void a_graph_that_is_too_large_loses_whole_levels_and_says_so() {
        GraphExport small = export("FindingsTest$TwoWorkers", GraphExport.GAME, 300);

        assertTrue(small.left().startsWith("States that need more than "), small.left());
        assertTrue(small.left().endsWith("there are more than 300 states."), small.left());
        assertSameAsLive("FindingsTest$TwoWorkers", GraphExport.GAME, 300, 50);
        assertThrows(
                ScenarioException.class,
                () -> export("FindingsTest$TwoWorkers", GraphExport.GAME, 10));
    }

    @Test
    void a_level_that_would_be_far_too_large_is_not_begun_and_one_that_fits_is() {
        GraphExport large = export("FindingsTest$TwoWorkers", GraphExport.GAME, 400);
        GraphExport fits = export("ReductionTest$TimedWait", GraphExport.GAME, 4_000);

        assertEquals(
                "States that need more than 1 preemption are left out: there are likely more than"
                        + " 400 states.",
                large.left());
        assertEquals("", fits.left());
    }

    @Test
    void what_was_asked_for_is_left_out_too() {
        Bounds bounds = GraphExport.GAME.withPreemptions(1);

        GraphExport graph = export("FindingsTest$TwoWorkers", bounds, 20_000);

        assertEquals(
                "States that need more than 1 preemption are left out, as asked.", graph.left());
        assertTrue(
                GraphReader.read(graph.json()).states().stream()
                        .flatMap(state -> state.edges().stream())
                        .anyMatch(edge -> edge.target() == StateGraph.OUTSIDE));
    }

    @Test
    void no_two_states_of_a_graph_are_the_same() {
        StateGraph graph = GraphReader.read(export(SELF_DEADLOCK, SPURIOUS, 4_000).json());

        assertEquals(graph.states().size(), Quotient.of(graph).states().size());
        assertFalse(graph.states().isEmpty());
    }
}
