package signalkit.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.objectweb.asm.Type;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;

/**
 * All methods that one handler reaches, and what their parameters get when it does: only calls that
 * start at the handler count, not those of anybody else.
 *
 * <p>Calls are followed until nothing new is given to any parameter. Not thread-safe.
 */
final class HandlerReach implements Origins.Parameters {
    /** With more origins than these a parameter may as well be anything of its type. */
    private static final int MOST_ORIGINS = 12;

    /** A handler that reaches more is not followed to the end: it cannot be a safe one. */
    private static final int MOST_METHODS = 1_000;

    private final Map<Method, List<Set<Origin>>> parameters = new HashMap<>();
    private final Map<Method, Set<Origin>> receivers = new HashMap<>();
    private final Map<Method, List<CodeEffect>> effects = new LinkedHashMap<>();

    /** Methods to be scanned, each for the first time or because a parameter got more. */
    private final Set<Method> open = new LinkedHashSet<>();

    /**
     * Follows a handler.
     *
     * @param anyRun what the handler's own parameters may hold
     * @param scan what a method does, by what its parameters hold now
     * @param next the methods that an effect leads to, with what their parameters get
     */
    void follow(
            Method handler,
            Origins anyRun,
            Function<Method, List<CodeEffect>> scan,
            Function<CodeEffect, List<CodeEffect.Call>> next) {
        List<Set<Origin>> own = new ArrayList<>();
        Type[] types = handler.ref.parameters();
        for (int i = 0; i < types.length; i++) {
            own.add(
                    isMadeForTheCall(types, i)
                            ? Set.of(new Origin.Library(types[i].getInternalName()))
                            : types[i].getSort() == Type.OBJECT
                                    ? anyRun.parameter(handler, i)
                                    : Set.of(Origin.of(types[i])));
        }
        give(handler, Set.of(), own);
        while (!open.isEmpty() && effects.size() < MOST_METHODS) {
            Iterator<Method> first = open.iterator();
            Method method = first.next();
            first.remove();
            List<CodeEffect> found = scan.apply(method);
            effects.put(method, found);
            for (CodeEffect effect : found) {
                for (CodeEffect.Call call : next.apply(effect)) {
                    give(call.target(), call.receiver(), call.arguments());
                }
            }
        }
    }

    private static boolean add(Set<Origin> more, Set<Origin> all, Set<Origin> anything) {
        if (all.equals(anything) || !all.addAll(more)) {
            return false;
        }
        if (all.size() > MOST_ORIGINS) {
            all.clear();
            all.addAll(anything);
        }
        return true;
    }

    /** The arguments of a proxy's method come in an array of their own. */
    private static boolean isMadeForTheCall(Type[] types, int index) {
        return index > 0
                && types[index].getSort() == Type.ARRAY
                && types[index - 1].getClassName().equals("java.lang.reflect.Method");
    }

    private void give(Method method, Set<Origin> on, List<Set<Origin>> arguments) {
        List<Set<Origin>> known = parameters.get(method);
        boolean changed = known == null;
        Type[] types = method.ref.parameters();
        if (known == null) {
            known = new ArrayList<>();
            for (int i = 0; i < types.length; i++) {
                known.add(new LinkedHashSet<>());
            }
            parameters.put(method, known);
        }
        for (int i = 0; i < types.length; i++) {
            Set<Origin> anything = Set.of(Origin.of(types[i]));
            Set<Origin> more = i < arguments.size() ? arguments.get(i) : anything;
            changed |= add(more, known.get(i), anything);
        }
        if (!method.isStatic()) {
            Set<Origin> anything = Set.of(new Origin.Typed(method.owner.name));
            Set<Origin> all = receivers.computeIfAbsent(method, m -> new LinkedHashSet<>());
            changed |= add(on.isEmpty() ? anything : on, all, anything);
        }
        if (changed) {
            open.add(method);
        }
    }

    @Override
    public Set<Origin> receivers(Method method) {
        return receivers.getOrDefault(method, Set.of());
    }

    @Override
    public boolean reaches(Method method) {
        return parameters.containsKey(method);
    }

    @Override
    public Optional<Set<Origin>> of(Method method, int index) {
        return Optional.ofNullable(parameters.get(method)).map(values -> values.get(index));
    }

    /** What a method does in this run; that it was not looked at, when there are too many. */
    List<CodeEffect> effects(Method method) {
        return effects.getOrDefault(
                method,
                List.of(
                        CodeEffect.Hazard.unverified(
                                method.firstLine(),
                                "further code",
                                "the handler reaches more than " + MOST_METHODS + " methods")));
    }

    Set<Method> methods() {
        return effects.keySet();
    }
}
