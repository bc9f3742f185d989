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
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Finds tables: arrays in a field that only an initialiser writes, and whose elements nobody writes
 * after it.
 *
 * <p>Every use of the field is looked at, and every method that the array is passed to. Not
 * thread-safe.
 */
final class ReadOnlyArrays {
    /** Through how many calls the array is followed. */
    private static final int MOST_CALLS = 3;

    private static final Set<String> READS =
            Set.of("copyOf", "copyOfRange", "binarySearch", "equals", "hashCode");

    private final Program program;
    private final CodeIndex index;
    private final Traces traces;
    private final Map<FieldRef, Boolean> known = new HashMap<>();

    ReadOnlyArrays(Program program, CodeIndex index, Traces traces) {
        this.program = program;
        this.index = index;
        this.traces = traces;
    }

    /** Whether nobody writes the elements of the array that an imported field holds. */
    boolean isTable(FieldRef field) {
        Boolean table = known.get(field);
        if (table == null) {
            int visible = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
            table =
                    (program.access(field) & visible) == 0
                            && isMadeForIt(field)
                            && index.readers(field).stream()
                                    .allMatch(
                                            reader -> reader.initialises() || reads(reader, field));
            known.put(field, table);
        }
        return table;
    }

    /** Whether its initialiser makes the array and gives it to nobody else. */
    private boolean isMadeForIt(FieldRef field) {
        List<Traces.Put> puts = traces.puts(field);
        return !puts.isEmpty()
                && puts.stream()
                        .allMatch(
                                put ->
                                        put.method().initialises()
                                                && Origins.isFresh(put.values())
                                                && isKept(put));
    }

    private boolean isKept(Traces.Put put) {
        Predicate<AbstractInsnNode> isField = insn -> isAccess(insn, put.field());
        return traces
                .flow(put.method())
                .consumers(p -> put.values().contains(p) || isField.test(p))
                .stream()
                .allMatch(isField);
    }

    private boolean isAccess(AbstractInsnNode insn, FieldRef field) {
        return insn instanceof FieldInsnNode access
                && access.name.equals(field.name())
                && program.resolve(FieldRef.of(access)).equals(field);
    }

    private boolean reads(Method reader, FieldRef field) {
        return onlyReads(reader, insn -> isAccess(insn, field), 0);
    }

    /** Whether a method writes no element of an array, and lets it go only where that holds too. */
    private boolean onlyReads(Method method, Predicate<AbstractInsnNode> array, int calls) {
        Flow flow = traces.flow(method);
        if (!flow.isValid() || calls > MOST_CALLS) {
            return false;
        }
        for (AbstractInsnNode insn : method.code().instructions) {
            if (Opcode.isArrayStore(insn) && flow.operand(insn, 2).stream().anyMatch(array)) {
                return false;
            }
        }
        return flow.consumers(array).stream()
                .allMatch(
                        user ->
                                user instanceof MethodInsnNode call
                                        && isRead(flow, call, array, calls));
    }

    private boolean isRead(
            Flow flow, MethodInsnNode call, Predicate<AbstractInsnNode> array, int calls) {
        if (call.owner.startsWith("[")) {
            return call.name.equals("clone");
        } else if (call.owner.equals("java/util/Arrays")) {
            return READS.contains(call.name);
        } else if (call.owner.equals("java/lang/System") && call.name.equals("arraycopy")) {
            return flow.argument(call, 2).stream().noneMatch(array);
        }
        Method target = program.resolve(MethodRef.of(call), call.owner).orElse(null);
        boolean isFollowed =
                target != null
                        && target.owner.imported
                        && target.hasCode()
                        && (!Opcode.isVirtual(call)
                                || target.is(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL));
        for (int i = 0; isFollowed && i < Type.getArgumentCount(call.desc); i++) {
            int argument = i;
            if (flow.argument(call, i).stream().anyMatch(array)) {
                isFollowed =
                        onlyReads(
                                target,
                                p ->
                                        p instanceof Flow.Parameter given
                                                && given.argument(target) == argument,
                                calls + 1);
            }
        }
        return isFollowed;
    }
}
