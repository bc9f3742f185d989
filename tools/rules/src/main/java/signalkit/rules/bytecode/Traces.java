package signalkit.rules.bytecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * What flows from where to where in the whole program, whoever calls whom: the objects that a place
 * is given directly, and the places that it is given the objects of.
 *
 * <p>Code that was not imported may call what is public; then only the type is known.
 */
final class Traces {
    private static final int FLOWS_KEPT = 256;

    /** Beyond these the answer would be every class there is, so the type says as much. */
    private static final int MOST_CALLERS = 12;

    private static final int MOST_TARGETS = 4;
    private static final int MOST_SOURCES = 60;

    private static final String OBJECT = "java/lang/Object";
    static final String GROOVY_CASTS = "org/codehaus/groovy/runtime/ScriptBytecodeAdapter";
    private static final Set<String> GROOVY_CAST =
            Set.of("asType", "castToType", "createPojoWrapper", "createGroovyObjectWrapper");
    private static final String COLLECTIONS = "java/util/Collections";
    private static final MethodRef CURRENT_THREAD =
            new MethodRef("java/lang/Thread", "currentThread", "()Ljava/lang/Thread;");

    /** What is known of a place without looking at other places. */
    record Trace(Set<Origin> origins, Set<Source> sources) {
        Trace() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        private void add(Type declared) {
            origins.add(Origin.of(declared));
        }
    }

    /**
     * A place that writes a field.
     *
     * @param values the producers of what is written
     */
    record Put(FieldRef field, Method method, Set<AbstractInsnNode> values) {}

    private final Program program;
    private final CodeIndex index;
    private final ReadOnlyArrays tables;
    private final FilledCollections filled;
    private final Map<Source, Trace> traces = new HashMap<>();
    private final Map<Source, Set<Origin>> known = new HashMap<>();

