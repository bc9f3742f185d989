package signalkit.explorer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the viewer finds in a trace of five steps. */
class StepSearchTest {
    private final StepSearch search = new StepSearch(Traces.selfDeadlock(), Sources.NONE);

    @Test
    void a_text_is_found_after_a_step_and_before_it() {
        assertEquals(OptionalInt.of(1), search.text(0, false, "locks jobs"));
        assertEquals(OptionalInt.of(4), search.text(1, false, "LOCKS JOBS"));
        assertEquals(OptionalInt.of(0), search.text(1, true, "locks jobs"));
        assertEquals(OptionalInt.of(1), search.text(4, true, "worker"));
        assertEquals(OptionalInt.empty(), search.text(4, false, "locks jobs"));
        assertEquals(OptionalInt.empty(), search.text(0, false, "no such text"));
    }

    @Test
    void a_break_is_found_by_its_line() {
        Set<Place> breaks = Set.of(new Place("Queue.java", 3));
        assertEquals(OptionalInt.of(2), search.place(0, false, breaks));
        assertEquals(OptionalInt.of(2), search.place(4, true, breaks));
        assertEquals(OptionalInt.empty(), search.place(2, false, breaks));
        assertEquals(OptionalInt.empty(), search.place(0, false, Set.of()));
    }

    @Test
    void the_last_write_is_that_of_the_same_field() {
        assertEquals("jobs", StepSearch.field(Traces.selfDeadlock().steps().get(2)));
        assertEquals("", StepSearch.field(Traces.selfDeadlock().steps().get(0)));
        assertEquals(OptionalInt.empty(), search.lastWrite(2));
        assertEquals(OptionalInt.empty(), search.lastWrite(0));
    }
}
