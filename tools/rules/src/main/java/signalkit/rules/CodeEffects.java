package signalkit.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import signalkit.rules.bytecode.CallSite;
import signalkit.rules.bytecode.ClassFile;
import signalkit.rules.bytecode.FieldRef;
import signalkit.rules.bytecode.Flow;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Opcode;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/** Reads the byte code of a method for all that matters in handler context. */
final class CodeEffects {
    /** Exceptions that the JVM makes itself; who catches one counts on its being thrown. */
    private static final Set<String> IMPLICIT =
            Set.of(
                    "java/lang/ArithmeticException",
                    "java/lang/ArrayIndexOutOfBoundsException",
                    "java/lang/ArrayStoreException",
                    "java/lang/ClassCastException",
                    "java/lang/IndexOutOfBoundsException",
                    "java/lang/NegativeArraySizeException",
                    "java/lang/NullPointerException");

    /** What the compiler throws where no program can come. */
    private static final Set<String> SYNTHETIC =
            Set.of("java/lang/MatchException", "java/lang/IncompatibleClassChangeError");

    private static final String ATOMICS = "java/util/concurrent/atomic/Atomic";
    private static final Set<String> SETS = Set.of("set", "lazySet", "setRelease", "setPlain");
    private static final Set<String> GETS = Set.of("get", "getAcquire", "getPlain", "intValue");

    private static final String FILLS_STACK_TRACE =
            "every exception is made by Throwable.fillInStackTrace, which is synchronized";

    private final Program program;
    private final Origins origins;
    private final CallTargets calls;
    private final LeafEffects leaves;
    private final Map<Method, List<CodeEffect>> known = new HashMap<>();

    CodeEffects(Program program, Origins origins, CallTargets calls, LeafEffects leaves) {
        this.program = program;
        this.origins = origins;
        this.calls = calls;
        this.leaves = leaves;
    }

    List<CodeEffect> of(Method method) {
        List<CodeEffect> effects = known.get(method);
        if (effects == null) {
            effects = scan(method);
            known.put(method, effects);
        }
        return effects;
    }

    /** Reads a method again, since the origins of its parameters may have changed. */
    List<CodeEffect> scan(Method method) {
        return method.hasCode() ? new Scan(method).run() : withoutCode(method);
    }

