package signalkit.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.FieldRef;
import signalkit.rules.bytecode.Flow;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.Opcode;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/** Finds what a method reads and writes that interrupted code may share with it. */
final class SharedAccesses {
    private static final String ATOMICS = "java/util/concurrent/atomic/Atomic";
    private static final Set<String> SETS = Set.of("set", "lazySet", "setRelease", "setPlain");
    private static final Set<String> GETS = Set.of("get", "getAcquire", "getPlain", "intValue");

    private final Program program;
    private final Origins origins;
    private final Method method;
    private final Flow flow;

    SharedAccesses(Program program, Origins origins, Method method) {
        this.program = program;
        this.origins = origins;
        this.method = method;
        this.flow = origins.flow(method);
    }

    /** An access of a field, and an update in two steps. */
    List<CodeEffect> field(FieldInsnNode access, int line) {
        FieldRef field = program.resolve(FieldRef.of(access));
        boolean isStatic = Opcode.isStaticAccess(access);
        boolean isWrite = Opcode.isPut(access);
        boolean isLocal = !isStatic && origins.isOwn(method, flow.operand(access, isWrite ? 1 : 0));
        if (isLocal || method.initialises()) {
            return List.of();
        } else if (!program.isImported(field.owner())) {
            return isStatic ? libraryField(field, isWrite, line) : List.of();
        }
        List<CodeEffect> effects = new ArrayList<>();
        int flags = program.access(field);
        // A compiler's own field is a cache in which any value is right: Groovy's call sites.
        int harmless = Opcodes.ACC_FINAL | Opcodes.ACC_VOLATILE | Opcodes.ACC_SYNTHETIC;
        if ((flags & harmless) == 0) {
            effects.add(new CodeEffect.PlainField(line, field));
        }
        if (isWrite && flow.derives(flow.operand(access, 0), read -> reads(read, field))) {
            effects.add(lostUpdate(field, line));
        }
        return effects;
    }

    /** A library may write a field of its own whenever it likes. */
    private List<CodeEffect> libraryField(FieldRef field, boolean isWrite, int line) {
        boolean known = program.find(field.owner()).isPresent();
        boolean plain = (program.access(field) & (Opcodes.ACC_FINAL | Opcodes.ACC_VOLATILE)) == 0;
        if (known && plain) {
            return List.of(
                    new CodeEffect.Hazard(
                            line,
                            Kind.SHARED_STATE,
                            "plain field " + field,
                            "it is neither final nor volatile, and its library writes it"));
        }
        return known || !isWrite
                ? List.of()
                : List.of(
                        CodeEffect.Hazard.unverified(
                                line, "field " + field, "its class was not given"));
    }

    private static CodeEffect lostUpdate(FieldRef field, int line) {
        return new CodeEffect.Hazard(
                line,
                Kind.LOST_UPDATE,
                "update of " + field,
                "the value written depends on one read before, in two steps");
    }

    private boolean reads(AbstractInsnNode insn, FieldRef field) {
        if (insn instanceof FieldInsnNode read) {
            return program.resolve(FieldRef.of(read)).equals(field);
        }
        return insn instanceof MethodInsnNode call
                && origins.returned(call).filter(field::equals).isPresent();
    }

    /** {@code count.set(count.get() + 1)}: an atomic that is used in two steps. */
    List<CodeEffect> atomicUpdate(MethodInsnNode call, int line) {
        int last = Type.getArgumentCount(call.desc) - 1;
        if (!call.owner.startsWith(ATOMICS) || last < 0 || !SETS.contains(call.name)) {
            return List.of();
        }
        Optional<FieldRef> atomic = origins.field(method, flow.receiver(call));
        boolean derives =
                atomic.isPresent()
                        && flow.derives(
                                flow.argument(call, last), insn -> gets(insn, call, atomic));
        return derives ? List.of(lostUpdate(atomic.get(), line)) : List.of();
    }

    private boolean gets(AbstractInsnNode insn, MethodInsnNode set, Optional<FieldRef> atomic) {
        return insn instanceof MethodInsnNode get
                && GETS.contains(get.name)
                && get.owner.equals(set.owner)
                && origins.field(method, flow.receiver(get)).equals(atomic);
    }

    /** Array elements are never volatile; who did not make the array shares it. */
    List<CodeEffect> element(AbstractInsnNode access, int depth, int line) {
        Set<AbstractInsnNode> array = flow.operand(access, depth);
        boolean isShared =
                !origins.isOwn(method, array)
                        && origins.of(method, array).stream()
                                .anyMatch(Origin.Typed.class::isInstance);
        if (!isShared || method.initialises()) {
            return List.of();
        }
        String name =
                origins.field(method, array)
                        .map(FieldRef::toString)
                        .orElse("an array that the handler did not make");
        return List.of(
                new CodeEffect.Hazard(
                        line,
                        Kind.SHARED_STATE,
                        "element of " + name,
                        "array elements are plain variables"));
    }

    /** Whether an array comes from the caller. */
    static boolean isGiven(Set<AbstractInsnNode> array) {
        return array.stream().anyMatch(Flow.Parameter.class::isInstance);
    }
}
