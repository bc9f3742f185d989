package signalkit.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import signalkit.rules.bytecode.FieldRef;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.Origin;

/** Something that one line of a method does and that matters in handler context. */
public sealed interface CodeEffect {
    /** The line; 0 when it is not known. */
    int line();

    /**
     * Goes on in imported code.
     *
     * @param stored the code is not called here: a reference to it is stored
     * @param receiver what the method is called on; empty when that is not known
     * @param arguments what the parameters get, as far as it is known
     */
    record Call(
            int line,
            Method target,
            boolean stored,
            Set<Origin> receiver,
            List<Set<Origin>> arguments)
            implements CodeEffect {
        /** A call by a library or by the JVM, with arguments of its own. */
        static Call back(int line, Method target) {
            return new Call(line, target, false, Set.of(), List.of());
        }
    }

    /**
     * Does what some rule forbids.
     *
     * @param sink names the offence without any line number
     * @param strictOnly whether only the strict profile objects
     * @param lock which lock is taken, if one is and it can be named
     */
    record Hazard(
            int line,
            Kind kind,
            boolean strictOnly,
            String sink,
            String why,
            String instead,
            Optional<Lock> lock)
            implements CodeEffect {
        Hazard(int line, Kind kind, String sink, String why) {
            this(line, kind, false, sink, why, kind.instead, Optional.empty());
        }

        static Hazard unverified(int line, String sink, String why) {
            return new Hazard(line, Kind.UNVERIFIED, sink, why);
        }

        Hazard of(Kind other) {
            return new Hazard(line, other, strictOnly, sink, why, other.instead, lock);
        }
    }

    /** Calls code that {@code @AsyncSignalSafe} vouches for. */
    record Trusted(int line, String method, String reason) implements CodeEffect {}

    /** Is harmless only when something has been used before. */
    record FirstUse(int line, Fact fact) implements CodeEffect {}

    /** Reads or writes a field of an imported class that is neither final nor volatile. */
    record PlainField(int line, FieldRef field) implements CodeEffect {}

    /**
     * A lock, as far as code can name it.
     *
     * @param field where it is kept, if it is kept in a field
     */
    record Lock(String name, Optional<FieldRef> field) {}
}
