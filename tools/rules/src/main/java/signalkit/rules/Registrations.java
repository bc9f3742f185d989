package signalkit.rules;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.CallSite;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.Flow;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Opcode;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/**
 * Finds what is registered as a handler: by a call, by a method that passes a parameter of its own
 * on, and by reflection. A registration whose handler cannot be seen is kept, too.
 */
final class Registrations {
    /**
     * A handler that was found.
     *
     * @param function what the registrar will call on it
     */
    record Seen(
            Method body, boolean isLambda, MethodRef function, Handler.Registration registration) {}

    private static final MethodRef NEW_PROXY =
            new MethodRef(
                    "java/lang/reflect/Proxy",
                    "newProxyInstance",
                    "(Ljava/lang/ClassLoader;[Ljava/lang/Class;"
                            + "Ljava/lang/reflect/InvocationHandler;)Ljava/lang/Object;");
    private static final MethodRef INVOKE =
            new MethodRef(
                    "java/lang/reflect/InvocationHandler",
                    "invoke",
                    "(Ljava/lang/Object;Ljava/lang/reflect/Method;[Ljava/lang/Object;)"
                            + "Ljava/lang/Object;");

    /** No operand of an instruction becomes a handler. */
    private static final int NONE = -1;

    /** A function that registers is made here; somebody calls it with a handler. */
    private static final int AS_FUNCTION = -2;

    private static final String CLOSURE = "groovy/lang/Closure";
    private static final MethodRef HANDLE =
            new MethodRef("sun/misc/SignalHandler", "handle", "(Lsun/misc/Signal;)V");
    private static final String GIVEN_TO_C =
            "it gives C a function, and C's signal is looked up by name";
    private static final String RETURNS_CLASS = ")Ljava/lang/Class;";
    private static final Set<String> LOOKUPS =
            Set.of("getMethod", "getDeclaredMethod", "findStatic");

    private final Program program;
    private final CodeIndex index;
    private final Origins origins;
    private final CallTargets calls;
    private final List<Seen> seen = new ArrayList<>();
    private final List<Handler> unseen = new ArrayList<>();

    Registrations(
            Program program,
            CodeIndex index,
            Origins origins,
            CallTargets calls,
            List<Registrar> own) {
        this.program = program;
        this.index = index;
        this.origins = origins;
        this.calls = calls;
        Set<Method> registering = direct(own);
        Set<String> reflecting = new LinkedHashSet<>();
        for (Method user : index.signalUsers()) {
            if (registering.stream().noneMatch(method -> method.owner == user.owner)
                    && reflecting.add(user.owner.name)) {
                reflective(user);
            }
        }
        foreign();
    }

    List<Seen> seen() {
        return seen;
    }

    List<Handler> unseen() {
        return unseen;
    }

    static List<Method> code(Set<CallTarget> targets) {
        return targets.stream()
                .filter(CallTarget.Code.class::isInstance)
                .map(target -> ((CallTarget.Code) target).method())
                .toList();
    }

