package signalkit.rules.bytecode;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Traces values to where they come from: within a method, through the fields of imported classes,
 * and through imported methods that return what they made.
 */
public final class Origins {
    private static final int FLOWS_KEPT = 256;

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

    private static final MethodRef CURRENT_THREAD =
            new MethodRef("java/lang/Thread", "currentThread", "()Ljava/lang/Thread;");

    private final Program program;
    private final CodeIndex index;

    /** The most recent ones: a flow is large, and most are needed by one method only. */
    private final Map<Method, Flow> flows =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Method, Flow> eldest) {
                    return size() > FLOWS_KEPT;
                }
            };

    public Origins(Program program, CodeIndex index) {
        this.program = program;
        this.index = index;
    }

    public Flow flow(Method method) {
        Flow flow = flows.get(method);
        if (flow == null) {
            flow = new Flow(method);
            flows.put(method, flow);
        }
        return flow;
    }

    public Set<Origin> of(Method method, Set<AbstractInsnNode> producers) {
        return of(method, producers, new HashSet<>());
    }

    private Set<Origin> of(Method method, Set<AbstractInsnNode> producers, Set<Object> seen) {
        Set<Origin> origins = new LinkedHashSet<>();
        producers.forEach(producer -> origins.addAll(of(method, producer, seen)));
        return origins;
    }

    private Set<Origin> of(Method method, AbstractInsnNode producer, Set<Object> seen) {
        if (producer instanceof Flow.Parameter parameter) {
            return Set.of(typed(parameter.type));
        } else if (producer instanceof Flow.Caught caught) {
            return typed(caught.type == null ? "java/lang/Throwable" : caught.type);
        } else if (producer instanceof FieldInsnNode field) {
            return ofField(program.resolve(FieldRef.of(field)), Type.getType(field.desc), seen);
        } else if (producer instanceof MethodInsnNode call) {
            return ofCall(MethodRef.of(call), call, seen);
        } else if (producer instanceof InvokeDynamicInsnNode site) {
            return CallSite.of(site) == CallSite.LAMBDA
                    ? Set.of(new Origin.Lambda(method, site))
                    : Set.of(new Origin.Exact(Type.getReturnType(site.desc).getInternalName()));
        } else if (producer instanceof TypeInsnNode type) {
            return Set.of(new Origin.Exact(madeBy(type)));
        } else if (producer instanceof MultiANewArrayInsnNode array) {
            return Set.of(new Origin.Exact(array.desc));
        } else if (producer instanceof LdcInsnNode constant) {
            return Set.of(new Origin.Exact(Type.getInternalName(constant.cst.getClass())));
        } else if (producer.getOpcode() == Opcodes.AALOAD) {
            return elements(of(method, flow(method).operand(producer, 1), seen));
        }
        return producer.getOpcode() == Opcodes.ACONST_NULL ? Set.of() : typed("java/lang/Object");
    }

    private static String madeBy(TypeInsnNode insn) {
        return switch (insn.getOpcode()) {
            case Opcodes.NEW -> insn.desc;
            case Opcodes.ANEWARRAY -> "[" + Type.getObjectType(insn.desc).getDescriptor();
            default -> "java/lang/Object";
        };
    }

    private static Set<Origin> elements(Set<Origin> arrays) {
        return arrays.stream()
                .map(array -> Type.getObjectType(array.knownType()))
                .map(
                        type ->
                                type.getSort() == Type.ARRAY
                                        ? type.getDescriptor().substring(1)
                                        : "Ljava/lang/Object;")
                .map(element -> typed(Type.getType(element)))
                .collect(Collectors.toSet());
    }

    /** All that is ever put into a field; only its type when that cannot be seen. */
    private Set<Origin> ofField(FieldRef field, Type type, Set<Object> seen) {
        if (!program.isImported(field.owner()) || !seen.add(field)) {
            return Set.of(typed(type));
        }
        return taken(index.writers(field), insn -> writes(insn, field), type, seen);
    }

    private boolean writes(AbstractInsnNode insn, FieldRef field) {
        return Opcode.isPut(insn)
                && program.resolve(FieldRef.of((FieldInsnNode) insn)).equals(field);
    }

    /**
     * The origins of all that such instructions of some methods take; the type if there is none.
     */
    private Set<Origin> taken(
            Collection<Method> methods,
            Predicate<AbstractInsnNode> takes,
            Type declared,
            Set<Object> seen) {
        Set<Origin> origins = new LinkedHashSet<>();
        for (Method method : methods) {
            for (AbstractInsnNode insn : method.code().instructions) {
                if (takes.test(insn)) {
                    origins.addAll(of(method, flow(method).operand(insn, 0), seen));
                }
            }
        }
        return origins.isEmpty() ? Set.of(typed(declared)) : narrowed(origins, declared);
    }

    /** A cast hides what a generic call returned; then the declared type says more. */
    private Set<Origin> narrowed(Set<Origin> origins, Type declared) {
        if (declared.getSort() != Type.OBJECT) {
            return origins;
        }
        String type = declared.getInternalName();
        return origins.stream()
                .map(origin -> program.isA(origin.knownType(), type) ? origin : typed(declared))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<Origin> ofCall(MethodRef ref, MethodInsnNode call, Set<Object> seen) {
        if (ref.equals(CURRENT_THREAD)) {
            return Set.of(new Origin.CurrentThread());
        }
        if (ref.owner().equals(COLLECTIONS) && LOCKING_WRAPPERS.containsKey(ref.name())) {
            return Set.of(new Origin.Exact(LOCKING_WRAPPERS.get(ref.name())));
        }
        Type type = Type.getReturnType(ref.descriptor());
        Method target = program.resolve(ref, ref.owner()).orElse(null);
        boolean exact =
                call.getOpcode() == Opcodes.INVOKESTATIC
                        || (target != null && target.is(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL));
        if (target == null
                || !exact
                || !target.owner.imported
                || !target.hasCode()
                || !seen.add(target)) {
            return Set.of(typed(type));
        }
        return taken(List.of(target), insn -> insn.getOpcode() == Opcodes.ARETURN, type, seen);
    }

    private static Origin typed(Type type) {
        boolean reference = type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
        return new Origin.Typed(reference ? type.getInternalName() : type.getDescriptor());
    }

    private static Set<Origin> typed(String internalName) {
        return Set.of(new Origin.Typed(internalName));
    }

    /** The field that a value was read from, if it is one field for certain. */
    public Optional<FieldRef> field(Set<AbstractInsnNode> producers) {
        Set<FieldRef> fields = new HashSet<>();
        for (AbstractInsnNode producer : producers) {
            if (!(producer instanceof FieldInsnNode field)) {
                return Optional.empty();
            }
            fields.add(program.resolve(FieldRef.of(field)));
        }
        return fields.size() == 1 ? Optional.of(fields.iterator().next()) : Optional.empty();
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
