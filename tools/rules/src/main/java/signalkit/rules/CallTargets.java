package signalkit.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.CallSite;
import signalkit.rules.bytecode.ClassFile;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Opcode;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/**
 * Finds what a call may run: exactly, where the receiver's class is known, else by class hierarchy
 * analysis over the imported classes, their lambdas and method references included.
 */
final class CallTargets {
    private static final String OBJECT = "java/lang/Object";

    /** Stands in the tables for the thread that runs the handler. */
    private static final String CURRENT_THREAD = "java/lang/Thread.currentThread()";

    private final Program program;
    private final CodeIndex index;
    private final Origins origins;
    private final Leaves leaves;
    private final LambdaUse use;

    /** Call sites whose body is being looked for: {@code r = r::run} in a loop refers to itself. */
    private final Set<InvokeDynamicInsnNode> open = new HashSet<>();

    private final Map<MethodRef, Set<CallTarget>> known = new HashMap<>();

    CallTargets(Program program, CodeIndex index, Origins origins, Leaves leaves) {
        this.program = program;
        this.index = index;
        this.origins = origins;
        this.leaves = leaves;
        this.use = new LambdaUse(origins, leaves);
    }

    LambdaUse use() {
        return use;
    }

    Set<CallTarget> targets(Method caller, MethodInsnNode call) {
        MethodRef ref = MethodRef.of(call);
        return Opcode.isVirtual(call)
                ? virtual(ref, origins.of(caller, origins.flow(caller).receiver(call)))
                : Set.of(exact(ref, ref.owner()));
    }

    /** What runs when somebody calls the function object that this call site makes. */
    Set<CallTarget> body(Method maker, InvokeDynamicInsnNode lambda) {
        Handle handle = CallSite.body(lambda);
        MethodRef ref = MethodRef.of(handle);
        if (!Opcode.isVirtual(handle)) {
            return Set.of(exact(ref, ref.owner()));
        }
        if (!open.add(lambda)) {
            return Set.of();
        }
        try {
            return CallSite.captures(lambda)
                    ? virtual(ref, origins.of(maker, origins.flow(maker).argument(lambda, 0)))
                    : anyOf(ref);
        } finally {
            open.remove(lambda);
        }
    }

    /** What a call of {@code ref} on objects of these origins may run. */
    Set<CallTarget> virtual(MethodRef ref, Set<Origin> receivers) {
        Set<CallTarget> targets = new LinkedHashSet<>();
        for (Origin receiver : receivers) {
            if (receiver instanceof Origin.Exact object) {
                targets.add(exact(ref, below(object.type(), ref.owner())));
            } else if (receiver instanceof Origin.CurrentThread
                    && leaves.judges(ref.in(CURRENT_THREAD))) {
                targets.add(new CallTarget.Leaf(ref.in(CURRENT_THREAD)));
            } else if (receiver instanceof Origin.Lambda lambda
                    && ref.name().equals(lambda.site().name)) {
                targets.addAll(body(lambda.maker(), lambda.site()));
            } else {
                targets.addAll(anyOf(ref.in(below(receiver.knownType(), ref.owner()))));
            }
        }
        return targets.isEmpty() ? anyOf(ref) : targets;
    }

    private boolean isFinal(MethodRef ref) {
        return program.method(ref).filter(m -> m.is(Opcodes.ACC_FINAL)).isPresent();
    }

    private String below(String type, String owner) {
        return program.isA(type, owner) ? type : owner;
    }

    private CallTarget exact(MethodRef ref, String type) {
        Method method = program.resolve(ref, type).orElse(null);
        boolean isCode = method != null && method.owner.imported;
        boolean isJudged = leaves.judges(ref.in(type)) && !ref.name().startsWith("lambda$");
        return isCode && !isJudged
                ? new CallTarget.Code(method)
                : new CallTarget.Leaf(ref.in(type));
    }

    private Set<CallTarget> anyOf(MethodRef ref) {
        Set<CallTarget> targets = known.get(ref);
        if (targets == null) {
            targets = findAnyOf(ref);
            if (open.isEmpty()) { // else something may be missing that is being looked for
                known.put(ref, targets);
            }
        }
        return targets;
    }

    private Set<CallTarget> findAnyOf(MethodRef ref) {
        if (ref.owner().equals(OBJECT)) {
            return Set.of(
                    isFinal(ref)
                            ? new CallTarget.Leaf(ref)
                            : new CallTarget.Unknown(ref, "the object may be of any class"));
        }
        Set<CallTarget> targets =
                Stream.concat(
                                program.implementations(ref).stream()
                                        .map(method -> exact(method.ref, method.ref.owner())),
                                lambdas(ref))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        Method declared = program.resolve(ref, ref.owner()).orElse(null);
        boolean isAbstract = declared != null && declared.is(Opcodes.ACC_ABSTRACT);
        if (declared == null || (!declared.owner.imported && !isAbstract)) {
            targets.add(new CallTarget.Leaf(ref));
        } else if (!declared.owner.imported && leaves.judges(ref)) {
            targets.add(new CallTarget.Leaf(ref));
        } else if (targets.isEmpty()) {
            targets.add(new CallTarget.Unknown(ref, "no imported class implements it"));
        }
        return targets;
    }

    /** The lambdas of an interface that anyone may call: not those that another thread runs. */
    private Stream<CallTarget> lambdas(MethodRef ref) {
        return Stream.concat(
                        Stream.of(ref.owner()),
                        program.subtypes(ref.owner()).stream()
                                .filter(ClassFile::isInterface)
                                .map(file -> file.name))
                .distinct()
                .flatMap(type -> index.lambdas(type).stream().flatMap(m -> lambdas(m, type, ref)))
                .distinct();
    }

    private Stream<CallTarget> lambdas(Method maker, String type, MethodRef ref) {
        Stream.Builder<CallTarget> found = Stream.builder();
        for (AbstractInsnNode insn : maker.code().instructions) {
            if (insn instanceof InvokeDynamicInsnNode site
                    && CallSite.of(site) == CallSite.LAMBDA
                    && CallSite.functionalMethod(site).owner().equals(type)
                    && site.name.equals(ref.name())
                    && use.of(maker, site) != LambdaUse.Use.ELSEWHERE) {
                body(maker, site).forEach(found);
            }
        }
        return found.build();
    }
}
