package signalkit.explorer.view;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import signalkit.explorer.Trace;

/** Finds steps of a trace: by a text, by a line of the source, by the field that they write. */
final class StepSearch {
    private static final Set<String> ACCESSES = Set.of("reads", "writes");

    private final Trace trace;
    private final Sources sources;

    StepSearch(Trace trace, Sources sources) {
        this.trace = trace;
        this.sources = sources;
    }

    /** The next step that shows a text, in either case; looks backward too. */
    OptionalInt text(int from, boolean back, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return find(from, back, step -> shown(step).toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** The next step at one of some lines. */
    OptionalInt place(int from, boolean back, Set<Place> places) {
        return find(from, back, step -> Place.of(step.place()).map(places::contains).orElse(false));
    }

    /** The step before this one that wrote the field that this one reads or writes. */
    OptionalInt lastWrite(int from) {
        String field = field(trace.steps().get(from));
        return field.isEmpty()
                ? OptionalInt.empty()
                : find(
                        from,
                        true,
                        step -> step.text().startsWith("writes ") && field(step).equals(field));
    }

    /** The field that a step reads or writes; empty for other steps. */
    static String field(Trace.Step step) {
        String[] words = step.text().split(" ");
        return words.length > 1 && ACCESSES.contains(words[0]) ? words[1] : "";
    }

    private String shown(Trace.Step step) {
        String source =
                Place.of(step.place()).map(place -> place + " " + sources.line(place)).orElse("");
        return trace.threads().get(step.thread()) + " " + step.text() + " " + source;
    }

    private interface Wanted {
        boolean is(Trace.Step step);
    }

    private OptionalInt find(int from, boolean back, Wanted wanted) {
        List<Trace.Step> steps = trace.steps();
        int direction = back ? -1 : 1;
        for (int i = from + direction; i >= 0 && i < steps.size(); i += direction) {
            if (wanted.is(steps.get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
