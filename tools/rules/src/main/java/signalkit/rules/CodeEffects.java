package signalkit.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import signalkit.rules.bytecode.CallSite;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.FieldRef;
import signalkit.rules.bytecode.Flow;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Opcode;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;
import signalkit.rules.bytecode.SpinLoops;

/** Reads the byte code of a method for all that matters in handler context. */
final class CodeEffects {
    private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
    private static final String LOCAL = "a local object";

    private final Program program;
    private final Origins origins;
    private final CallTargets calls;
    private final LeafEffects leaves;
    private final Map<Method, List<CodeEffect.Hazard>> locks = new HashMap<>();

    CodeEffects(Program program, Origins origins, CallTargets calls, LeafEffects leaves) {
        this.program = program;
        this.origins = origins;
        this.calls = calls;
        this.leaves = leaves;
    }

    /** The locks with a name that a method takes itself: much faster found than all it does. */
    List<CodeEffect.Hazard> locks(Method method) {
        return locks.computeIfAbsent(method, m -> new Scan(m).locks());
    }

    /** Reads a method, again if the origins of its parameters may have changed. */
    List<CodeEffect> scan(Method method) {
        return method.hasCode() ? new Scan(method).run() : withoutCode(method);
    }

    private static List<CodeEffect> withoutCode(Method method) {
        String why = "native code";
        if (method.owner.isUnreadable()) {
            return List.of(
                    CodeEffect.Hazard.unverified(
                            0, method.toString(), "its class file cannot be read"));
        }
        return method.is(Opcodes.ACC_NATIVE)
                ? List.of(CodeEffect.Hazard.unverified(0, "native " + method, why))
                : List.of();
    }

    private final class Scan {
        private final Method method;
        private final Flow flow;
        private final SharedAccesses shared;
        private final Exceptions thrown;
        private final List<CodeEffect> effects = new ArrayList<>();
        private int line;

        Scan(Method method) {
            this.method = method;
            this.flow = origins.flow(method);
            this.shared = new SharedAccesses(program, origins, method);
            this.thrown = new Exceptions(program, origins, method);
        }

        List<CodeEffect> run() {
            line = method.firstLine();
            if (!flow.isValid()) {
                return List.of(
                        CodeEffect.Hazard.unverified(
                                line, method.toString(), "its byte code is invalid"));
            }
            synchronizedMethod();
            each(this::read);
            thrown.caught().forEach(effects::add);
            SpinLoops.find(method, flow)
                    .forEach(
                            (at, why) ->
                                    effects.add(
                                            new CodeEffect.Hazard(at, Kind.BLOCK, "loop", why)));
            return List.copyOf(effects);
        }

        List<CodeEffect.Hazard> locks() {
            line = method.firstLine();
            synchronizedMethod();
            each(
                    insn -> {
                        if (insn.getOpcode() == Opcodes.MONITORENTER) {
                            monitor(insn);
                        } else if (insn instanceof MethodInsnNode call
                                && origins.field(method, flow.receiver(call)).isPresent()) {
                            for (CallTarget target : calls.targets(method, call)) {
                                if (target instanceof CallTarget.Leaf leaf) {
                                    effects.addAll(leaves.locks(method, call, leaf.method(), line));
                                }
                            }
                        }
                    });
            return effects.stream()
                    .map(CodeEffect.Hazard.class::cast)
                    .filter(hazard -> hazard.lock().isPresent())
                    .toList();
        }

        private void synchronizedMethod() {
            boolean isOwn =
                    !method.isStatic()
                            && origins.receivers(method).stream().allMatch(Origin::isOwn);
            if (method.is(Opcodes.ACC_SYNCHRONIZED) && !isOwn) {
                String name =
                        method.isStatic()
                                ? CodeIndex.monitorOfClass(method.owner.toString())
                                : CodeIndex.monitorOfThis(method.owner);
                lock("synchronized " + method, name, Optional.empty());
            }
        }

