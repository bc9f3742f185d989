package signalkit.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.FieldRef;
import signalkit.rules.bytecode.Flow;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Opcode;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/**
 * Judges methods of the JDK by following its own byte code with the rules themselves, as if the JDK
 * were the program and the method a handler.
 *
 * <p>Whatever the program may pass counts: a parameter holds any object of its type. What cannot be
 * followed to the end has no verdict. An exception that a method throws when an argument is wrong
 * does not count. Not thread-safe.
 */
final class DerivedLeaves {
    /** A longer search would end at some code that cannot be judged. */
    private static final int MOST_METHODS = 60;

    /** A lock is the method's own business only when it is near. */
    private static final int NEAR = 2;

    private static final Set<Kind> HARMLESS = Set.of(Kind.THROW, Kind.ALLOCATE);

    private static final Origins.Parameters ANYTHING =
            new Origins.Parameters() {
                @Override
                public Optional<Set<Origin>> of(Method method, int index) {
                    return Optional.of(Set.of(Origin.of(method.ref.parameters()[index])));
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

    private final Program program;
    private final CodeIndex index;
    private final Origins origins;
    private final Leaves leaves;
    private final CodeEffects effects;
    private final Set<String> initialised;

    /** What the method that is being judged reaches. */
    private HandlerReach reach;

    /** One for all methods, so that what calls may run is looked for once. */
    private final class CurrentReach implements Origins.Parameters {
        @Override
        public Optional<Set<Origin>> of(Method method, int index) {
            return reach.of(method, index);
        }

        @Override
        public Set<Origin> receivers(Method method) {
            return reach.receivers(method);
        }

        @Override
        public boolean reaches(Method method) {
            return reach.reaches(method);
        }
    }

    /**
     * A verdict.
     *
     * @param calls methods of the receiver and the arguments that a subclass may override, by name
     */
    record Derived(LeafVerdict verdict, Set<String> calls) {}

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Reads the JDK.
     *
     * @param classes of the JDK, and code that makes an object of each class that programs can make
     * @param initialised classes that are initialised before any program starts
     */
    DerivedLeaves(List<byte[]> classes, Set<String> initialised) {
        this.initialised = initialised;
        program = new Program(classes);
        index = new CodeIndex(program);
        origins = new Origins(program, index);
        leaves = new Leaves(program, List.of("measured.tsv", "policy.tsv"));
        Origins run = origins.in(new CurrentReach());
        CallTargets calls = new CallTargets(program, index, run, leaves);
        effects =
                new CodeEffects(program, run, calls, new LeafEffects(program, run, calls, leaves));
    }

    /** Whether a row that was not derived judges the method, and not only its whole package. */
    boolean isJudged(MethodRef ref) {
        return leaves.find(ref)
                .filter(
                        row ->
                                row.verdict() != LeafVerdict.UNKNOWN
                                        || !row.pattern().endsWith("**"))
                .isPresent();
    }

    /** The method that a call of {@code ref} runs, by the class that declares it. */
    MethodRef declared(MethodRef ref) {
        return program.resolve(ref, ref.owner()).map(method -> method.ref).orElse(ref);
    }

    /** What the method does; empty when that cannot be told. */
    Optional<Derived> judge(MethodRef ref) {
        Method method = program.method(ref).orElse(null);
        if (method == null || !method.hasCode()) {
            return Optional.empty();
        }
        reach = new HandlerReach();
        try {
            reach.follow(
                    method,
                    origins.in(ANYTHING),
                    this::scan,
                    effect -> effect instanceof CodeEffect.Call call ? List.of(call) : List.of());
        } catch (TooLong | StackOverflowError e) {
            return Optional.empty();
        }
        return verdict(method).map(v -> new Derived(v, hooks(method)));
    }

    private List<CodeEffect> scan(Method method) {
        if (reach.methods().size() > MOST_METHODS) {
            throw new TooLong();
        }
        return effects.scan(method);
    }

    private Optional<LeafVerdict> verdict(Method method) {
        Set<Kind> kinds = new HashSet<>();
        boolean isCold =
                (method.isStatic() || method.ref.isConstructor())
                        && !initialised.contains(method.owner.name);
        boolean ownStateOnly = !method.isStatic();
        boolean isField = false;
        for (Method reached : reach.methods()) {
            for (CodeEffect effect : reach.effects(reached)) {
                if (effect instanceof CodeEffect.Hazard hazard) {
                    kinds.add(hazard.strictOnly() ? Kind.LOCK : hazard.kind());
                } else if (effect instanceof CodeEffect.PlainField access
                        && isWritten(access.field())) {
                    kinds.add(Kind.SHARED_STATE);
                    isField = true;
                    ownStateOnly &= isOwnState(method, access.field());
                } else if (effect instanceof CodeEffect.FirstUse use) {
                    isCold |= !isDone(use.fact());
                }
            }
        }
        boolean allocates = kinds.contains(Kind.ALLOCATE);
        kinds.removeAll(HARMLESS);
        if (kinds.isEmpty()) {
            return Optional.of(harmless(isCold, allocates));
        }
        boolean isNear = reach.methods().size() <= NEAR && !kinds.contains(Kind.UNVERIFIED);
        if (isNear && kinds.contains(Kind.LOCK)) {
            return Optional.of(LeafVerdict.LOCK);
        }
        boolean shares =
                kinds.equals(Set.of(Kind.SHARED_STATE))
                        || kinds.equals(Set.of(Kind.SHARED_STATE, Kind.LOST_UPDATE));
        return shares && isField && ownStateOnly
                ? Optional.of(LeafVerdict.SHARED)
                : Optional.empty();
    }

    private static LeafVerdict harmless(boolean isCold, boolean allocates) {
        if (isCold) {
            return allocates ? LeafVerdict.COLD_ALLOCATES : LeafVerdict.COLD;
        }
        return allocates ? LeafVerdict.ALLOCATES : LeafVerdict.OK;
    }

    private boolean isDone(Fact fact) {
        return fact instanceof Fact.Initialised type && initialised.contains(type.type());
    }

    private boolean isWritten(FieldRef field) {
        return index.writers(field).stream().anyMatch(writer -> !writer.initialises());
    }

    /** Whether a field can only be one of the object that the method is called on, or below it. */
    private boolean isOwnState(Method method, FieldRef field) {
        boolean isStatic = (program.access(field) & Opcodes.ACC_STATIC) != 0;
        return !isStatic
                && Stream.of(method.ref.parameters())
                        .filter(type -> type.getSort() == Type.OBJECT)
                        .map(Type::getInternalName)
                        .noneMatch(
                                type ->
                                        program.isInterface(type)
                                                || program.isA(type, field.owner())
                                                || program.isA(field.owner(), type));
    }

    /**
     * Methods that are called on the object itself or on an argument and that a class of the
     * program may override.
     */
    private Set<String> hooks(Method method) {
        Set<String> names = new TreeSet<>();
        for (Method reached : reach.methods()) {
            boolean isOwn =
                    !method.isStatic() && program.isA(method.owner.name, reached.owner.name);
            if (!reached.hasCode() || !(isOwn || reached == method)) {
                continue;
            }
            Flow flow = origins.flow(reached);
            for (AbstractInsnNode insn : reached.code().instructions) {
                if (insn instanceof MethodInsnNode call
                        && Opcode.isVirtual(call)
                        && flow.receiver(call).stream().anyMatch(Flow.Parameter.class::isInstance)
                        && isOverridable(call)) {
                    names.add(call.name);
                }
            }
        }
        return names;
    }

    private boolean isOverridable(MethodInsnNode call) {
        return program.resolve(MethodRef.of(call), call.owner)
                .filter(m -> m.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED))
                .filter(m -> !m.is(Opcodes.ACC_FINAL))
                .filter(m -> (m.owner.access & Opcodes.ACC_FINAL) == 0)
                .isPresent();
    }
}
