package signalkit.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import signalkit.rules.bytecode.ClassFile;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/**
 * Follows each handler through the imported code, nearest code first, so that the first chain found
 * to a place is a shortest one.
 *
 * <p>Immutable once made, but not safely published.
 */
public final class Analysis {
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

    /**
     * What a user knows of libraries, beside what the tables say.
     *
     * @param leaves rows for library methods, as in {@code policy.tsv}; they count first
     * @param registrars rows for methods that register handlers, as in {@code registrars.tsv}
     */
    public record OwnRows(List<String> leaves, List<String> registrars) {
        /** No rows of one's own. */
        public static final OwnRows NONE = new OwnRows(List.of(), List.of());

        /**
         * Rows, each checked.
         *
         * @throws IllegalArgumentException if one is no row; the message says what it should be
         */
        public OwnRows {
            leaves.forEach(Leaves.Row::of);
            registrars.forEach(Registrar::of);
        }
    }

    private static final String NAME_IT =
            "a lambda cannot bear @HandlerContext: register a method reference, or an object of a"
                    + " class, whose method does";

    private final Program program;
    private final CodeIndex index;
    private final Origins origins;
    private final Leaves leaves;
    private final boolean storedRuns;
    private final FirstUses firstUses;
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
    public Analysis(Program program, boolean storedRuns) {
        this(program, storedRuns, OwnRows.NONE);
    }

    /**
     * Analyses a program.
     *
     * @param storedRuns whether a function that a handler only stores counts as run by it
     * @param own what the user knows of the libraries
     */
    public Analysis(Program program, boolean storedRuns, OwnRows own) {
        this.program = program;
        this.storedRuns = storedRuns;
        index = new CodeIndex(program);
        origins = new Origins(program, index);
        leaves = new Leaves(program);
        own.leaves().forEach(leaves::add);
        CallTargets calls = new CallTargets(program, index, origins, leaves);
        firstUses = new FirstUses(program, index, calls);
        Roots roots = new Roots(program, index, origins, calls, own.registrars());
        roots.handlers().forEach(this::follow);
        handlers = new ArrayList<>(roots.handlers());
        handlers.addAll(roots.unseen());
        roots.unseen().forEach(handler -> violations.add(unseen(handler)));
        interrupted = new Interrupted(index, origins, effects(origins), reached);
        Set<List<Object>> reported = new HashSet<>();
        suspicions.forEach(suspicion -> judge(suspicion, reported));
        handlers.stream()
                .filter(handler -> !handler.annotated && !handler.registrations.isEmpty())
                .filter(handler -> handler.method.asyncSignalSafe.isEmpty())
                .forEach(handler -> violations.add(unannotated(handler)));
    }

    /** What methods do when values have these origins. */
    private CodeEffects effects(Origins run) {
        CallTargets calls = new CallTargets(program, index, run, leaves);
        return new CodeEffects(program, run, calls, new LeafEffects(program, run, calls, leaves));
    }

    /** The handlers that were found, and the registrations of those that cannot be seen. */
    public Collection<Handler> handlers() {
        return handlers;
    }

    /** What handlers do that some rule forbids, in the order of the handlers. */
    public List<Violation> violations() {
        return violations;
    }

    /** Whether some handler bears {@code @HandlerContext}, so that the others should, too. */
    public boolean usesAnnotation() {
        return handlers.stream().anyMatch(h -> h.annotated && h.unseen.isEmpty());
    }

    /** What {@code @AsyncSignalSafe} vouches for, with the reasons. */
    public Set<String> trusted() {
        return trusted;
    }

    private void follow(Handler handler) {
        if (handler.method.asyncSignalSafe.isPresent()) {
            trusted.add(handler.method + ": " + handler.method.asyncSignalSafe.get());
            return;
        }
        HandlerReach reach = new HandlerReach();
        CodeEffects effects = effects(origins.in(reach));
        Map<Fact, Boolean> forced = new HashMap<>();
        reach.follow(
                handler.method, origins, effects::scan, effect -> next(handler, effect, forced));
        suspect(handler, reach, forced);
        reached.addAll(reach.methods());
    }

