package signalkit.rules;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.FieldRef;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.Origins;

/** What the code that a handler interrupts shares with it: locks and plain fields. */
final class Interrupted {
    private final CodeIndex index;
    private final Origins origins;
    private final CodeEffects effects;
    private final Set<Method> reached;
    private final Map<CodeEffect.Lock, Optional<Hop>> takers = new HashMap<>();

    Interrupted(CodeIndex index, Origins origins, CodeEffects effects, Set<Method> reached) {
        this.index = index;
        this.origins = origins;
        this.effects = effects;
        this.reached = reached;
    }

    /** Where code that is not only a handler's takes the same lock. */
    Optional<Hop> takes(CodeEffect.Lock lock) {
        Optional<Hop> known = takers.get(lock);
        if (known == null) {
            known = findTaker(lock);
            takers.put(lock, known);
        }
        return known;
    }

    private Optional<Hop> findTaker(CodeEffect.Lock lock) {
        Stream<Method> candidates =
                lock.field()
                        .map(field -> origins.parts(field).stream())
                        .map(fields -> fields.flatMap(field -> index.readers(field).stream()))
                        .orElse(index.monitors(lock.name()).stream());
        return candidates
                .filter(method -> method.hasCode() && isInterruptible(method))
                .flatMap(method -> taking(method, lock))
                .findFirst();
    }

    private Stream<Hop> taking(Method method, CodeEffect.Lock lock) {
        return effects.locks(method).stream()
                .filter(hazard -> hazard.lock().filter(lock::equals).isPresent())
                .map(hazard -> Hop.of(method, hazard.line()));
    }

    /** Who only makes a reference to a method does not call it: a registration is no caller. */
    private boolean isInterruptible(Method method) {
        Set<Method> referrers = index.referrers(method.ref);
        return !reached.contains(method)
                || index.callers(method).stream()
                        .anyMatch(c -> !reached.contains(c) && !referrers.contains(c));
    }

    /** Why a plain field is shared state; empty when it is not. */
    Optional<String> share(FieldRef field) {
        Set<Method> writers = new LinkedHashSet<>(index.writers(field));
        writers.removeIf(writer -> writer.initialises() && writer.owner.name.equals(field.owner()));
        Set<Method> makers = index.allocators(field.owner());
        boolean handlersOwn = !makers.isEmpty() && makers.stream().noneMatch(this::isInterruptible);
        if (writers.isEmpty() || handlersOwn) {
            return Optional.empty();
        }
        Method writer =
                writers.stream()
                        .filter(this::isInterruptible)
                        .findFirst()
                        .orElse(writers.iterator().next());
        return Optional.of("it is neither final nor volatile, and " + writer + " writes it");
    }
}