    /** Whether an exception of this type does not record the stack. */
    private boolean isStackless(String type) {
        for (ClassFile file : program.imported(type)) {
            for (Method method : file.methods.values()) {
                if (method.ref.name().equals("fillInStackTrace")
                        && method.ref.parameters().length == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<CodeEffect> withoutCode(Method method) {
        String why = "native code";
        return method.is(Opcodes.ACC_NATIVE)
                ? List.of(CodeEffect.Hazard.unverified(0, "native " + method, why))
                : List.of();
    }

    private final class Scan {
        private final Method method;
        private final Flow flow;
        private final List<CodeEffect> effects = new ArrayList<>();
        private int line;

        Scan(Method method) {
            this.method = method;
            this.flow = origins.flow(method);
        }

        List<CodeEffect> run() {
            line = method.firstLine();
            if (method.is(Opcodes.ACC_SYNCHRONIZED)) {
                String name = method.isStatic() ? method.owner + ".class" : "this " + method.owner;
                lock("synchronized " + method, name, Optional.empty());
            }
            Set<AbstractInsnNode> skipped = failures();
            for (AbstractInsnNode insn : method.code().instructions) {
                if (insn.getOpcode() >= 0 && !skipped.contains(insn) && flow.isReachable(insn)) {
                    line = Method.line(insn);
                    read(insn);
                }
            }
            method.code().tryCatchBlocks.forEach(this::caught);
            SpinLoops.find(method, flow)
                    .forEach(
                            (at, why) ->
                                    effects.add(
                                            new CodeEffect.Hazard(at, Kind.BLOCK, "loop", why)));
            return List.copyOf(effects);
        }

        /** What runs only when an assertion fails, or in a switch for a case that cannot be. */
        private Set<AbstractInsnNode> failures() {
            Set<AbstractInsnNode> failures = new HashSet<>();
            AbstractInsnNode assertionEnds = null;
            boolean failing = false;
            for (AbstractInsnNode insn : method.code().instructions) {
                if (isAssertion(insn)) {
                    assertionEnds = ((JumpInsnNode) insn.getNext()).label;
                } else if (insn == assertionEnds) {
                    assertionEnds = null;
                }
                if (insn.getOpcode() == Opcodes.NEW) {
                    String type = ((TypeInsnNode) insn).desc;
                    failing |= assertionEnds != null && type.equals("java/lang/AssertionError");
                    failing |= SYNTHETIC.contains(type);
                }
                if (failing) {
                    failures.add(insn);
                }
                failing &= insn.getOpcode() != Opcodes.ATHROW;
            }
            return failures;
        }

        /** It begins with a jump to its end, taken when assertions are off. */
        private static boolean isAssertion(AbstractInsnNode insn) {
            return insn instanceof FieldInsnNode field
                    && field.name.equals("$assertionsDisabled")
                    && insn.getNext() instanceof JumpInsnNode;
        }

        private void read(AbstractInsnNode insn) {
            if (insn instanceof MethodInsnNode call) {
                call(call);
            } else if (insn instanceof InvokeDynamicInsnNode site) {
                callSite(site);
            } else if (insn instanceof FieldInsnNode access) {
                field(access);
            } else if (insn instanceof MultiANewArrayInsnNode array) {
                allocates(Type.getType(array.desc).getClassName());
            } else {
                switch (insn.getOpcode()) {
                    case Opcodes.NEW -> allocation((TypeInsnNode) insn);
                    case Opcodes.NEWARRAY -> allocates("primitive array");
                    case Opcodes.ANEWARRAY -> allocates(className(insn) + "[]");
                    case Opcodes.MONITORENTER -> monitor(insn);
                    case Opcodes.ATHROW -> thrown(insn);
                    default -> {
                        if (Opcode.isArrayStore(insn)) {
                            element(insn, 2);
                        } else if (Opcode.isArrayLoad(insn) && isGiven(flow.operand(insn, 1))) {
                            element(insn, 1);
                        }
                    }
                }
            }
        }

        private void call(MethodInsnNode call) {
            MethodRef ref = MethodRef.of(call);
            if (call.getOpcode() == Opcodes.INVOKESTATIC) {
                firstUse(ref.owner());
            }
            if (ref.isConstructor()
                    && program.isThrowable(ref.owner())
                    && !program.isImported(ref.owner())) {
                return;
            }
            if (isOfFailedResource(call)) {
                return;
            }
            atomicUpdate(call);
            for (CallTarget target : calls.targets(method, call)) {
                follow(target, call, false);
            }
        }

        private void follow(CallTarget target, AbstractInsnNode from, boolean stored) {
            if (target instanceof CallTarget.Code code) {
                effects.add(
                        new CodeEffect.Call(line, code.method(), stored, arguments(code, from)));
            } else if (target instanceof CallTarget.Leaf leaf) {
                effects.addAll(leaves.of(method, from, leaf.method(), line));
            } else if (target instanceof CallTarget.Unknown unknown) {
                effects.add(unknown.hazard(line));
            }
        }

        /** What the parameters of the code get, without {@code this}. */
        private List<Set<Origin>> arguments(CallTarget.Code code, AbstractInsnNode from) {
            List<Set<Origin>> values = new ArrayList<>(code.captured());
            if (from instanceof MethodInsnNode call) {
                for (int i = 0; i < Type.getArgumentCount(call.desc); i++) {
                    values.add(origins.of(method, flow.argument(call, i)));
                }
            }
            boolean hasThis = code.isLambda() && !code.method().isStatic() && !values.isEmpty();
            return hasThis ? values.subList(1, values.size()) : values;
        }

        private void callSite(InvokeDynamicInsnNode site) {
            effects.add(new CodeEffect.FirstUse(line, new Fact.Linked(method, site)));
            switch (CallSite.of(site)) {
                case LAMBDA -> lambda(site);
                case CONCATENATION -> {
                    allocates("string concatenation");
                    effects.addAll(leaves.callBacks(method, site, List.of("toString"), line));
                }
                case RECORD_METHOD ->
                        effects.addAll(leaves.callBacks(components(), site.name, line));
                case PATTERN_SWITCH -> {}
                case UNKNOWN ->
                        effects.add(
                                CodeEffect.Hazard.unverified(
                                        line,
                                        "invokedynamic " + site.name,
                                        "its target is chosen at run time"));
            }
        }

        private Set<Origin> components() {
            Set<Origin> types = new HashSet<>();
            for (MethodRef ref : method.owner.methods.keySet()) {
                FieldRef field = new FieldRef(ref.owner(), ref.name());
                Type type = Type.getReturnType(ref.descriptor());
                if (method.owner.fieldAccess.containsKey(field) && type.getSort() == Type.OBJECT) {
                    types.add(new Origin.Typed(type.getInternalName()));
                }
            }
            return types;
        }

        private void lambda(InvokeDynamicInsnNode site) {
            if (CallSite.captures(site)) {
                allocates("lambda that captures");
            }
            LambdaUse.Use use = calls.use().of(method, site);
            if (use != LambdaUse.Use.ELSEWHERE) {
                boolean stored = use == LambdaUse.Use.STORED;
                calls.body(method, site).forEach(target -> follow(target, site, stored));
            }
        }

        private void field(FieldInsnNode access) {
            FieldRef field = program.resolve(FieldRef.of(access));
            boolean isStatic = Opcode.isStaticAccess(access);
            boolean isWrite = Opcode.isPut(access);
            if (isStatic) {
                firstUse(field.owner());
            }
            boolean isLocal = !isStatic && Origins.isFresh(flow.operand(access, isWrite ? 1 : 0));
            if (isLocal || method.initialises()) {
                return;
            } else if (!program.isImported(field.owner())) {
                if (isStatic) {
                    libraryField(field, isWrite);
                }
                return;
            }
            int flags = program.access(field);
            if ((flags & (Opcodes.ACC_FINAL | Opcodes.ACC_VOLATILE)) == 0) {
                effects.add(new CodeEffect.PlainField(line, field));
            }
            if (isWrite && flow.derives(flow.operand(access, 0), read -> reads(read, field))) {
                lostUpdate(field);
            }
        }

        /** A library may write a field of its own whenever it likes. */
        private void libraryField(FieldRef field, boolean isWrite) {
            boolean known = program.find(field.owner()).isPresent();
            boolean plain =
                    (program.access(field) & (Opcodes.ACC_FINAL | Opcodes.ACC_VOLATILE)) == 0;
            if (known && plain) {
                effects.add(
                        new CodeEffect.Hazard(
                                line,
                                Kind.SHARED_STATE,
                                "plain field " + field,
                                "it is neither final nor volatile, and its library writes it"));
            } else if (!known && isWrite) {
                effects.add(
                        CodeEffect.Hazard.unverified(
                                line, "field " + field, "its class was not given"));
            }
        }

        private void lostUpdate(FieldRef field) {
            effects.add(
                    new CodeEffect.Hazard(
                            line,
                            Kind.LOST_UPDATE,
                            "update of " + field,
                            "the value written depends on one read before, in two steps"));
        }

        private boolean reads(AbstractInsnNode insn, FieldRef field) {
            if (insn instanceof FieldInsnNode read) {
                return program.resolve(FieldRef.of(read)).equals(field);
            }
            return insn instanceof MethodInsnNode call
                    && origins.returned(call).filter(field::equals).isPresent();
        }

        /** {@code count.set(count.get() + 1)}: an atomic that is used in two steps. */
        private void atomicUpdate(MethodInsnNode call) {
            int last = Type.getArgumentCount(call.desc) - 1;
            if (!call.owner.startsWith(ATOMICS) || last < 0 || !SETS.contains(call.name)) {
                return;
            }
            Optional<FieldRef> atomic = origins.field(method, flow.receiver(call));
            if (atomic.isPresent()
                    && flow.derives(
                            flow.argument(call, last),
                            insn ->
                                    insn instanceof MethodInsnNode get
                                            && GETS.contains(get.name)
                                            && get.owner.equals(call.owner)
                                            && origins.field(method, flow.receiver(get))
                                                    .equals(atomic))) {
                lostUpdate(atomic.get());
            }
        }

        /** Array elements are never volatile; who did not make the array shares it. */
        private void element(AbstractInsnNode access, int depth) {
            Set<AbstractInsnNode> array = flow.operand(access, depth);
            boolean isShared =
                    origins.of(method, array).stream().anyMatch(Origin.Typed.class::isInstance);
            if (isShared && !method.initialises()) {
                String name =
                        origins.field(method, array)
                                .map(FieldRef::toString)
                                .orElse("an array that the handler did not make");
                effects.add(
                        new CodeEffect.Hazard(
                                line,
                                Kind.SHARED_STATE,
                                "element of " + name,
                                "array elements are plain variables"));
            }
        }

        private static boolean isGiven(Set<AbstractInsnNode> array) {
            return array.stream().anyMatch(Flow.Parameter.class::isInstance);
        }

        private void allocation(TypeInsnNode insn) {
            firstUse(insn.desc);
            if (!program.isThrowable(insn.desc) || isStackless(insn.desc)) {
                allocates(className(insn));
            } else if (flow.consumers(insn).stream().noneMatch(Scan::isThrow)) {
                effects.add(
                        new CodeEffect.Hazard(
                                line, Kind.LOCK, "new " + className(insn), FILLS_STACK_TRACE));
            }
        }

        private static boolean isThrow(AbstractInsnNode insn) {
            return insn.getOpcode() == Opcodes.ATHROW;
        }

        private void thrown(AbstractInsnNode insn) {
            for (AbstractInsnNode producer : flow.operand(insn, 0)) {
                // Cleaned up, by finally or a resource's close: what it is, is said where it was
                // made.
                if (!isCaughtWhatever(producer) && !isCheap(producer, insn)) {
                    Set<Origin> types = origins.of(method, Set.of(producer));
                    thrown(
                            types.size() == 1
                                    ? types.iterator().next().knownType()
                                    : "java/lang/Throwable");
                }
            }
        }

        /** It was made before or has no stack trace, and the method itself catches it. */
        private boolean isCheap(AbstractInsnNode producer, AbstractInsnNode insn) {
            String type =
                    producer instanceof FieldInsnNode field
                            ? Type.getType(field.desc).getInternalName()
                            : producer instanceof TypeInsnNode made && isStackless(made.desc)
                                    ? made.desc
                                    : null;
            return type != null
                    && method.code().tryCatchBlocks.stream()
                            .filter(block -> covers(block, insn))
                            .anyMatch(b -> b.type == null || program.isA(type, b.type));
        }

        private boolean covers(TryCatchBlockNode block, AbstractInsnNode insn) {
            var insns = method.code().instructions;
            int at = insns.indexOf(insn);
            return insns.indexOf(block.start) <= at && at < insns.indexOf(block.end);
        }

        private static boolean isCaughtWhatever(AbstractInsnNode producer) {
            return producer instanceof Flow.Caught caught
                    && (caught.type == null || caught.type.equals("java/lang/Throwable"));
        }

        /** What try-with-resources does when the body has failed and the close fails, too. */
        private boolean isOfFailedResource(MethodInsnNode call) {
            return call.name.equals("addSuppressed")
                    && flow.receiver(call).stream().allMatch(Scan::isCaughtWhatever);
        }

        private void thrown(String type) {
            String name = Type.getObjectType(type).getClassName();
            effects.add(
                    new CodeEffect.Hazard(line, Kind.THROW, "throw " + name, FILLS_STACK_TRACE));
        }

        private void caught(TryCatchBlockNode block) {
            if (block.type != null && IMPLICIT.contains(block.type)) {
                line = Method.line(block.handler) == 0 ? line : lineAfter(block);
                effects.add(
                        new CodeEffect.Hazard(
                                line,
                                Kind.THROW,
                                "catch " + Type.getObjectType(block.type).getClassName(),
                                "it counts on an exception of the JVM's: " + FILLS_STACK_TRACE));
            }
        }

        private int lineAfter(TryCatchBlockNode block) {
            AbstractInsnNode first = block.handler;
            while (first.getOpcode() < 0 && first.getNext() != null) {
                first = first.getNext();
            }
            return Method.line(first);
        }

        private void monitor(AbstractInsnNode insn) {
            Set<AbstractInsnNode> object = flow.operand(insn, 0);
            Optional<FieldRef> field = origins.field(method, object);
            String name = field.map(FieldRef::toString).orElseGet(() -> nameOf(object));
            lock("synchronized (" + name + ")", name, field);
        }

        private String nameOf(Set<AbstractInsnNode> object) {
            for (AbstractInsnNode insn : object) {
                if (insn instanceof Flow.Parameter p && p.index == 0 && !method.isStatic()) {
                    return "this " + method.owner;
                } else if (insn instanceof LdcInsnNode ldc && ldc.cst instanceof Type type) {
                    return type.getClassName() + ".class";
                }
            }
            return "a local object";
        }

        private void lock(String sink, String name, Optional<FieldRef> field) {
            effects.add(
                    new CodeEffect.Hazard(
                            line,
                            Kind.LOCK,
                            false,
                            sink,
                            "it enters a monitor",
                            Kind.LOCK.instead,
                            Optional.of(new CodeEffect.Lock(name, field))));
        }

        private void allocates(String what) {
            effects.add(
                    new CodeEffect.Hazard(
                            line, Kind.ALLOCATE, "new " + what, "it makes an object"));
        }

        private void firstUse(String type) {
            if (program.isImported(type) && !program.isA(method.ref.owner(), type)) {
                effects.add(new CodeEffect.FirstUse(line, new Fact.Initialised(type)));
            }
        }

        private static String className(AbstractInsnNode insn) {
            return Type.getObjectType(((TypeInsnNode) insn).desc).getClassName();
        }
    }
}
