package signalkit.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.Flow;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Opcode;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/**
 * Judges methods of the JDK by following its own byte code with the rules themselves, as if the JDK
 * were the program and the method a handler.
 *
 * <p>What cannot be followed to the end has no verdict. An exception that a method throws when an
 * argument is wrong does not count.
 */
final class DerivedLeaves {
    /** A longer search would end at some code that cannot be judged. */
    private static final int MOST_METHODS = 30;

    /** A lock is the method's own business only when it is near. */
    private static final int NEAR = 2;

    private static final Set<Kind> HARMLESS = Set.of(Kind.THROW, Kind.ALLOCATE, Kind.FIRST_USE);

    private final Program program;
    private final CodeIndex index;
    private final Origins origins;
    private final Leaves leaves;

    /**
     * A verdict.
     *
     * @param calls methods of the receiver that a subclass may override, by name
     */
    record Derived(LeafVerdict verdict, Set<String> calls) {}

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    DerivedLeaves(List<byte[]> classes) {
        program = new Program(classes);
        index = new CodeIndex(program);
        origins = new Origins(program, index);
        leaves = new Leaves(program, false);
    }

    /** What the method does; empty when that cannot be told. */
    Optional<Derived> judge(MethodRef ref) {
        Method method = program.method(ref).orElse(null);
        if (method == null || !method.hasCode() || leaves.find(ref).isPresent()) {
            return Optional.empty();
        }
        Reach reach = new Reach();
        Origins run = origins.in(reach);
        CallTargets calls = new CallTargets(program, index, run, leaves);
        CodeEffects effects =
                new CodeEffects(program, run, calls, new LeafEffects(program, run, calls, leaves));
        try {
            reach.follow(method, origins, m -> scan(effects, reach, m), DerivedLeaves::next);
        } catch (TooLong e) {
            return Optional.empty();
        }
        return verdict(method, reach).map(v -> new Derived(v, hooks(method, reach)));
    }

    private static List<CodeEffect> scan(CodeEffects effects, Reach reach, Method method) {
        if (reach.methods().size() > MOST_METHODS) {
            throw new TooLong();
        }
        return effects.scan(method);
    }

    private static List<CodeEffect.Call> next(CodeEffect effect) {
        return effect instanceof CodeEffect.Call call ? List.of(call) : List.of();
    }

    private Optional<LeafVerdict> verdict(Method method, Reach reach) {
        Set<Kind> kinds = new HashSet<>();
        boolean first = false;
        for (Method reached : reach.methods()) {
            for (CodeEffect effect : reach.effects(reached)) {
                if (effect instanceof CodeEffect.Hazard hazard && !hazard.strictOnly()) {
                    kinds.add(hazard.kind());
                } else if (effect instanceof CodeEffect.Hazard) {
                    kinds.add(Kind.LOCK);
                } else if (effect instanceof CodeEffect.PlainField access) {
                    boolean written =
                            index.writers(access.field()).stream()
                                    .anyMatch(writer -> !writer.initialises());
                    if (written) {
                        kinds.add(Kind.SHARED_STATE);
                    }
                } else if (effect instanceof CodeEffect.FirstUse) {
                    first = true;
                }
            }
        }
        boolean allocates = kinds.contains(Kind.ALLOCATE);
        kinds.removeAll(HARMLESS);
        if (kinds.isEmpty()) {
            return Optional.of(
                    first
                            ? allocates ? LeafVerdict.COLD_ALLOCATES : LeafVerdict.COLD
                            : allocates ? LeafVerdict.ALLOCATES : LeafVerdict.OK);
        }
        boolean near = reach.methods().size() <= NEAR && !kinds.contains(Kind.UNVERIFIED);
        if (near && kinds.contains(Kind.LOCK)) {
            return Optional.of(LeafVerdict.LOCK);
        }
        boolean shares =
                kinds.equals(Set.of(Kind.SHARED_STATE))
                        || kinds.equals(Set.of(Kind.SHARED_STATE, Kind.LOST_UPDATE));
        return shares ? Optional.of(LeafVerdict.SHARED) : Optional.empty();
    }

    /**
     * Methods that are called on the object itself and that a class of the program may override.
     */
    private Set<String> hooks(Method method, Reach reach) {
        Set<String> names = new TreeSet<>();
        if (method.isStatic() || (method.owner.access & Opcodes.ACC_FINAL) != 0) {
            return names;
        }
        for (Method reached : reach.methods()) {
            if (reached.isStatic()
                    || !reached.hasCode()
                    || !program.isA(method.owner.name, reached.owner.name)) {
                continue;
            }
            Flow flow = origins.flow(reached);
            for (AbstractInsnNode insn : reached.code().instructions) {
                if (insn instanceof MethodInsnNode call
                        && Opcode.isVirtual(call)
                        && flow.receiver(call).stream()
                                .anyMatch(p -> p instanceof Flow.Parameter own && own.index == 0)
                        && program.resolve(MethodRef.of(call), call.owner)
                                .filter(m -> m.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED))
                                .filter(m -> !m.is(Opcodes.ACC_FINAL))
                                .isPresent()) {
                    names.add(call.name);
                }
            }
        }
        return names;
    }
}
