package signalkit.weaver;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns references to methods of other classes into lambdas, as a compiler writes them.
 *
 * <p>The JVM links {@code list::add} to the method itself, so no code of the class that names it
 * makes the call, and no point would stand before it.
 */
final class MethodReferences {
    private static final String FACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final int IMPLEMENTATION = 1;

    private final ClassNode type;
    private final List<MethodNode> lambdas = new ArrayList<>();

    private MethodReferences(ClassNode type) {
        this.type = type;
    }

    /** Adds a method for each reference, which then refers to that one. */
    static void open(ClassNode type) {
        MethodReferences references = new MethodReferences(type);
        for (MethodNode method : type.methods) {
            references.open(method);
        }
        type.methods.addAll(references.lambdas);
    }

    private void open(MethodNode method) {
        int line = 0;
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof LineNumberNode number) {
                line = number.line;
            } else if (instruction instanceof InvokeDynamicInsnNode dynamic
                    && dynamic.bsm.getOwner().equals(FACTORY)
                    && dynamic.bsmArgs[IMPLEMENTATION] instanceof Handle target
                    && isElsewhere(target)) {
                dynamic.bsmArgs[IMPLEMENTATION] =
                        lambda(method, target, Type.getArgumentTypes(dynamic.desc), line);
            }
        }
    }

    private boolean isElsewhere(Handle target) {
        return !target.getOwner().equals(type.name) && target.getTag() != Opcodes.H_INVOKESPECIAL;
    }

    private Handle lambda(MethodNode user, Handle target, Type[] captured, int line) {
        String place = user.name.startsWith("<") ? "new" : user.name;
        String name = "lambda$" + place + "$reference" + lambdas.size();
        MethodNode method =
                new MethodNode(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        name,
                        descriptor(target, captured),
                        null,
                        null);
        fill(method, target, line);
        lambdas.add(method);
        boolean isInterface = (type.access & Opcodes.ACC_INTERFACE) != 0;
        return new Handle(Opcodes.H_INVOKESTATIC, type.name, name, method.desc, isInterface);
    }

    /** The types of what is captured have to be the same, and the receiver's may be a subclass. */
    private static String descriptor(Handle target, Type[] captured) {
        Type owner = Type.getObjectType(target.getOwner());
        Type[] arguments = Type.getArgumentTypes(target.getDesc());
        return switch (target.getTag()) {
            case Opcodes.H_INVOKESTATIC -> target.getDesc();
            case Opcodes.H_NEWINVOKESPECIAL -> Type.getMethodDescriptor(owner, arguments);
            default -> {
                Type[] all = new Type[arguments.length + 1];
                all[0] = captured.length > 0 ? captured[0] : owner;
                System.arraycopy(arguments, 0, all, 1, arguments.length);
                yield Type.getMethodDescriptor(Type.getReturnType(target.getDesc()), all);
            }
        };
    }

    private static void fill(MethodNode method, Handle target, int line) {
        InsnList code = method.instructions;
        if (line > 0) {
            LabelNode start = new LabelNode();
            code.add(start);
            code.add(new LineNumberNode(line, start));
        }
        boolean makes = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (makes) {
            code.add(new TypeInsnNode(Opcodes.NEW, target.getOwner()));
            code.add(new InsnNode(Opcodes.DUP));
        }
        int local = 0;
        for (Type argument : Type.getArgumentTypes(method.desc)) {
            code.add(new VarInsnNode(argument.getOpcode(Opcodes.ILOAD), local));
            local += argument.getSize();
        }
        code.add(
                new MethodInsnNode(
                        opcode(target.getTag()),
                        target.getOwner(),
                        target.getName(),
                        target.getDesc(),
                        target.isInterface()));
        Type result = Type.getReturnType(method.desc);
        code.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
        method.maxLocals = local;
        method.maxStack = Math.max(local + (makes ? 2 : 0), result.getSize());
    }

    private static int opcode(int tag) {
        return switch (tag) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            default -> Opcodes.INVOKEVIRTUAL;
        };
    }
}
