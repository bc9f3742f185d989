package signalkit.rules.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Traces values to the objects that they may be: within a method, through fields, parameters and
 * results of imported code.
 *
 * <p>Not thread-safe.
 */
public final class Origins {
    /** What the parameters of methods hold in one run of the program, as far as it is known. */
    public interface Parameters {
        /**
         * Tells what a parameter holds.
         *
         * @param index counted from 0, without {@code this}
         * @return empty when the run does not reach the method, so that any caller counts
         */
        Optional<Set<Origin>> of(Method method, int index);

        /** What methods are called on; empty when the run does not reach the method. */
        Set<Origin> receivers(Method method);

        /** Whether the run gets to the method. */
        boolean reaches(Method method);
    }

    private static final Parameters ANY_RUN =
            new Parameters() {
                @Override
                public Optional<Set<Origin>> of(Method method, int index) {
                    return Optional.empty();
                }

                @Override
                public Set<Origin> receivers(Method method) {
                    return Set.of();
                }

                @Override
                public boolean reaches(Method method) {
                    return false;
                }
            };

    private static final String COLLECTIONS = "java/util/Collections";

    /** The wrappers of {@code Collections} that lock, and the class of what each returns. */
    static final Map<String, String> LOCKING_WRAPPERS =
            Map.of(
                    "synchronizedCollection", COLLECTIONS + "$SynchronizedCollection",
                    "synchronizedList", COLLECTIONS + "$SynchronizedList",
                    "synchronizedMap", COLLECTIONS + "$SynchronizedMap",
                    "synchronizedNavigableMap", COLLECTIONS + "$SynchronizedNavigableMap",
                    "synchronizedNavigableSet", COLLECTIONS + "$SynchronizedNavigableSet",
                    "synchronizedSet", COLLECTIONS + "$SynchronizedSet",
                    "synchronizedSortedMap", COLLECTIONS + "$SynchronizedSortedMap",
                    "synchronizedSortedSet", COLLECTIONS + "$SynchronizedSortedSet");

    /** Locks that are parts of another: to hold one may be to wait for the other. */
    private static final Set<String> PARTS_OF_A_LOCK =
            Set.of("readLock", "writeLock", "asReadLock", "asWriteLock", "asReadWriteLock");

    private final Program program;
    private final Traces traces;
    private final Parameters parameters;
    private final Map<FieldRef, FieldRef> wholes = new HashMap<>();

    /** Origins in any run: each caller of a method counts. */
    public Origins(Program program, CodeIndex index) {
        this(program, new Traces(program, index), ANY_RUN);
    }

    private Origins(Program program, Traces traces, Parameters parameters) {
        this.program = program;
        this.traces = traces;
        this.parameters = parameters;
    }

    /** The origins in a run that gives methods these parameters. */
    public Origins in(Parameters run) {
        return new Origins(program, traces, run);
    }

    /** The origins in any run, whatever run this one is of. */
    public Origins inAnyRun() {
        return in(ANY_RUN);
    }

    /**
     * What a lambda captures, in order. An array that another run has made is shared with that one.
     */
    public List<Set<Origin>> captured(Method maker, InvokeDynamicInsnNode lambda) {
        List<Set<Origin>> captured = new ArrayList<>();
        Type[] types = Type.getArgumentTypes(lambda.desc);
        for (int i = 0; i < types.length; i++) {
            boolean isShared = types[i].getSort() == Type.ARRAY && !parameters.reaches(maker);
            captured.add(
                    isShared
                            ? Set.of(Origin.of(types[i]))
                            : shared(of(maker, flow(maker).argument(lambda, i)), maker));
        }
        return captured;
    }

