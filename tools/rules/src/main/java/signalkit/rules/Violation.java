package signalkit.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thing that one handler does at one place and should not do.
 *
 * @param chain from the handler down to the line that offends
 * @param interrupted where interrupted code takes the same lock
 */
public record Violation(
        Handler handler, CodeEffect.Hazard hazard, List<Hop> chain, Optional<Hop> interrupted) {

    /** The kinds that it is of: a self-deadlock is a lock, too. */
    public Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.of(hazard.kind());
        interrupted.ifPresent(place -> kinds.add(Kind.SELF_DEADLOCK));
        return kinds;
    }

    /** The same as long as handler and offence are the same, wherever they move. */
    public String firstLine() {
        return handler + " → " + hazard.sink();
    }

    /** Several lines for a person, the first one stable. */
    @Override
    public String toString() {
        String indent = "\n    ";
        return firstLine()
                + indent
                + verdict()
                + chain.stream().map(f -> indent + "  at " + f).collect(Collectors.joining())
                + interrupted.map(f -> indent + "deadlock: " + also(f)).orElse("")
                + indent
                + "instead: "
                + hazard.instead();
    }

    /** What it would do, and why that matters. */
    public String verdict() {
        boolean unknown = hazard.kind() == Kind.UNVERIFIED;
        String verdict = unknown ? "cannot verify" : "would " + hazard.kind().offence;
        return hazard.why().isEmpty() ? verdict : verdict + ": " + hazard.why();
    }

    /** How the handler waits for itself. */
    public String also(Hop place) {
        String lock = hazard.lock().map(CodeEffect.Lock::name).orElse("the same lock");
        return "the interrupted code may hold " + lock + ", taken at " + place;
    }
}