        /** Passes on the instructions that a run can get to, and keeps the line. */
        private void each(Consumer<AbstractInsnNode> reader) {
            Set<AbstractInsnNode> skipped = thrown.failures();
            int number = 0;
            for (AbstractInsnNode insn : method.code().instructions) {
                if (insn instanceof LineNumberNode node) {
                    number = node.line;
                } else if (insn.getOpcode() >= 0
                        && !skipped.contains(insn)
                        && flow.isReachable(insn)) {
                    line = number;
                    reader.accept(insn);
                }
            }
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
                    case Opcodes.ATHROW -> thrown.of(insn, line).forEach(effects::add);
                    default -> {
                        if (Opcode.isArrayStore(insn)) {
                            shared.element(insn, 2, line).forEach(effects::add);
                        } else if (Opcode.isArrayLoad(insn)
                                && SharedAccesses.isGiven(flow.operand(insn, 1))) {
                            shared.element(insn, 1, line).forEach(effects::add);
                        }
                    }
                }
            }
        }

        private void call(MethodInsnNode call) {
            MethodRef ref = MethodRef.of(call);
            if (call.getOpcode() == Opcodes.INVOKESTATIC) {
                firstUse(program.declaring(ref));
            }
            if (ref.owner().equals(VAR_HANDLE)) {
                origins.classOf(method, flow.receiver(call)).ifPresent(this::firstUse);
            }
            if (ref.isConstructor()
                    && program.isThrowable(ref.owner())
                    && !program.isImported(ref.owner())) {
                return;
            }
            if (thrown.isOfFailedResource(call)) {
                return;
            }
            shared.atomicUpdate(call, line).forEach(effects::add);
            for (CallTarget target : calls.targets(method, call)) {
                follow(target, call, false);
            }
        }

        private void follow(CallTarget target, AbstractInsnNode from, boolean stored) {
            if (target instanceof CallTarget.Code code) {
                effects.add(
                        new CodeEffect.Call(
                                line,
                                code.method(),
                                stored,
                                receiver(code, from),
                                arguments(code, from)));
            } else if (target instanceof CallTarget.Leaf leaf) {
                effects.addAll(leaves.of(method, from, leaf.method(), line));
            } else if (target instanceof CallTarget.Unknown unknown) {
                effects.add(unknown.hazard(line));
            }
        }

        private Set<Origin> receiver(CallTarget.Code code, AbstractInsnNode from) {
            Method target = code.method();
            if (target.isStatic()) {
                return Set.of();
            }
            Set<Origin> all =
                    code.isLambda()
                            ? code.captured().isEmpty() ? Set.of() : code.captured().get(0)
                            : from instanceof MethodInsnNode call
                                    ? origins.of(method, flow.receiver(call))
                                    : Set.of();
            Set<Origin> fitting = new LinkedHashSet<>();
            for (Origin origin : all) {
                boolean isExact = origin instanceof Origin.Exact;
                boolean fits = program.isA(origin.knownType(), target.owner.name);
                if (fits) {
                    fitting.add(origin);
                } else if (!isExact) {
                    return Set.of();
                }
            }
            return fitting;
        }

        /** What the parameters of the code get, without {@code this}. */
        private List<Set<Origin>> arguments(CallTarget.Code code, AbstractInsnNode from) {
            List<Set<Origin>> values = new ArrayList<>(code.captured());
            if (from instanceof MethodInsnNode call) {
                for (int i = 0; i < Type.getArgumentCount(call.desc); i++) {
                    values.add(origins.argument(method, call, i));
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
            if (Opcode.isStaticAccess(access)) {
                firstUse(program.resolve(FieldRef.of(access)).owner());
            }
            shared.field(access, line).forEach(effects::add);
        }

        private void allocation(TypeInsnNode insn) {
            firstUse(insn.desc);
            if (!program.isThrowable(insn.desc) || thrown.isStackless(insn.desc)) {
                allocates(className(insn));
            } else if (flow.consumers(insn).stream().noneMatch(Scan::isThrow)) {
                effects.add(
                        new CodeEffect.Hazard(
                                line,
                                Kind.LOCK,
                                "new " + className(insn),
                                Exceptions.FILLS_STACK_TRACE));
            }
        }

        private static boolean isThrow(AbstractInsnNode insn) {
            return insn.getOpcode() == Opcodes.ATHROW;
        }

        private void monitor(AbstractInsnNode insn) {
            Set<AbstractInsnNode> object = flow.operand(insn, 0);
            if (origins.isOwn(method, object)) {
                return; // nobody else can hold it
            }
            Optional<FieldRef> field = origins.field(method, object);
            String name = field.map(FieldRef::toString).orElseGet(() -> nameOf(object));
            lock("synchronized (" + name + ")", name, field);
        }

        private String nameOf(Set<AbstractInsnNode> object) {
            for (AbstractInsnNode insn : object) {
                if (insn instanceof Flow.Parameter p && p.index == 0 && !method.isStatic()) {
                    return CodeIndex.monitorOfThis(method.owner);
                } else if (insn instanceof LdcInsnNode ldc
                        && ldc.cst instanceof Type type
                        && type.getSort() <= Type.OBJECT) {
                    return CodeIndex.monitorOfClass(type.getClassName());
                }
            }
            return LOCAL;
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
                            isKnown(name, field)
                                    ? Optional.of(new CodeEffect.Lock(name, field))
                                    : Optional.empty()));
        }

        /** Of a local object or of one that a lambda captures, no other code can be named. */
        private static boolean isKnown(String name, Optional<FieldRef> field) {
            return field.map(f -> !f.name().startsWith("val$")).orElse(!name.equals(LOCAL));
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
