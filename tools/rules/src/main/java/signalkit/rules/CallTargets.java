package signalkit.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Finds what a call may run: exactly, where the receiver's class is known, else among the classes
 * that the program makes objects of, their lambdas and method references included.
 *
 * <p>Code that was not imported may implement what is public. So a call of an abstract method whose
 * receiver is not traced to where it was made cannot be verified, however good the implementations
 * are that can be seen.
 */
final class CallTargets {
    private static final String OBJECT = "java/lang/Object";

    /** Stands in the tables for the thread that runs the handler. */
    private static final String CURRENT_THREAD = "java/lang/Thread.currentThread()";

    /** A call with more targets than these is one finding, not the findings of all. */
    private static final int MOST_FOLLOWED = 4;

    private static final int MANY = 50;

    /** The same for targets that are known by where their objects were made. */
    private static final int MOST_TRACED = 8;

    private final Program program;
    private final CodeIndex index;
    private final Origins origins;
    private final Leaves leaves;
    private final LambdaUse use;

    /** Call sites whose body is being looked for: {@code r = r::run} in a loop refers to itself. */
    private final Set<InvokeDynamicInsnNode> open = new HashSet<>();

    private final Map<MethodRef, Set<CallTarget>> known = new HashMap<>();
    private final Map<MethodRef, Set<CallTarget>> hooks = new HashMap<>();

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
        return body(maker, lambda, origins);
    }

    private Set<CallTarget> body(Method maker, InvokeDynamicInsnNode lambda, Origins run) {
        Handle handle = CallSite.body(lambda);
        MethodRef ref = MethodRef.of(handle);
        if (!open.add(lambda)) {
            return Set.of();
        }
        try {
            List<Set<Origin>> captured = run.captured(maker, lambda);
            if (handle.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
                captured.add(0, Set.of(new Origin.Exact(ref.owner(), true)));
            }
            Set<CallTarget> targets =
                    !Opcode.isVirtual(handle)
                            ? Set.of(exact(ref, ref.owner()))
                            : captured.isEmpty() ? anyOf(ref) : virtual(ref, captured.get(0));
            return targets.stream()
                    .map(target -> capturing(target, captured))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } finally {
            open.remove(lambda);
        }
    }

    private static CallTarget capturing(CallTarget target, List<Set<Origin>> captured) {
        return target instanceof CallTarget.Code code
                ? new CallTarget.Code(code.method(), captured, true)
                : target;
    }

    /** What a call of {@code ref} on objects of these origins may run. */
    Set<CallTarget> virtual(MethodRef ref, Set<Origin> receivers) {
        Set<CallTarget> targets = new LinkedHashSet<>();
        for (Origin receiver : receivers) {
            if (receiver instanceof Origin.Exact object) {
                targets.add(exact(ref, below(object.type(), ref.owner())));
            } else if (receiver instanceof Origin.Library object) {
                targets.add(new CallTarget.Leaf(ref.in(below(object.type(), ref.owner()))));
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
        return targets.isEmpty() ? anyOf(ref) : fewOf(ref, targets);
    }

    /** However well a receiver is traced, a call with many targets is one thing to look at. */
    private Set<CallTarget> fewOf(MethodRef ref, Set<CallTarget> targets) {
        Set<CallTarget> code = new LinkedHashSet<>(targets);
        code.removeIf(target -> !(target instanceof CallTarget.Code));
        if (code.size() <= MOST_TRACED) {
            return targets;
        }
        targets.removeAll(code);
        targets.add(new CallTarget.Unknown(ref, couldBeAny(ref, code)));
        return targets;
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
        return isCode && !isJudged ? CallTarget.Code.of(method) : new CallTarget.Leaf(ref.in(type));
    }

    /** Whether the code of a method is imported, and no table judges it. */
    boolean isFollowed(MethodRef ref) {
        return exact(ref, ref.owner()) instanceof CallTarget.Code;
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
        Method declared = program.resolve(ref, ref.owner()).orElse(null);
        boolean isAbstract = declared != null && declared.is(Opcodes.ACC_ABSTRACT);
        boolean isImported = declared != null && declared.owner.imported;
        boolean isLeaf = !isImported && (!isAbstract || leaves.judges(ref));
        boolean isOpen = !isLeaf && isAbstract && program.isExtensible(declared);
        if (declared == null) {
            return Set.of(new CallTarget.Leaf(ref));
        } else if (isOpen && !isImported) {
            return Set.of(new CallTarget.Unknown(ref, couldBeAny(ref)));
        }
        if ((isOpen || isLeaf) && mayBeMany(ref)) {
            CallTarget any = new CallTarget.Unknown(ref, couldBeAny(ref));
            return isLeaf ? Set.of(any, new CallTarget.Leaf(ref)) : Set.of(any);
        }
        Set<CallTarget> targets = implementations(ref);
        int seen = targets.size();
        if (seen > 0 && isLeaf && isAbstract && leaves.leavesOpen(ref)) {
            return Set.of(new CallTarget.Unknown(ref, couldBeAny(ref, targets)));
        } else if (isLeaf && leaves.objects(ref)) {
            return Set.of(new CallTarget.Leaf(ref)); // a finding, whichever object it is
        }
        if (seen > MOST_FOLLOWED && (isOpen || isLeaf)) {
            String which = couldBeAny(ref, targets);
            targets.clear();
            targets.add(new CallTarget.Unknown(ref, which));
        } else if (isOpen || (seen == 0 && !isLeaf)) {
            targets.add(new CallTarget.Unknown(ref, couldBeAny(ref, targets)));
        }
        if (isLeaf) {
            targets.add(new CallTarget.Leaf(ref));
        }
        return targets;
    }

    /** To look at each of so many would take long and say no more. */
    private boolean mayBeMany(MethodRef ref) {
        int lambdas = lambdaTypes(ref).mapToInt(type -> index.lambdas(type).size()).sum();
        return index.implementations(ref).size() + lambdas > MANY;
    }

    /** The program's own code that a library calls back on an object of this origin. */
    Set<CallTarget> calledBack(MethodRef ref, Origin receiver) {
        if (!(receiver instanceof Origin.Typed)) {
            return virtual(ref, Set.of(receiver));
        }
        Set<CallTarget> few = hooks.get(ref);
        if (few == null) {
            Set<CallTarget> targets = implementations(ref);
            few =
                    targets.size() <= MOST_FOLLOWED
                            ? targets
                            : Set.of(new CallTarget.Unknown(ref, couldBeAny(ref, targets)));
            if (open.isEmpty()) {
                hooks.put(ref, few);
            }
        }
        return few;
    }

    private Set<CallTarget> implementations(MethodRef ref) {
        return Stream.concat(
                        index.implementations(ref).stream()
                                .map(method -> exact(method.ref, method.ref.owner())),
                        lambdas(ref))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String couldBeAny(MethodRef ref, Set<CallTarget> targets) {
        return couldBeAny(
                ref,
                targets.stream()
                        .filter(CallTarget.Code.class::isInstance)
                        .map(target -> ((CallTarget.Code) target).method().toString()));
    }

    private String couldBeAny(MethodRef ref) {
        return couldBeAny(ref, index.implementations(ref).stream().map(Method::toString));
    }

    private String couldBeAny(MethodRef ref, Stream<String> targets) {
        List<String> names = targets.sorted().toList();
        String any = "it could be any " + ref.className();
        String here =
                switch (names.size()) {
                    case 0 -> " of code that was not given";
                    case 1 -> ", " + names.get(0) + " too";
                    default -> ": " + names.size() + " targets here, such as " + names.get(0);
                };
        return any + here + incomplete(ref).map(text -> "; " + text).orElse("");
    }

    /** A class that may implement the method's type by a supertype that was not given. */
    private Optional<String> incomplete(MethodRef ref) {
        return index.declaring(ref).stream()
                .filter(method -> index.isMade(method.owner))
                .filter(method -> !program.isA(method.owner.name, ref.owner()))
                .flatMap(
                        method ->
                                program.missing(method.owner.name).stream()
                                        .map(
                                                missing ->
                                                        method.owner
                                                                + " is one if "
                                                                + missing.replace('/', '.')
                                                                + " is, which was not given"))
                .findFirst();
    }

    /** The lambdas of an interface that anyone may call: not those that another thread runs. */
    private Stream<CallTarget> lambdas(MethodRef ref) {
        return lambdaTypes(ref)
                .flatMap(type -> index.lambdas(type).stream().flatMap(m -> lambdas(m, type, ref)))
                .distinct();
    }

    private Stream<String> lambdaTypes(MethodRef ref) {
        return Stream.concat(
                        Stream.of(ref.owner()),
                        program.subtypes(ref.owner()).stream()
                                .filter(ClassFile::isInterface)
                                .map(file -> file.name))
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
                body(maker, site, origins.inAnyRun()).forEach(found);
            }
        }
        return found.build();
    }
}
