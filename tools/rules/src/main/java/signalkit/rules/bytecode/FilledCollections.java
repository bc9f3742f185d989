package signalkit.rules.bytecode;

import java.util.HashMap;
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

/**
 * Finds collections that are filled before they are stored in their field, and only read later.
 *
 * <p>Every place that writes the field and every use of what it holds is looked at. Not
 * thread-safe.
 */
final class FilledCollections {
    private static final Set<String> TYPES =
            Set.of("java/util/Collection", "java/util/List", "java/util/Set", "java/util/Map");
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
    private static final Set<String> CHANGES =
            Set.of("remove", "removeIf", "removeAll", "retainAll", "clear", "setValue");

    private final Program program;
    private final CodeIndex index;
    private final Traces traces;
    private final Map<FieldRef, Boolean> known = new HashMap<>();

    FilledCollections(Program program, CodeIndex index, Traces traces) {
        this.program = program;
        this.index = index;
        this.traces = traces;
    }

    /** Whether nobody changes the collection that an imported field of this type holds. */
    boolean isFilled(FieldRef field, Type type) {
        if (!TYPES.contains(type.getInternalName())) {
            return false;
        }
        Boolean filled = known.get(field);
        if (filled == null) {
            int visible = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
            List<Traces.Put> puts = traces.puts(field);
            filled =
                    (program.access(field) & visible) == 0
                            && !puts.isEmpty()
                            && puts.stream().allMatch(this::isOfItsOwn)
                            && index.readers(field).stream().allMatch(r -> reads(r, field));
            known.put(field, filled);
        }
        return filled;
    }

    private boolean isOfItsOwn(Traces.Put put) {
        return put.values().stream().allMatch(value -> isOfItsOwn(put, value));
    }

    private boolean isOfItsOwn(Traces.Put put, AbstractInsnNode value) {
        if (value.getOpcode() == Opcodes.ACONST_NULL) {
            return true;
        } else if (value.getOpcode() == Opcodes.NEW) {
            return isKept(put.method(), value, user -> isAccess(user, put.field()));
        }
        return value instanceof MethodInsnNode call && isOfItsOwn(put, call);
    }

    private boolean isOfItsOwn(Traces.Put put, MethodInsnNode call) {
        if (Traces.returnsItsArgument(MethodRef.of(call))) {
            return traces.flow(put.method()).argument(call, 0).stream()
                    .allMatch(argument -> isOfItsOwn(put, argument));
        } else if (call.owner.startsWith("java/util/")) {
            return call.name.startsWith("empty") || call.name.equals("of");
        }
        Set<Method> makers =
                Opcode.isVirtual(call)
                        ? index.implementations(MethodRef.of(call))
                        : program.method(MethodRef.of(call)).map(Set::of).orElse(Set.of());
        return makers.size() == 1 && makers.stream().allMatch(this::returnsItsOwn);
    }

    private boolean returnsItsOwn(Method maker) {
        if (!maker.owner.imported || !maker.hasCode()) {
            return false;
        }
        for (AbstractInsnNode insn : maker.code().instructions) {
            if (insn.getOpcode() == Opcodes.ARETURN) {
                for (AbstractInsnNode made : traces.flow(maker).operand(insn, 0)) {
                    Predicate<AbstractInsnNode> isReturn =
                            user -> user.getOpcode() == Opcodes.ARETURN;
                    if (made.getOpcode() != Opcodes.NEW || !isKept(maker, made, isReturn)) {
                        return false;
                    }
                }
            }
        }
        return true;
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
                        .allMatch(FilledCollections::isRead);
    }

    private static boolean isRead(AbstractInsnNode user) {
        return user instanceof MethodInsnNode call
                && (call.name.equals("<init>") && call.owner.startsWith("java/util/")
                        || (TYPES.contains(call.owner) || call.owner.equals(GROOVY))
                                && READS.contains(call.name));
    }
}
