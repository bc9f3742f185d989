package signalkit.rules.bytecode;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Finds collections that are filled before they are stored in their field, and only read later.
 *
 * <p>Every place that writes the field and every use of what it holds is looked at. Not
 * thread-safe.
 */
final class FilledCollections {
    private static final Set<String> TYPES =
            Set.of("java/util/Collection", "java/util/List", "java/util/Set", "java/util/Map");

    /** Those that take no lock and call no comparator. */
    private static final Set<String> CLASSES =
            Set.of(
                    "java/util/ArrayList",
                    "java/util/LinkedList",
                    "java/util/HashMap",
                    "java/util/LinkedHashMap",
                    "java/util/HashSet",
                    "java/util/LinkedHashSet");

    private static final String GROOVY = "org/codehaus/groovy/runtime/DefaultGroovyMethods";
    private static final Set<String> READS =
            Set.of(
                    "size",
                    "isEmpty",
                    "get",
                    "getOrDefault",
                    "contains",
                    "containsKey",
                    "indexOf",
                    "iterator",
                    "keySet",
                    "values",
                    "entrySet",
                    "forEach",
                    "stream",
                    "each",
                    "any",
                    "every",
                    "find",
                    "findAll",
                    "collect",
                    "eachWithIndex");
    private static final Set<String> VIEWS = Set.of("iterator", "keySet", "values", "entrySet");
    private static final Set<String> CHANGES =
            Set.of("remove", "removeIf", "removeAll", "retainAll", "clear", "setValue");

    private final Program program;
    private final CodeIndex index;
    private final Traces traces;
    private final Map<FieldRef, Set<Origin>> known = new HashMap<>();

    FilledCollections(Program program, CodeIndex index, Traces traces) {
        this.program = program;
        this.index = index;
        this.traces = traces;
    }

    /** The collections that an imported field of this type holds; empty if somebody changes one. */
    Set<Origin> held(FieldRef field, Type type) {
        if (!TYPES.contains(type.getInternalName())) {
            return Set.of();
        }
        Set<Origin> held = known.get(field);
        if (held == null) {
            known.put(field, Set.of()); // while it is being looked for
            held = find(field);
            known.put(field, held);
        }
        return held;
    }

