package signalkit.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/**
 * Follows each handler through the imported code, nearest code first, so that the first chain found
 * to a place is a shortest one.
 *
 * <p>Not thread-safe.
 */
final class Analysis {
    /** A method reached, and how. */
    private record Node(Method method, Node caller, int line) {
        List<Hop> chain(int lineHere) {
            LinkedList<Hop> frames = new LinkedList<>();
            frames.add(Hop.of(method, lineHere));
            for (Node node = this; node.caller != null; node = node.caller) {
                frames.addFirst(Hop.of(node.caller.method, node.line));
            }
            return frames;
        }
    }

    /** An effect that may turn out to offend when all handlers have been followed. */
    private record Suspicion(Handler handler, CodeEffect effect, Node node) {}

    private final Program program;
    private final boolean storedRuns;
    private final FirstUses firstUses;
    private final CodeEffects effects;
    private final Interrupted interrupted;
    private final Collection<Handler> handlers;
    private final Set<Method> reached = new HashSet<>();
    private final List<Suspicion> suspicions = new ArrayList<>();
    private final Set<String> trusted = new TreeSet<>();
    private final List<Violation> violations = new ArrayList<>();

    /**
     * Analyses a program.
     *
     * @param storedRuns whether a function that a handler only stores counts as run by it
     */
    Analysis(Program program, boolean storedRuns) {
        this.program = program;
        this.storedRuns = storedRuns;
        CodeIndex index = new CodeIndex(program);
        Origins origins = new Origins(program, index);
        Leaves leaves = new Leaves(program);
        CallTargets calls = new CallTargets(program, index, origins, leaves);
        firstUses = new FirstUses(program, index, calls);
        effects =
                new CodeEffects(
                        program, origins, calls, new LeafEffects(program, origins, calls, leaves));
        handlers = new Roots(program, index, origins, calls).handlers();
        handlers.forEach(this::follow);
        interrupted = new Interrupted(index, effects, reached);
        Set<List<Object>> reported = new HashSet<>();
        suspicions.forEach(suspicion -> judge(suspicion, reported));
        handlers.stream()
                .filter(handler -> !handler.annotated && !handler.registrations.isEmpty())
                .filter(handler -> handler.method.asyncSignalSafe.isEmpty())
                .forEach(handler -> violations.add(unannotated(handler)));
    }

    Collection<Handler> handlers() {
        return handlers;
    }

    List<Violation> violations() {
        return violations;
    }

    /** What {@code @AsyncSignalSafe} vouches for, with the reasons. */
    Set<String> trusted() {
        return trusted;
    }

    private void follow(Handler handler) {
        Deque<Node> open = new ArrayDeque<>();
        Set<Method> seen = new HashSet<>();
        Set<Fact> used = new LinkedHashSet<>();
        enter(handler.method, null, 0, seen, open);
        while (!open.isEmpty()) {
            Node node = open.poll();
            for (CodeEffect effect : effects.of(node.method)) {
                if (effect instanceof CodeEffect.Call call) {
                    if (storedRuns || !call.stored()) {
                        enter(call.target(), node, call.line(), seen, open);
                    }
                } else if (effect instanceof CodeEffect.Trusted leaf) {
                    trusted.add(leaf.method() + ": " + leaf.reason());
                } else if (effect instanceof CodeEffect.FirstUse use) {
                    if (used.add(use.fact()) && !isForced(handler, use.fact())) {
                        suspicions.add(new Suspicion(handler, hazard(use), node));
                        initialiser(use.fact())
                                .ifPresent(init -> enter(init, node, use.line(), seen, open));
                    }
                } else {
                    suspicions.add(new Suspicion(handler, effect, node));
                }
            }
        }
        reached.addAll(seen);
    }

    private void enter(Method method, Node caller, int line, Set<Method> seen, Deque<Node> open) {
        if (method.asyncSignalSafe.isPresent()) {
            trusted.add(method + ": " + method.asyncSignalSafe.get());
        } else if (seen.add(method)) {
            open.add(new Node(method, caller, line));
        }
    }

    private void judge(Suspicion suspicion, Set<List<Object>> reported) {
        CodeEffect.Hazard hazard = hazard(suspicion).orElse(null);
        if (hazard == null) {
            return;
        }
        Node node = suspicion.node;
        List<Object> identity =
                List.of(
                        suspicion.handler,
                        hazard.kind(),
                        hazard.sink(),
                        node.method,
                        hazard.line());
        if (reported.add(identity)) {
            Optional<Hop> elsewhere = hazard.lock().flatMap(interrupted::takes);
            List<Hop> chain = node.chain(hazard.line());
            violations.add(new Violation(suspicion.handler, hazard, chain, elsewhere));
        }
    }

    private Optional<CodeEffect.Hazard> hazard(Suspicion suspicion) {
        CodeEffect effect = suspicion.effect;
        if (effect instanceof CodeEffect.Hazard hazard) {
            return Optional.of(hazard);
        } else if (effect instanceof CodeEffect.PlainField access) {
            return interrupted.share(access.field()).map(why -> hazard(access, why));
        }
        return Optional.empty();
    }

    private Optional<Method> initialiser(Fact fact) {
        return fact instanceof Fact.Initialised type
                ? program.method(new MethodRef(type.type(), "<clinit>", "()V"))
                : Optional.empty();
    }

    private boolean isForced(Handler handler, Fact fact) {
        if (fact instanceof Fact.Initialised type && handler.existsAlready(type.type())) {
            return true;
        }
        return !handler.registrations.isEmpty()
                && handler.registrations.stream()
                        .allMatch(r -> firstUses.isForcedBefore(r.method(), r.call(), fact));
    }

    private static CodeEffect.Hazard hazard(CodeEffect.FirstUse use) {
        return new CodeEffect.Hazard(
                use.line(),
                Kind.FIRST_USE,
                use.fact().toString(),
                "nothing makes sure that it has happened before the registration");
    }

    private static Violation unannotated(Handler handler) {
        Handler.Registration first = handler.registrations.get(0);
        int line = Method.line(first.call());
        CodeEffect.Hazard hazard =
                new CodeEffect.Hazard(
                        line,
                        Kind.UNANNOTATED,
                        "registration",
                        "its code does not say that it runs in handler context");
        List<Hop> place = List.of(Hop.of(first.method(), line));
        return new Violation(handler, hazard, place, Optional.empty());
    }

    private static CodeEffect.Hazard hazard(CodeEffect.PlainField access, String why) {
        return new CodeEffect.Hazard(
                access.line(), Kind.SHARED_STATE, "plain field " + access.field(), why);
    }
}