    private Set<Origin> shared(Set<Origin> origins, Method maker) {
        return parameters.reaches(maker)
                ? origins
                : origins.stream()
                        .map(Origin::shared)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What a method is called on, as far as the run says. */
    public Set<Origin> receivers(Method method) {
        Set<Origin> known = parameters.receivers(method);
        return known.isEmpty() ? Set.of(new Origin.Typed(method.owner.name)) : known;
    }

    /** Whether a value is an object that nobody but the run knows, or a part of such an object. */
    public boolean isOwn(Method method, Set<AbstractInsnNode> values) {
        return isOwn(method, values, new HashSet<>());
    }

    private boolean isOwn(Method method, Set<AbstractInsnNode> values, Set<AbstractInsnNode> seen) {
        return !values.isEmpty() && values.stream().allMatch(value -> isOwn(method, value, seen));
    }

    private boolean isOwn(Method method, AbstractInsnNode value, Set<AbstractInsnNode> seen) {
        if (value.getOpcode() == Opcodes.GETFIELD) {
            // In a loop such as "n = n.next" a value comes from itself.
            if (!seen.add(value)) {
                return true;
            }
            FieldRef field = program.resolve(FieldRef.of((FieldInsnNode) value));
            return isOwn(method, flow(method).operand(value, 0), seen)
                    && traces.isMadeByItsClass(field, this);
        }
        Set<Origin> origins = of(method, Set.of(value));
        return !origins.isEmpty() && origins.stream().allMatch(Origin::isOwn);
    }

    public Flow flow(Method method) {
        return traces.flow(method);
    }

    /** What a parameter may hold. */
    public Set<Origin> parameter(Method method, int index) {
        return parameters
                .of(method, index)
                .orElseGet(() -> traces.of(new Source.Parameter(method, index)));
    }

    /** What a call passes; the type alone where no class can be below it. */
    public Set<Origin> argument(Method method, MethodInsnNode call, int index) {
        Type type = Type.getArgumentTypes(call.desc)[index];
        boolean isPlain =
                type.getSort() < Type.ARRAY
                        || type.getSort() == Type.OBJECT && program.isFinal(type.getInternalName());
        return isPlain ? Set.of(Origin.of(type)) : of(method, flow(method).argument(call, index));
    }

    public Set<Origin> of(Method method, Set<AbstractInsnNode> producers) {
        Set<Origin> origins = new LinkedHashSet<>();
        for (AbstractInsnNode producer : producers) {
            if (producer instanceof Flow.Parameter p && !method.isStatic() && p.index == 0) {
                origins.addAll(receivers(method));
                continue;
            }
            Traces.Trace trace = new Traces.Trace();
            traces.add(method, producer, trace);
            origins.addAll(trace.origins());
            for (Source source : trace.sources()) {
                boolean own = source instanceof Source.Parameter p && p.method() == method;
                Set<Origin> found =
                        own
                                ? parameter(method, ((Source.Parameter) source).index())
                                : traces.of(source);
                origins.addAll(traces.narrowed(found, NewObjects.cast(producer)));
            }
        }
        return origins;
    }

    /** The field that a value was read from, if it is one field for certain. */
    public Optional<FieldRef> field(Method method, Set<AbstractInsnNode> producers) {
        Set<FieldRef> fields = new HashSet<>();
        for (AbstractInsnNode producer : producers) {
            Optional<FieldRef> field = field(method, producer);
            if (field.isEmpty()) {
                return Optional.empty();
            }
            fields.add(field.get());
        }
        return fields.size() == 1 ? Optional.of(fields.iterator().next()) : Optional.empty();
    }

    private Optional<FieldRef> field(Method method, AbstractInsnNode producer) {
        if (producer instanceof FieldInsnNode access) {
            FieldRef field = program.resolve(FieldRef.of(access));
            return Optional.of(wholes.computeIfAbsent(field, this::whole));
        } else if (producer instanceof MethodInsnNode call) {
            return PARTS_OF_A_LOCK.contains(call.name)
                    ? field(method, flow(method).receiver(call))
                    : returned(call);
        }
        return Optional.empty();
    }

    /** The field of the lock that a field holds a part of, or the field itself. */
    private FieldRef whole(FieldRef field) {
        Set<FieldRef> wholes = new HashSet<>();
        for (Traces.Put put : traces.puts(field)) {
            wholes.add(put.values().stream().map(v -> whole(put, v)).findFirst().orElse(field));
        }
        return wholes.size() == 1 ? wholes.iterator().next() : field;
    }

    private FieldRef whole(Traces.Put put, AbstractInsnNode value) {
        Set<AbstractInsnNode> lock = lockOfPart(put.method(), value);
        if (lock.size() == 1 && lock.iterator().next() instanceof FieldInsnNode read) {
            return program.resolve(FieldRef.of(read));
        }
        // It was made here: the field that keeps it, or the first of those that keep its parts.
        FieldRef first = put.field();
        for (AbstractInsnNode insn : put.method().code().instructions) {
            if (!lock.isEmpty() && Opcode.isPut(insn)) {
                Set<AbstractInsnNode> other = flow(put.method()).operand(insn, 0);
                FieldRef field = program.resolve(FieldRef.of((FieldInsnNode) insn));
                boolean isPart =
                        other.stream().allMatch(o -> lockOfPart(put.method(), o).equals(lock));
                if (other.equals(lock)) {
                    return field;
                } else if (isPart && field.toString().compareTo(first.toString()) < 0) {
                    first = field;
                }
            }
        }
        return first;
    }

    private Set<AbstractInsnNode> lockOfPart(Method method, AbstractInsnNode value) {
        return value instanceof MethodInsnNode call && PARTS_OF_A_LOCK.contains(call.name)
                ? flow(method).receiver(call)
                : Set.of();
    }

    /** The fields that hold a lock or a part of it. */
    public Set<FieldRef> parts(FieldRef lock) {
        Set<FieldRef> fields = new LinkedHashSet<>(Set.of(lock));
        for (FieldRef field :
                program.find(lock.owner()).map(f -> f.fieldAccess.keySet()).orElse(Set.of())) {
            if (program.isImported(lock.owner())
                    && wholes.computeIfAbsent(field, this::whole).equals(lock)) {
                fields.add(field);
            }
        }
        return fields;
    }

    /** The field that a getter returns. */
    public Optional<FieldRef> returned(MethodInsnNode call) {
        Method getter = program.resolve(MethodRef.of(call), call.owner).orElse(null);
        if (getter == null || !getter.owner.imported || !getter.hasCode() || getter.isLong()) {
            return Optional.empty();
        }
        for (AbstractInsnNode insn : getter.code().instructions) {
            if (insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.ARETURN) {
                Set<AbstractInsnNode> value = flow(getter).operand(insn, 0);
                boolean isField =
                        !value.isEmpty()
                                && value.stream().allMatch(FieldInsnNode.class::isInstance);
                return isField ? field(getter, value) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * The class whose static field a {@code VarHandle} accesses: the first access initialises it.
     */
    public Optional<String> classOf(Method method, Set<AbstractInsnNode> varHandle) {
        return field(method, varHandle).stream()
                .flatMap(field -> traces.puts(field).stream())
                .flatMap(put -> put.values().stream().flatMap(v -> staticOwner(put.method(), v)))
                .findFirst();
    }

    /** The functions that may make the first value of a thread-local variable. */
    public Set<Origin> initialValues(Method method, Set<AbstractInsnNode> variable) {
        Set<Origin> functions = new LinkedHashSet<>(withInitial(method, variable));
        for (Traces.Put put :
                field(method, variable).map(field -> traces.puts(field)).orElse(List.of())) {
            functions.addAll(withInitial(put.method(), put.values()));
        }
        return functions;
    }

    private Set<Origin> withInitial(Method method, Set<AbstractInsnNode> variable) {
        Set<Origin> functions = new LinkedHashSet<>();
        for (AbstractInsnNode value : variable) {
            if (value instanceof MethodInsnNode call && call.name.equals("withInitial")) {
                functions.addAll(of(method, flow(method).argument(call, 0)));
            }
        }
        return functions;
    }

    private Stream<String> staticOwner(Method method, AbstractInsnNode lookup) {
        return lookup instanceof MethodInsnNode call && call.name.equals("findStaticVarHandle")
                ? flow(method).argument(call, 0).stream()
                        .filter(LdcInsnNode.class::isInstance)
                        .map(type -> ((LdcInsnNode) type).cst)
                        .filter(Type.class::isInstance)
                        .map(type -> ((Type) type).getInternalName())
                : Stream.empty();
    }

    /** Whether a value was made by the method itself, so that nobody else can know it yet. */
    public static boolean isFresh(Set<AbstractInsnNode> producers) {
        return !producers.isEmpty()
                && producers.stream()
                        .allMatch(
                                p ->
                                        p.getOpcode() == Opcodes.NEW
                                                || p.getOpcode() == Opcodes.NEWARRAY
                                                || p instanceof InvokeDynamicInsnNode
                                                || p.getOpcode() == Opcodes.ANEWARRAY);
    }
}
