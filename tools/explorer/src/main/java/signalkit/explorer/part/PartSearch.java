package signalkit.explorer.part;

import java.util.Set;
import signalkit.explorer.Bounds;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.Shard;
import signalkit.explorer.search.Minimiser;
import signalkit.explorer.search.Search;

/** Runs one part of a search. */
public final class PartSearch {
    private final ScenarioCode code;
    private final Bounds bounds;
    private final Set<FindingKind> failures;

    /** {@code failures} count as such beside those that always do. */
    public PartSearch(ScenarioCode code, Bounds bounds, Set<FindingKind> failures) {
        this.code = code;
        this.bounds = bounds;
        this.failures = failures;
    }

    /** Runs it; {@code shared} is memory that is known to be shared from the beginning. */
    public Part run(Shard shard, Set<String> shared, String subject, String options) {
        Search search = new Search(code, bounds, failures, ignored -> {}, shard);
        search.know(shared);
        try {
            Result result = Minimiser.minimise(code, bounds, search.run());
            return Part.of(shard, subject, options, failures, search, result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ScenarioException("the search of " + code.name() + " was interrupted");
        }
    }
}
