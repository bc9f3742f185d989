package signalkit.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import signalkit.rules.bytecode.CallSite;
import signalkit.rules.bytecode.CodeIndex;
import signalkit.rules.bytecode.ControlFlow;
import signalkit.rules.bytecode.FieldRef;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Opcode;
import signalkit.rules.bytecode.Program;

/**
 * Tells whether a first use has certainly happened before a place in the code is reached: on every
 * way to it, in the method itself, in the methods that it calls on the way, and in all its callers.
 */
final class FirstUses {
    private static final MethodRef MAIN = new MethodRef("", "main", "([Ljava/lang/String;)V");

    private final Program program;
    private final CodeIndex index;
    private final CallTargets calls;
    private final Map<Method, ControlFlow> flows = new HashMap<>();

    FirstUses(Program program, CodeIndex index, CallTargets calls) {
        this.program = program;
        this.index = index;
        this.calls = calls;
    }

    boolean isForcedBefore(Method method, AbstractInsnNode place, Fact fact) {
        return new Search(fact).isBefore(method, place);
    }

    private final class Search {
        private final Fact fact;

        /** Answers found; while one is looked for it is false, which is right for recursion. */
        private final Map<Object, Boolean> known = new HashMap<>();

        Search(Fact fact) {
            this.fact = fact;
        }

        boolean isBefore(Method method, AbstractInsnNode place) {
            return isBeforeEntry(method) || flow(method).isAlwaysBefore(place, establishes(method));
        }

        /** Running a method needs its class; a caller may have seen to the rest. */
        private boolean isBeforeEntry(Method method) {
            return remember(method, () -> beforeEntry(method));
        }

        private boolean beforeEntry(Method method) {
            if (initialisation(method.owner.name)) {
                return true;
            }
            Set<Method> callers = index.callers(method.ref);
            return !callers.isEmpty()
                    && !method.ref.in("").equals(MAIN)
                    && callers.stream().allMatch(caller -> isBeforeCalls(caller, method.ref));
        }

        private boolean isBeforeCalls(Method caller, MethodRef callee) {
            for (AbstractInsnNode insn : caller.code().instructions) {
                boolean calls = insn instanceof MethodInsnNode c && MethodRef.of(c).equals(callee);
                boolean refers =
                        insn instanceof InvokeDynamicInsnNode site
                                && CallSite.of(site) == CallSite.LAMBDA
                                && MethodRef.of(CallSite.body(site)).equals(callee);
                if ((calls || refers) && !isBefore(caller, insn)) {
                    return false;
                }
            }
            return true;
        }

        private Predicate<AbstractInsnNode> establishes(Method method) {
            return insn -> establishes(method, insn);
        }

        private boolean establishes(Method method, AbstractInsnNode insn) {
            if (insn instanceof TypeInsnNode type && insn.getOpcode() == Opcodes.NEW) {
                return initialisation(type.desc);
            } else if (insn instanceof FieldInsnNode field) {
                return Opcode.isStaticAccess(insn)
                        && initialisation(program.resolve(FieldRef.of(field)).owner());
            } else if (insn instanceof InvokeDynamicInsnNode site) {
                return fact.equals(new Fact.Linked(method, site));
            } else if (insn instanceof MethodInsnNode call) {
                boolean isStatic = insn.getOpcode() == Opcodes.INVOKESTATIC;
                return isStatic && initialisation(program.declaring(MethodRef.of(call)))
                        || call(method, call);
            }
            return false;
        }

        /** Whether initialising this class establishes the fact. */
        private boolean initialisation(String type) {
            if (fact instanceof Fact.Initialised wanted
                    && program.isA(type, wanted.type())
                    && !program.isInterface(wanted.type())) {
                return true;
            }
            return remember(type, () -> initialiser(type));
        }

        private boolean initialiser(String type) {
            MethodRef initialiser = new MethodRef(type, "<clinit>", "()V");
            return program.isImported(type)
                    && program.method(initialiser).filter(this::always).isPresent();
        }

        private boolean call(Method caller, MethodInsnNode call) {
            Set<CallTarget> targets = calls.targets(caller, call);
            return !targets.isEmpty() && targets.stream().allMatch(this::always);
        }

        private boolean always(CallTarget target) {
            if (target instanceof CallTarget.Leaf leaf) {
                return fact.equals(new Fact.Called(leaf.method()));
            }
            return target instanceof CallTarget.Code code && always(code.method());
        }

        /** Whether a method establishes the fact on every way that returns. */
        private boolean always(Method method) {
            return method.hasCode()
                    && remember(
                            method.ref,
                            () -> flow(method).isAlwaysBeforeReturn(establishes(method)));
        }

        private boolean remember(Object question, BooleanSupplier search) {
            Boolean answer = known.putIfAbsent(question, false);
            if (answer == null) {
                answer = search.getAsBoolean();
                known.put(question, answer);
            }
            return answer;
        }
    }

    private ControlFlow flow(Method method) {
        return flows.computeIfAbsent(method, ControlFlow::new);
    }
}