    /** The most recent ones: a flow is large, and most are needed by one method only. */
    private final Map<Method, Flow> flows =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Method, Flow> eldest) {
                    return size() > FLOWS_KEPT;
                }
            };

    Traces(Program program, CodeIndex index) {
        this.program = program;
        this.index = index;
        this.tables = new ReadOnlyArrays(program, index, this);
        this.filled = new FilledCollections(program, index, this);
    }

    Flow flow(Method method) {
        Flow flow = flows.get(method);
        if (flow == null) {
            flow = new Flow(method);
            if (!flow.isValid()) {
                program.cannotRead(method.toString());
            }
            flows.put(method, flow);
        }
        return flow;
    }

    /** All that a place may hold; its type alone when nothing is seen to be put there. */
    Set<Origin> of(Source source) {
        Set<Origin> origins = known.get(source);
        if (origins == null) {
            origins = find(source);
            known.put(source, origins);
        }
        return origins;
    }

    private Set<Origin> find(Source start) {
        Set<Origin> origins = new LinkedHashSet<>();
        Set<Source> seen = new LinkedHashSet<>(List.of(start));
        Set<Source> results = new LinkedHashSet<>(); // what methods return, and not from a field
        if (start instanceof Source.Result) {
            results.add(start);
        }
        Deque<Source> open = new ArrayDeque<>(seen);
        while (!open.isEmpty() && seen.size() <= MOST_SOURCES) {
            Source source = open.poll();
            boolean isResult = results.contains(source);
            Trace trace = traces.computeIfAbsent(source, this::trace);
            for (Origin origin : trace.origins) {
                origins.add(isResult ? origin : origin.shared());
            }
            for (Source next : trace.sources) {
                if (seen.add(next)) {
                    open.add(next);
                    if (isResult && isPassedOn(next)) {
                        results.add(next);
                    }
                }
            }
        }
        return origins.isEmpty() || !open.isEmpty()
                ? Set.of(Origin.of(start.type()))
                : narrowed(origins, start.type());
    }

    /** Whether a new object is still its maker's there; what a lambda captures may be anybody's. */
    private boolean isPassedOn(Source source) {
        return source instanceof Source.Result
                || source instanceof Source.Parameter parameter
                        && index.referrers(parameter.method().ref).isEmpty();
    }

    /** A cast hides what a generic call returned; then the declared type says more. */
    Set<Origin> narrowed(Set<Origin> origins, Type declared) {
        if (declared.getSort() != Type.OBJECT || declared.getInternalName().equals(OBJECT)) {
            return origins;
        }
        String type = declared.getInternalName();
        Set<Origin> narrowed = new LinkedHashSet<>();
        for (Origin origin : origins) {
            narrowed.add(program.isA(origin.knownType(), type) ? origin : Origin.of(declared));
        }
        return narrowed;
    }

    private Trace trace(Source source) {
        Trace trace = new Trace();
        if (source instanceof Source.Field field) {
            puts(field.field()).forEach(put -> addAll(put.method(), put.values(), trace));
        } else if (source instanceof Source.Parameter parameter) {
            traceParameter(parameter, trace);
        } else if (source instanceof Source.Result result) {
            Method method = result.method();
            for (AbstractInsnNode insn : method.code().instructions) {
                if (insn.getOpcode() == Opcodes.ARETURN) {
                    addAll(method, flow(method).operand(insn, 0), trace);
                }
            }
        }
        return trace;
    }

    /** All places that write a field. */
    List<Put> puts(FieldRef field) {
        List<Put> puts = new ArrayList<>();
        for (Method method : index.writers(field)) {
            for (AbstractInsnNode insn : method.code().instructions) {
                if (Opcode.isPut(insn)
                        && program.resolve(FieldRef.of((FieldInsnNode) insn)).equals(field)) {
                    puts.add(new Put(field, method, flow(method).operand(insn, 0)));
                }
            }
        }
        return puts;
    }

    /**
     * Whether a field holds only what its class has just made: an object of its constructors, or an
     * array of any of its methods.
     */
    boolean isMadeByItsClass(FieldRef field, Origins run) {
        List<Put> puts = puts(field);
        for (Put put : puts) {
            Set<Origin> made = run.of(put.method(), put.values());
            boolean isMaker =
                    put.method().ref.isConstructor()
                            || made.stream().allMatch(one -> one.knownType().startsWith("["));
            if (!isMaker
                    || !put.method().owner.name.equals(field.owner())
                    || made.isEmpty()
                    || !made.stream().allMatch(Traces::isNew)) {
                return false;
            }
        }
        return !puts.isEmpty();
    }

    /** An array that a library returns is a copy. */
    private static boolean isNew(Origin made) {
        return made.isOwn() || made instanceof Origin.Library && made.knownType().startsWith("[");
    }

    private void traceParameter(Source.Parameter parameter, Trace trace) {
        Method method = parameter.method();
        Set<Method> callers = index.callers(method);
        if (callers.isEmpty() || callers.size() > MOST_CALLERS || program.isExposed(method)) {
            trace.add(parameter.type());
        }
        if (callers.size() <= MOST_CALLERS) {
            callers.forEach(caller -> addArguments(caller, parameter, trace));
        }
    }

    private void addArguments(Method caller, Source.Parameter parameter, Trace trace) {
        MethodRef callee = parameter.method().ref;
        for (AbstractInsnNode insn : caller.code().instructions) {
            if (insn instanceof MethodInsnNode call
                    && call.name.equals(callee.name())
                    && call.desc.equals(callee.descriptor())) {
                addAll(caller, flow(caller).argument(call, parameter.index()), trace);
            } else if (insn instanceof InvokeDynamicInsnNode site
                    && CallSite.of(site) == CallSite.LAMBDA
                    && MethodRef.of(CallSite.body(site)).equals(callee)) {
                addCaptured(caller, site, parameter, trace);
            }
        }
    }

    /** The first parameters of a lambda's body are what it captures, the others its own. */
    private void addCaptured(
            Method maker, InvokeDynamicInsnNode site, Source.Parameter parameter, Trace trace) {
        boolean bound = CallSite.body(site).getTag() != Opcodes.H_INVOKESTATIC;
        int captured = parameter.index() + (bound ? 1 : 0);
        if (captured < Type.getArgumentCount(site.desc)) {
            addAll(maker, flow(maker).argument(site, captured), trace);
        } else {
            trace.add(parameter.type());
        }
    }

    void addAll(Method method, Set<AbstractInsnNode> producers, Trace trace) {
        producers.forEach(producer -> add(method, producer, trace));
    }

    void add(Method method, AbstractInsnNode producer, Trace trace) {
        Type cast = NewObjects.cast(producer);
        Trace found = new Trace();
        addProduced(method, producer, found);
        trace.origins.addAll(narrowed(found.origins, cast));
        trace.sources.addAll(found.sources);
    }

    private void addProduced(Method method, AbstractInsnNode producer, Trace trace) {
        if (producer instanceof Flow.Parameter parameter) {
            int index = parameter.argument(method);
            if (index >= 0 && parameter.type.getSort() >= Type.ARRAY) {
                trace.sources.add(new Source.Parameter(method, index));
            } else {
                trace.add(parameter.type);
            }
        } else if (producer instanceof Flow.Caught caught) {
            String type = caught.type == null ? "java/lang/Throwable" : caught.type;
            trace.origins.add(new Origin.Typed(type));
        } else if (producer instanceof FieldInsnNode access) {
            addField(access, trace);
        } else if (producer instanceof MethodInsnNode call) {
            addResult(method, call, trace);
        } else if (producer instanceof InvokeDynamicInsnNode site) {
            trace.origins.add(
                    CallSite.of(site) == CallSite.LAMBDA
                            ? new Origin.Lambda(method, site)
                            : new Origin.Exact(Type.getReturnType(site.desc).getInternalName()));
        } else if (NewObjects.madeBy(producer).isPresent()) {
            trace.origins.add(NewObjects.madeBy(producer).get());
        } else if (producer.getOpcode() == Opcodes.AALOAD) {
            addElements(method, producer, trace);
        } else if (producer.getOpcode() != Opcodes.ACONST_NULL) {
            trace.origins.add(new Origin.Typed(OBJECT));
        }
    }

    private void addField(FieldInsnNode access, Trace trace) {
        FieldRef field = program.resolve(FieldRef.of(access));
        Type type = Type.getType(access.desc);
        if (access.name.startsWith("SIG_") && !program.isImported(field.owner())) {
            trace.origins.add(new Origin.Library(type.getInternalName())); // a standard action
        } else if (program.isImported(field.owner())
                && type.getSort() == Type.ARRAY
                && tables.isTable(field)) {
            trace.origins.add(new Origin.Exact(type.getInternalName()));
        } else if (program.isImported(field.owner()) && !filled.held(field, type).isEmpty()) {
            trace.origins.addAll(filled.held(field, type)); // as good as copies
        } else if (!program.isImported(field.owner()) || type.getSort() != Type.OBJECT) {
            trace.add(type);
        } else {
            trace.sources.add(new Source.Field(field, type));
        }
    }

    /** The declared types of elements: what an array holds is not followed. */
    private void addElements(Method method, AbstractInsnNode load, Trace trace) {
        Trace arrays = new Trace();
        addAll(method, flow(method).operand(load, 1), arrays);
        for (Source source : arrays.sources) {
            trace.origins.add(element(source.type()));
        }
        for (Origin array : arrays.origins) {
            trace.origins.add(element(Type.getObjectType(array.knownType())));
        }
    }

    private static Origin element(Type array) {
        return array.getSort() == Type.ARRAY
                ? Origin.of(Type.getType(array.getDescriptor().substring(1)))
                : new Origin.Typed(OBJECT);
    }

    private void addResult(Method method, MethodInsnNode call, Trace trace) {
        MethodRef ref = MethodRef.of(call);
        Type type = Type.getReturnType(ref.descriptor());
        Method target = program.resolve(ref, ref.owner()).orElse(null);
        if (ref.equals(CURRENT_THREAD)) {
            trace.origins.add(new Origin.CurrentThread());
        } else if (ref.owner().equals(COLLECTIONS)
                && Origins.LOCKING_WRAPPERS.containsKey(ref.name())) {
            trace.origins.add(new Origin.Exact(Origins.LOCKING_WRAPPERS.get(ref.name())));
        } else if (returnsTheHandlerBefore(ref, target)) {
            trace.origins.add(new Origin.Library(type.getInternalName()));
        } else if (returnsItsArgument(ref)) {
            addAll(method, flow(method).argument(call, 0), trace);
        } else if (target == null || !target.owner.imported) {
            addLibraryResult(ref, type, trace);
        } else if (isExact(call, target)) {
            addReturned(Set.of(target), type, trace);
        } else {
            Set<Method> targets = index.implementations(ref);
            addReturned(targets.size() <= MOST_TARGETS ? targets : Set.of(), type, trace);
            if (program.isExtensible(target)) {
                trace.add(type);
            }
        }
    }

    /** The handler that was there before: where it was registered, it has been found. */
    private static boolean returnsTheHandlerBefore(MethodRef ref, Method target) {
        Type type = Type.getReturnType(ref.descriptor());
        boolean isGiven = target != null && target.owner.imported;
        return ref.owner().endsWith("misc/Signal") && ref.name().equals("handle")
                || !isGiven
                        && type.getClassName().endsWith("SignalHandler")
                        && List.of(ref.parameters()).contains(type);
    }

    static boolean returnsItsArgument(MethodRef ref) {
        return ref.owner().equals("java/util/Objects") && ref.name().startsWith("requireNonNull")
                || ref.owner().equals(GROOVY_CASTS) && GROOVY_CAST.contains(ref.name());
    }

    private static boolean isExact(MethodInsnNode call, Method target) {
        return !Opcode.isVirtual(call) || target.is(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL);
    }

    private static void addReturned(Set<Method> targets, Type type, Trace trace) {
        Set<Source> results = new LinkedHashSet<>();
        targets.stream().filter(Method::hasCode).forEach(m -> results.add(new Source.Result(m)));
        if (results.isEmpty()) {
            trace.add(type);
        }
        trace.sources.addAll(results);
    }

    /** A library returns what it made, but for what the program gave it to keep or to call. */
    private void addLibraryResult(MethodRef ref, Type type, Trace trace) {
        boolean mayBeTheProgramsOwn =
                type.getSort() == Type.OBJECT
                        && (type.getInternalName().equals(OBJECT)
                                || !program.isPlatform(type.getInternalName())
                                || program.isCallBack(type.getInternalName()));
        boolean isNew = ref.owner().startsWith("java/text/") && ref.name().endsWith("Instance");
        Origin made = new Origin.Library(type.getInternalName());
        made = mayBeTheProgramsOwn ? Origin.of(type) : made;
        trace.origins.add(isNew ? new Origin.Exact(type.getInternalName(), true) : made);
        Set<Method> own = index.implementations(ref);
        if (own.size() <= MOST_TARGETS) {
            own.stream()
                    .filter(Method::hasCode)
                    .forEach(own1 -> trace.sources.add(new Source.Result(own1)));
        }
    }
}