    /** A method that passes a parameter of its own on is a registrar too. */
    private Set<Method> direct(List<Registrar> own) {
        Deque<Registrar> open = new ArrayDeque<>(Registrar.table());
        open.addAll(own);
        open.removeIf(registrar -> calls.isFollowed(registrar.method()));
        index.called().stream()
                .filter(Registrar::isRelocated)
                .map(Registrar::relocated)
                .forEach(open::add);
        index.called().stream()
                .flatMap(called -> Registrar.foreign(program, called).stream())
                .forEach(open::add);
        Set<Registrar> known = new HashSet<>(open);
        Set<Method> registering = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Registrar registrar = open.poll();
            for (Method caller : callers(registrar.method())) {
                for (AbstractInsnNode insn : caller.code().instructions) {
                    int argument = argument(insn, registrar);
                    if (argument == AS_FUNCTION) {
                        registering.add(caller);
                        Origin any = new Origin.Typed(registrar.function().owner());
                        register(caller, insn, registrar.function(), Set.of(any));
                    } else if (argument != NONE) {
                        registering.add(caller);
                        register(caller, insn, argument, registrar, known, open);
                    }
                }
            }
        }
        return registering;
    }

    private Set<Method> callers(MethodRef registrar) {
        return program.method(registrar)
                .filter(method -> method.owner.imported)
                .map(index::callers)
                .orElseGet(() -> index.callers(registrar));
    }

    /** Which operand of an instruction becomes a handler, if one does. */
    private int argument(AbstractInsnNode insn, Registrar registrar) {
        if (insn instanceof MethodInsnNode call) {
            return isSame(MethodRef.of(call), registrar.method()) ? registrar.argument() : NONE;
        } else if (insn instanceof InvokeDynamicInsnNode site
                && CallSite.of(site) == CallSite.LAMBDA
                && isSame(MethodRef.of(CallSite.body(site)), registrar.method())) {
            boolean isStatic = CallSite.body(site).getTag() == Opcodes.H_INVOKESTATIC;
            int captured = registrar.argument() + (isStatic ? 0 : 1);
            return captured < Type.getArgumentCount(site.desc) ? captured : AS_FUNCTION;
        }
        return NONE;
    }

    /** Whether a call may run a method: by its own name, or by that of a type above or below. */
    private boolean isSame(MethodRef called, MethodRef method) {
        return called.in(method.owner()).equals(method)
                && (program.isA(called.owner(), method.owner())
                        || program.isA(method.owner(), called.owner()));
    }

    private void register(
            Method caller,
            AbstractInsnNode call,
            int operand,
            Registrar registrar,
            Set<Registrar> known,
            Deque<Registrar> open) {
        Set<AbstractInsnNode> producers =
                new LinkedHashSet<>(origins.flow(caller).argument(call, operand));
        Set<AbstractInsnNode> passed = new LinkedHashSet<>();
        for (AbstractInsnNode producer : producers) {
            if (producer instanceof Flow.Parameter parameter && parameter.argument(caller) >= 0) {
                passed.add(producer);
                int argument = parameter.argument(caller);
                Registrar wrapper = new Registrar(caller.ref, argument, registrar.function());
                if (known.add(wrapper)) {
                    open.add(wrapper);
                }
                boolean isUsed = !index.callers(caller.ref).isEmpty();
                if (program.isExposed(caller) || !isUsed) {
                    unseen.add(
                            Handler.unseen(
                                    caller, call, "it registers what code not given passes to it"));
                }
            }
        }
        producers.removeAll(passed);
        register(caller, call, registrar.function(), origins.of(caller, producers));
    }

    private void register(
            Method caller, AbstractInsnNode call, MethodRef function, Set<Origin> handlers) {
        for (Origin origin : handlers) {
            if (origin instanceof Origin.Library) {
                continue; // a standard action, or the handler that was there before
            }
            boolean isTraced = origin instanceof Origin.Exact || origin instanceof Origin.Lambda;
            List<Method> bodies =
                    program.isA(origin.knownType(), CLOSURE)
                            ? closure(origin.knownType())
                            : isTraced
                                    ? code(calls.virtual(function, Set.of(origin)))
                                    : candidates(function, origin);
            for (Method body : bodies) {
                boolean isLambda = origin instanceof Origin.Lambda;
                Handler.Registration place = new Handler.Registration(caller, call);
                seen.add(new Seen(body, isLambda, function, place));
            }
            if (bodies.isEmpty() || !isTraced && !isClosed(function, origin)) {
                String type = origin.knownType().replace('/', '.');
                String why =
                        program.find(origin.knownType()).isEmpty()
                                ? type + " was not given"
                                : "it could be any " + function.className();
                unseen.add(Handler.unseen(caller, call, why));
            }
        }
    }

    /** Groovy calls {@code doCall} of a closure that is cast to a handler, with the signal. */
    private List<Method> closure(String type) {
        return program.imported(type).stream()
                .flatMap(file -> file.methods.values().stream())
                .filter(method -> method.ref.name().equals("doCall") && method.hasCode())
                .filter(method -> method.ref.parameters().length > 0)
                .toList();
    }

    /** What may be registered when it is not known what is: all that the program makes of it. */
    private List<Method> candidates(MethodRef function, Origin origin) {
        String type =
                program.isA(origin.knownType(), function.owner())
                        ? origin.knownType()
                        : function.owner();
        Set<Method> found = new LinkedHashSet<>(index.implementations(function.in(type)));
        for (Method maker : index.lambdas(function.owner())) {
            for (AbstractInsnNode insn : maker.code().instructions) {
                if (insn instanceof InvokeDynamicInsnNode site
                        && CallSite.of(site) == CallSite.LAMBDA
                        && CallSite.functionalMethod(site).owner().equals(function.owner())) {
                    found.addAll(code(calls.body(maker, site)));
                }
            }
        }
        return List.copyOf(found);
    }

    /** Whether an imported class says what is called, so that no other code can be meant. */
    private boolean isClosed(MethodRef function, Origin origin) {
        return program.isImported(origin.knownType())
                && program.resolve(function, origin.knownType())
                        .filter(method -> !program.isExtensible(method))
                        .isPresent();
    }

    /** A class that names the JVM's signals in constants: it looks them up at run time. */
    private void reflective(Method user) {
        List<AbstractInsnNode> lookups = new ArrayList<>();
        int before = seen.size() + unseen.size();
        for (Method method : user.owner.methods.values()) {
            if (method.hasCode()) {
                for (AbstractInsnNode insn : method.code().instructions) {
                    if (insn instanceof MethodInsnNode call) {
                        if (MethodRef.of(call).equals(NEW_PROXY)) {
                            Set<AbstractInsnNode> made = origins.flow(method).argument(call, 2);
                            register(method, call, INVOKE, origins.of(method, made));
                        } else if (looksUpHandle(method, call)) {
                            lookups.add(call);
                        }
                    }
                }
            }
        }
        boolean nothingFound = before == seen.size() + unseen.size();
        if (nothingFound && (!lookups.isEmpty() || usesClass(user))) {
            AbstractInsnNode place = naming(user);
            // It registers one of these, as far as it can be seen.
            for (Method body : index.implementations(HANDLE)) {
                Handler.Registration found = new Handler.Registration(user, place);
                seen.add(new Seen(body, false, HANDLE, found));
            }
            unseen.add(
                    Handler.unseen(
                            user, place, "sun.misc.Signal is looked up by name, at run time"));
        }
    }

    /** A function given to C may be a handler if the program also names what registers one. */
    private void foreign() {
        if (Registrar.FOREIGN.stream().noneMatch(index::hasText)) {
            return;
        }
        for (MethodRef called : index.called()) {
            boolean isUpcall =
                    called.owner().equals("java/lang/foreign/Linker")
                            && called.name().equals("upcallStub");
            for (Method caller : isUpcall ? index.callers(called) : Set.<Method>of()) {
                for (AbstractInsnNode insn : caller.code().instructions) {
                    if (insn instanceof MethodInsnNode call && MethodRef.of(call).equals(called)) {
                        unseen.add(Handler.unseen(caller, call, GIVEN_TO_C));
                    }
                }
            }
        }
    }

    /** Where a method names the JVM's signals. */
    private static AbstractInsnNode naming(Method user) {
        AbstractInsnNode insn = user.code().instructions.getFirst();
        while (insn.getNext() != null
                && !(insn instanceof LdcInsnNode constant && namesSignal(constant))) {
            insn = insn.getNext();
        }
        return insn;
    }

    private boolean looksUpHandle(Method method, MethodInsnNode call) {
        Type[] types = Type.getArgumentTypes(call.desc);
        for (int i = 0; i < types.length && LOOKUPS.contains(call.name); i++) {
            for (AbstractInsnNode name : origins.flow(method).argument(call, i)) {
                if (name instanceof LdcInsnNode constant && "handle".equals(constant.cst)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a constant is the class of the JVM's signals, or its name. */
    private static boolean namesSignal(LdcInsnNode constant) {
        return isClass(constant)
                ? ((Type) constant.cst).getClassName().startsWith("sun.misc.Signal")
                : String.valueOf(constant.cst).startsWith("sun.misc.Signal");
    }

    private static boolean isClass(LdcInsnNode constant) {
        return constant.cst instanceof Type type && type.getSort() == Type.OBJECT;
    }

    private static boolean loadsSignal(Flow flow, MethodInsnNode call) {
        for (int i = 0; i < Type.getArgumentCount(call.desc); i++) {
            for (AbstractInsnNode name : flow.argument(call, i)) {
                if (name instanceof LdcInsnNode constant && namesSignal(constant)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** To load the class and drop it only asks whether it is there. */
    private boolean usesClass(Method user) {
        Flow flow = origins.flow(user);
        for (AbstractInsnNode insn : user.code().instructions) {
            boolean isName = insn instanceof LdcInsnNode constant && namesSignal(constant);
            boolean isUsed =
                    isName && !isClass((LdcInsnNode) insn)
                            ? flow.consumers(insn).stream().anyMatch(this::passesOn)
                            : !flow.consumers(insn).isEmpty();
            boolean isClass =
                    isName
                            || insn instanceof MethodInsnNode call
                                    && call.desc.endsWith(RETURNS_CLASS)
                                    && loadsSignal(flow, call);
            if (isClass && isUsed) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name goes to code that may load the class, somewhere else. */
    private boolean passesOn(AbstractInsnNode consumer) {
        return consumer instanceof MethodInsnNode call
                ? !program.isPlatform(call.owner) && !call.desc.endsWith(RETURNS_CLASS)
                : Opcode.isPut(consumer) || consumer.getOpcode() == Opcodes.ARETURN;
    }
}
