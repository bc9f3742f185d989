package signalkit.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.CallSite;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/** Finds the handlers: by annotation, by the interface of a lambda, and by registration. */
final class Roots {
    private final Program program;
    private final CodeIndex index;
    private final Origins origins;
    private final CallTargets calls;
    private final Map<Method, Handler> handlers = new LinkedHashMap<>();
    private final List<Handler> unseen = new ArrayList<>();

    /**
     * Finds all handlers.
     *
     * @param registrars rows for methods that register handlers, beside those of the table
     */
    Roots(
            Program program,
            CodeIndex index,
            Origins origins,
            CallTargets calls,
            List<String> registrars) {
        this.program = program;
        this.index = index;
        this.origins = origins;
        this.calls = calls;
        program.classes().stream()
                .flatMap(file -> file.methods.values().stream())
                .filter(method -> method.hasCode() && isAnnotated(method))
                .forEach(method -> add(method, true));
        index.functionalInterfaces().forEach(this::addLambdas);
        addRegistered(registrars.stream().map(Registrar::of).toList());
    }

    Collection<Handler> handlers() {
        return handlers.values();
    }

    /** Registrations of handlers whose code cannot be seen. */
    List<Handler> unseen() {
        return unseen;
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
        return Registrations.code(calls.body(maker, site));
    }

    private void addRegistered(List<Registrar> own) {
        Registrations found = new Registrations(program, index, origins, calls, own);
        for (Registrations.Seen seen : found.seen()) {
            boolean annotated =
                    isAnnotated(seen.body())
                            || (seen.isLambda()
                                    && isSynthetic(seen.body())
                                    && isAnnotatedFunction(seen.function()));
            add(seen.body(), annotated).registrations.add(seen.registration());
        }
        unseen.addAll(found.unseen());
    }

    private boolean isAnnotatedFunction(MethodRef function) {
        return program.method(function).filter(m -> m.handlerContext).isPresent();
    }
}
