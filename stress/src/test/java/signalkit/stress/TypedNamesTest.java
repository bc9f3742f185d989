package signalkit.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.explorer.Catalogue;
import signalkit.explorer.Explorer;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.explorer.view.Sources;
import signalkit.explorer.view.TraceSvg;

/**
 * The name of a scenario that is printed is the one that can be typed, and not that of its class.
 */
class TypedNamesTest {
    private static final Catalogue CATALOGUE = Catalogue.of(TypedNamesTest.class.getClassLoader());

    static List<Catalogue.Entry> entries() {
        return CATALOGUE.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_run_of_each_scenario_is_titled_as_its_user_types(Catalogue.Entry entry) {
        for (String side : CATALOGUE.sides()) {
            Trace run = Explorer.replay(CATALOGUE.find(entry.name(), side), Schedule.PLAIN);

            assertEquals(entry.name(), run.scenario());
            assertTrue(
                    TraceSvg.of(run, new Sources(List.of()))
                            .contains("<title>" + entry.name() + ", schedule"));
        }
    }
}