    /** Looks at what is reached, nearest first, so that each chain is a shortest one. */
    private void suspect(Handler handler, HandlerReach reach, Map<Fact, Boolean> forced) {
        Deque<Node> open = new ArrayDeque<>(List.of(new Node(handler.method, null, 0)));
        Set<Method> seen = new HashSet<>(List.of(handler.method));
        Set<Fact> used = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Node node = open.poll();
            for (CodeEffect effect : reach.effects(node.method)) {
                if (effect instanceof CodeEffect.Trusted leaf) {
                    trusted.add(leaf.method() + ": " + leaf.reason());
                } else if (effect instanceof CodeEffect.FirstUse use) {
                    if (used.add(use.fact()) && !isForced(handler, use.fact(), forced)) {
                        suspicions.add(new Suspicion(handler, hazard(use), node));
                    }
                } else if (!(effect instanceof CodeEffect.Call)) {
                    suspicions.add(new Suspicion(handler, effect, node));
                }
                for (CodeEffect.Call call : next(handler, effect, forced)) {
                    if (seen.add(call.target())) {
                        open.add(new Node(call.target(), node, effect.line()));
                    }
                }
            }
        }
    }

    /** The code that an effect goes on in. */
    private List<CodeEffect.Call> next(
            Handler handler, CodeEffect effect, Map<Fact, Boolean> forced) {
        if (effect instanceof CodeEffect.FirstUse use) {
            return isForced(handler, use.fact(), forced) ? List.of() : initialisers(use);
        } else if (effect instanceof CodeEffect.Call call && (storedRuns || !call.stored())) {
            Optional<String> safe = call.target().asyncSignalSafe;
            safe.ifPresent(reason -> trusted.add(call.target() + ": " + reason));
            return safe.isPresent() ? List.of() : List.of(call);
        }
        return List.of();
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

    /** What runs before the first use of a class: its own initialiser and its superclasses'. */
    private List<CodeEffect.Call> initialisers(CodeEffect.FirstUse use) {
        if (!(use.fact() instanceof Fact.Initialised type)) {
            return List.of();
        }
        return program.imported(type.type()).stream()
                .filter(file -> file.name.equals(type.type()) || isInitialisedToo(file))
                .map(file -> program.method(new MethodRef(file.name, "<clinit>", "()V")))
                .flatMap(Optional::stream)
                .map(method -> CodeEffect.Call.back(use.line(), method))
                .toList();
    }

    /** Superclasses are, and of the interfaces above a class those with code (JLS 12.4.1). */
    private static boolean isInitialisedToo(ClassFile above) {
        return !above.isInterface()
                || above.methods.values().stream()
                        .anyMatch(m -> !m.isStatic() && !m.is(Opcodes.ACC_ABSTRACT));
    }

    private boolean isForced(Handler handler, Fact fact, Map<Fact, Boolean> known) {
        Boolean forced = known.get(fact);
        if (forced == null) {
            forced = isForced(handler, fact);
            known.put(fact, forced);
        }
        return forced;
    }

    private boolean isForced(Handler handler, Fact fact) {
        if (fact instanceof Fact.Initialised type && isInUse(handler, type.type())) {
            return true;
        }
        return !handler.registrations.isEmpty()
                && handler.registrations.stream()
                        .allMatch(r -> firstUses.isForcedBefore(r.method(), r.call(), fact));
    }

    /** Whether a class must be initialised since the handler's object or lambda has been made. */
    private boolean isInUse(Handler handler, String type) {
        String own = handler.method.owner.name;
        Set<Method> makers = index.allocators(own);
        return handler.isGiven(type)
                || program.isA(own, type) && !program.isInterface(type)
                || !handler.method.isStatic()
                        && !makers.isEmpty()
                        && makers.stream().allMatch(maker -> maker.owner.name.equals(type));
    }

    private static CodeEffect.Hazard hazard(CodeEffect.FirstUse use) {
        return new CodeEffect.Hazard(
                use.line(),
                Kind.FIRST_USE,
                use.fact().toString(),
                "nothing makes sure that it has happened before the registration");
    }

    private static Violation unseen(Handler handler) {
        int line = Method.line(handler.registrations.get(0).call());
        return new Violation(
                handler,
                CodeEffect.Hazard.unverified(line, "its code", handler.unseen.orElseThrow()),
                List.of(Hop.of(handler.method, line)),
                Optional.empty());
    }

    private static Violation unannotated(Handler handler) {
        Handler.Registration first = handler.registrations.get(0);
        int line = Method.line(first.call());
        boolean isLambda = handler.method.is(Opcodes.ACC_SYNTHETIC);
        CodeEffect.Hazard hazard =
                new CodeEffect.Hazard(
                        line,
                        Kind.UNANNOTATED,
                        false,
                        "registration",
                        "its code does not say that it runs in handler context",
                        isLambda ? NAME_IT : Kind.UNANNOTATED.instead,
                        Optional.empty());
        List<Hop> place = List.of(Hop.of(first.method(), line));
        return new Violation(handler, hazard, place, Optional.empty());
    }

    private static CodeEffect.Hazard hazard(CodeEffect.PlainField access, String why) {
        return new CodeEffect.Hazard(
                access.line(), Kind.SHARED_STATE, "plain field " + access.field(), why);
    }
}
