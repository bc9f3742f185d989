package signalkit.rules;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.CallSite;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.Flow;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/** Finds the handlers: by annotation, by the interface of a lambda, and by registration. */
final class Roots {
    /**
     * A method that makes one of its arguments a handler.
     *
     * @param argument counted from 0
     * @param function what will be called on the argument
     */
    private record Registrar(MethodRef method, int argument, MethodRef function) {}

    private static final MethodRef JVM_HANDLER =
            new MethodRef("sun/misc/SignalHandler", "handle", "(Lsun/misc/Signal;)V");
    private static final MethodRef KIT_HANDLER =
            new MethodRef("signalkit/posix/SignalHandler", "handle", "(Lsignalkit/posix/Signal;)V");

    private static final List<Registrar> REGISTRARS =
            List.of(
                    new Registrar(
                            new MethodRef(
                                    "sun/misc/Signal",
                                    "handle",
                                    "(Lsun/misc/Signal;Lsun/misc/SignalHandler;)"
                                            + "Lsun/misc/SignalHandler;"),
                            1,
                            JVM_HANDLER),
                    new Registrar(
                            new MethodRef(
                                    "signalkit/posix/Sigaction",
                                    "handler",
                                    "(Lsignalkit/posix/SignalHandler;)Lsignalkit/posix/Sigaction;"),
                            0,
                            KIT_HANDLER),
                    new Registrar(
                            new MethodRef(
                                    "signalkit/posix/Sigaction",
                                    "<init>",
                                    "(Lsignalkit/posix/Sigaction$Disposition;"
                                            + "Lsignalkit/posix/SignalHandler;"
                                            + "Lsignalkit/posix/SignalSet;Ljava/util/Set;)V"),
                            1,
                            KIT_HANDLER));

    private final Program program;
    private final CodeIndex index;
    private final Origins origins;
    private final CallTargets calls;
    private final Map<Method, Handler> handlers = new LinkedHashMap<>();

    Roots(Program program, CodeIndex index, Origins origins, CallTargets calls) {
        this.program = program;
        this.index = index;
        this.origins = origins;
        this.calls = calls;
        program.classes().stream()
                .flatMap(file -> file.methods.values().stream())
                .filter(method -> method.hasCode() && isAnnotated(method))
                .forEach(method -> add(method, true));
        index.functionalInterfaces().forEach(this::addLambdas);
        addRegistered();
    }

    Collection<Handler> handlers() {
        return handlers.values();
    }

    private Handler add(Method found, boolean annotated) {
        Method method = found.isBridge() ? bridged(found) : found;
        return handlers.computeIfAbsent(method, m -> new Handler(m, annotated));
    }

    /** The method that was written, for one that the compiler made for the sake of its erasure. */
    private Method bridged(Method bridge) {
        for (AbstractInsnNode insn : bridge.code().instructions) {
            if (insn instanceof MethodInsnNode call && call.name.equals(bridge.ref.name())) {
                return program.resolve(MethodRef.of(call), bridge.owner.name).orElse(bridge);
            }
        }
        return bridge;
    }

    /** Looks at the method itself and at all that it overrides, and at their classes. */
    private boolean isAnnotated(Method method) {
        if (method.initialises()) {
            return false;
        }
        boolean own =
                method.handlerContext || (method.owner.handlerContext && !isSynthetic(method));
        boolean overrides = !method.isStatic() && !method.is(Opcodes.ACC_PRIVATE);
        return own
                || (overrides
                        && program.supertypes(method.owner.name).stream()
                                .map(type -> program.method(method.ref.in(type)))
                                .flatMap(Optional::stream)
                                .filter(m -> !m.is(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC))
                                .anyMatch(m -> m.handlerContext || m.owner.handlerContext));
    }

    private static boolean isSynthetic(Method method) {
        return method.is(Opcodes.ACC_SYNTHETIC) && !method.isBridge();
    }