    private Set<Origin> find(FieldRef field) {
        List<Traces.Put> puts = traces.puts(field);
        boolean isHidden =
                (program.access(field) & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0;
        if (!isHidden || !index.readers(field).stream().allMatch(r -> reads(r, field))) {
            return Set.of();
        }
        Set<Origin> held = new LinkedHashSet<>();
        for (Traces.Put put : puts) {
            for (AbstractInsnNode value : put.values()) {
                if (!isOfItsOwn(put, value, held)) {
                    return Set.of();
                }
            }
        }
        return held;
    }

    private boolean isOfItsOwn(Traces.Put put, AbstractInsnNode value, Set<Origin> held) {
        if (value.getOpcode() == Opcodes.ACONST_NULL) {
            return true;
        } else if (value.getOpcode() == Opcodes.NEW) {
            return isPlain(value, held)
                    && isKept(put.method(), value, user -> isAccess(user, put.field()));
        }
        return value instanceof MethodInsnNode call && isOfItsOwn(put, call, held);
    }

    private boolean isOfItsOwn(Traces.Put put, MethodInsnNode call, Set<Origin> held) {
        if (Traces.returnsItsArgument(MethodRef.of(call))) {
            return traces.flow(put.method()).argument(call, 0).stream()
                    .allMatch(argument -> isOfItsOwn(put, argument, held));
        } else if (call.owner.startsWith("java/util/")) {
            held.add(new Origin.Library(Type.getReturnType(call.desc).getInternalName()));
            return call.name.startsWith("empty") || call.name.equals("of");
        }
        Set<Method> makers =
                Opcode.isVirtual(call)
                        ? index.implementations(MethodRef.of(call))
                        : program.method(MethodRef.of(call)).map(Set::of).orElse(Set.of());
        return makers.size() == 1 && makers.stream().allMatch(m -> returnsItsOwn(m, held));
    }

    private boolean returnsItsOwn(Method maker, Set<Origin> held) {
        if (!maker.owner.imported || !maker.hasCode()) {
            return false;
        }
        for (AbstractInsnNode insn : maker.code().instructions) {
            if (insn.getOpcode() == Opcodes.ARETURN) {
                for (AbstractInsnNode made : traces.flow(maker).operand(insn, 0)) {
                    Predicate<AbstractInsnNode> isReturn =
                            user -> user.getOpcode() == Opcodes.ARETURN;
                    if (!isPlain(made, held) || !isKept(maker, made, isReturn)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static boolean isPlain(AbstractInsnNode made, Set<Origin> held) {
        boolean isPlain =
                made.getOpcode() == Opcodes.NEW && CLASSES.contains(((TypeInsnNode) made).desc);
        if (isPlain) {
            held.add(new Origin.Exact(((TypeInsnNode) made).desc, true));
        }
        return isPlain;
    }

    /** Whether a new collection is only filled, and then given to one place that takes it. */
    private boolean isKept(Method maker, AbstractInsnNode made, Predicate<AbstractInsnNode> takes) {
        InsnList code = maker.code().instructions;
        int taken = code.size();
        List<AbstractInsnNode> users = traces.flow(maker).consumers(made);
        for (AbstractInsnNode user : users) {
            taken = takes.test(user) ? Math.min(taken, code.indexOf(user)) : taken;
        }
        for (AbstractInsnNode user : users) {
            boolean isLate = code.indexOf(user) > taken;
            if (!takes.test(user) && (isLate || !isCallOn(maker, user, made))) {
                return false;
            }
        }
        int since = code.indexOf(made);
        for (AbstractInsnNode insn : code) {
            if (insn instanceof JumpInsnNode jump && code.indexOf(jump) > taken) {
                int target = code.indexOf(jump.label);
                if (target > since && target <= taken) {
                    return false; // it may be filled again after it was taken
                }
            }
        }
        return true;
    }

    private boolean isCallOn(Method maker, AbstractInsnNode user, AbstractInsnNode made) {
        Flow flow = traces.flow(maker);
        if (!(user instanceof MethodInsnNode call) || !call.owner.startsWith("java/util/")) {
            return false;
        }
        for (int i = 0; i < Type.getArgumentCount(call.desc); i++) {
            if (flow.argument(call, i).contains(made)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAccess(AbstractInsnNode insn, FieldRef field) {
        return insn instanceof FieldInsnNode access
                && access.name.equals(field.name())
                && program.resolve(FieldRef.of(access)).equals(field);
    }

    private boolean reads(Method reader, FieldRef field) {
        Flow flow = traces.flow(reader);
        boolean changesSome = false;
        for (AbstractInsnNode insn : reader.code().instructions) {
            changesSome |= insn instanceof MethodInsnNode call && CHANGES.contains(call.name);
        }
        return flow.isValid()
                && !changesSome
                && flow.consumers(insn -> isAccess(insn, field)).stream()
                        .allMatch(user -> isRead(reader, user));
    }

    private boolean isRead(Method reader, AbstractInsnNode user) {
        if (!(user instanceof MethodInsnNode call)) {
            return false;
        } else if (VIEWS.contains(call.name)) {
            // Who gets a view or an iterator could change the collection by it.
            return traces.flow(reader).consumers(call).stream()
                    .allMatch(each -> isCallOn(reader, each, call) && isRead(reader, each));
        }
        return call.name.equals("<init>") && CLASSES.contains(call.owner)
                || (TYPES.contains(call.owner)
                                || call.owner.equals("java/util/Iterator")
                                || call.owner.equals(GROOVY))
                        && READS.contains(call.name);
    }
}