    /** A lambda cannot bear the annotation; its interface's method can. */
    private void addLambdas(String type) {
        Optional<Method> function = program.functionalMethod(type).flatMap(program::method);
        if (function.filter(m -> m.handlerContext || m.owner.handlerContext).isEmpty()) {
            return;
        }
        for (Method maker : index.lambdas(type)) {
            for (AbstractInsnNode insn : maker.code().instructions) {
                if (insn instanceof InvokeDynamicInsnNode site
                        && CallSite.of(site) == CallSite.LAMBDA
                        && Type.getReturnType(site.desc).getInternalName().equals(type)) {
                    bodies(maker, site).forEach(body -> add(body, isAnnotatedBody(body)));
                }
            }
        }
    }

    private boolean isAnnotatedBody(Method body) {
        return isSynthetic(body) || isAnnotated(body);
    }

    private List<Method> bodies(Method maker, InvokeDynamicInsnNode site) {
        return code(calls.body(maker, site));
    }

    private static List<Method> code(Set<CallTarget> targets) {
        return targets.stream()
                .filter(CallTarget.Code.class::isInstance)
                .map(target -> ((CallTarget.Code) target).method())
                .toList();
    }

    /** A method that passes a parameter of its own on is a registrar too. */
    private void addRegistered() {
        Deque<Registrar> open = new ArrayDeque<>(REGISTRARS);
        Set<Registrar> seen = new HashSet<>(REGISTRARS);
        while (!open.isEmpty()) {
            Registrar registrar = open.poll();
            for (Method caller : index.callers(registrar.method)) {
                for (AbstractInsnNode insn : caller.code().instructions) {
                    if (insn instanceof MethodInsnNode call
                            && MethodRef.of(call).equals(registrar.method)) {
                        wrappers(caller, call, registrar).stream()
                                .filter(seen::add)
                                .forEach(open::add);
                        register(caller, call, registrar);
                    }
                }
            }
        }
    }

    private List<Registrar> wrappers(Method caller, MethodInsnNode call, Registrar registrar) {
        return origins.flow(caller).argument(call, registrar.argument).stream()
                .filter(Flow.Parameter.class::isInstance)
                .map(producer -> argumentIndex(caller, (Flow.Parameter) producer))
                .filter(argument -> argument >= 0)
                .map(argument -> new Registrar(caller.ref, argument, registrar.function))
                .toList();
    }

    /** Which argument a local variable is on entry; -1 for {@code this}. */
    private static int argumentIndex(Method method, Flow.Parameter parameter) {
        int slot = method.isStatic() ? 0 : 1;
        Type[] types = method.ref.parameters();
        for (int i = 0; i < types.length; i++) {
            if (slot == parameter.index) {
                return i;
            }
            slot += types[i].getSize();
        }
        return -1;
    }

    private void register(Method caller, MethodInsnNode call, Registrar registrar) {
        Set<AbstractInsnNode> producers =
                new HashSet<>(origins.flow(caller).argument(call, registrar.argument));
        producers.removeIf(
                p ->
                        isStandardAction(p)
                                || (p instanceof Flow.Parameter parameter
                                        && argumentIndex(caller, parameter) >= 0));
        for (Origin origin : origins.of(caller, producers)) {
            boolean lambda = origin instanceof Origin.Lambda;
            for (Method body : code(calls.virtual(registrar.function, Set.of(origin)))) {
                boolean annotated =
                        isAnnotated(body)
                                || (lambda && isSynthetic(body) && isAnnotated(registrar));
                add(body, annotated).registrations.add(new Handler.Registration(caller, call));
            }
        }
    }

    private boolean isAnnotated(Registrar registrar) {
        return program.method(registrar.function).filter(m -> m.handlerContext).isPresent();
    }

    private static boolean isStandardAction(AbstractInsnNode producer) {
        return producer instanceof FieldInsnNode field
                && (field.name.equals("SIG_DFL") || field.name.equals("SIG_IGN"))
                && field.owner.equals("sun/misc/SignalHandler");
    }
}
