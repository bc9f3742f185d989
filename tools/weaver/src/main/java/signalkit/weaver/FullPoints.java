package signalkit.weaver;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Points that tell {@link Steps} the object and the site.
 *
 * <p>What lies above the object on the operand stack is put into locals that the method does not
 * use, and back again. They hold nothing between two points, so no frame has to know them.
 */
final class FullPoints implements Inserter {
    private static final String STEPS = Steps.class.getName().replace('.', '/');
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final Type REFERENCE = Type.getType(OBJECT);

    /** What a point pushes at most: an object, an array twice, an index and a long. */
    private static final int STACK = 7;

    /** The value that each of IASTORE to SASTORE takes from the stack. */
    private static final Type[] ELEMENTS = {
        Type.INT_TYPE,
        Type.LONG_TYPE,
        Type.FLOAT_TYPE,
        Type.DOUBLE_TYPE,
        REFERENCE,
        Type.INT_TYPE,
        Type.INT_TYPE,
        Type.INT_TYPE
    };

    private final MethodNode method;
    private final int firstFree;
    private final Set<AbstractInsnNode> makers;

    FullPoints(MethodNode method) {
        this.method = method;
        this.firstFree = method.maxLocals;
        this.makers = makers(method);
        method.maxStack += STACK;
    }

    /** The calls of constructors that leave the new object on the stack. */
    private static Set<AbstractInsnNode> makers(MethodNode method) {
        Set<AbstractInsnNode> makers = new HashSet<>();
        Deque<TypeInsnNode> raw = new ArrayDeque<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.NEW) {
                raw.push((TypeInsnNode) instruction);
            } else if (instruction instanceof MethodInsnNode call
                    && call.name.equals("<init>")
                    && !raw.isEmpty()
                    && raw.peek().desc.equals(call.owner)) {
                if (raw.pop().getNext().getOpcode() == Opcodes.DUP) {
                    makers.add(call);
                }
            }
        }
        return makers;
    }

    /** What a constructor passes to another one is computed by steps like any other. */
    @Override
    public boolean precedesConstruction() {
        return true;
    }

    @Override
    public void before(AbstractInsnNode step, Supplier<Site> site) {
        int number = Sites.add(site.get());
        InsnList code = new InsnList();
        int opcode = step.getOpcode();
        if (step instanceof FieldInsnNode field) {
            beforeField(code, field, number);
        } else if (step instanceof MethodInsnNode call && Calls.isWait(call)) {
            replaceWait(call, number);
        } else if (step instanceof MethodInsnNode call && Calls.isNotify(call)) {
            replaceNotify(call, number);
        } else if (step instanceof MethodInsnNode call && Calls.tellsArguments(call)) {
            boolean hasReceiver =
                    call.getOpcode() != Opcodes.INVOKESTATIC && !call.name.equals("<init>");
            beforeLibraryCall(code, call.desc, hasReceiver, number);
            afterLibraryCall(call, Type.getReturnType(call.desc), number);
        } else if (step instanceof MethodInsnNode call && Calls.isConcurrent(call)) {
            beforeConcurrentCall(code, call, number);
        } else if (step instanceof InvokeDynamicInsnNode dynamic && Calls.callsMethods(dynamic)) {
            beforeLibraryCall(code, dynamic.desc, false, number);
            afterLibraryCall(dynamic, Type.VOID_TYPE, number);
        } else if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
            beforeElement(code, number);
        } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
            Type value = ELEMENTS[opcode - Opcodes.IASTORE];
            store(code, value, firstFree);
            beforeElement(code, number);
            load(code, value, firstFree);
        } else if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
            code.add(new InsnNode(Opcodes.DUP));
            call(code, number, "step", "(" + OBJECT + "I)V");
        } else {
            call(code, number, "step", "(I)V");
        }
        method.instructions.insertBefore(step, code);
    }

    @Override
    public void beforeAbruptExit(AbstractInsnNode step, Supplier<Site> site) {
        InsnList code = new InsnList();
        code.add(new InsnNode(Opcodes.DUP));
        call(code, Sites.add(site.get()), "abruptly", "(" + OBJECT + "I)V");
        method.instructions.insertBefore(step, code);
    }

    private void beforeField(InsnList code, FieldInsnNode field, int number) {
        switch (field.getOpcode()) {
            case Opcodes.GETFIELD -> {
                code.add(new InsnNode(Opcodes.DUP));
                call(code, number, "step", "(" + OBJECT + "I)V");
            }
            case Opcodes.PUTFIELD -> {
                Type value = Type.getType(field.desc);
                store(code, value, firstFree);
                code.add(new InsnNode(Opcodes.DUP));
                call(code, number, "step", "(" + OBJECT + "I)V");
                load(code, value, firstFree);
            }
            default -> call(code, number, "step", "(I)V");
        }
    }

    private void beforeElement(InsnList code, int number) {
        code.add(new InsnNode(Opcodes.DUP2));
        call(code, number, "step", "(" + OBJECT + "II)V");
    }

    /** Puts the arguments into an array, and back. */
    private void beforeLibraryCall(
            InsnList code, String descriptor, boolean hasReceiver, int number) {
        Type[] arguments = Type.getArgumentTypes(descriptor);
        int[] places = storeAll(code, arguments);
        code.add(new InsnNode(hasReceiver ? Opcodes.DUP : Opcodes.ACONST_NULL));
        code.add(new LdcInsnNode(arguments.length));
        code.add(new TypeInsnNode(Opcodes.ANEWARRAY, "java/lang/Object"));
        for (int i = 0; i < arguments.length; i++) {
            code.add(new InsnNode(Opcodes.DUP));
            code.add(new LdcInsnNode(i));
            load(code, arguments[i], places[i]);
            box(code, arguments[i]);
            code.add(new InsnNode(Opcodes.AASTORE));
        }
        call(code, number, "call", "(" + OBJECT + "[" + OBJECT + "I)V");
        loadAll(code, arguments, places);
    }

    private void afterLibraryCall(AbstractInsnNode step, Type result, int number) {
        InsnList code = new InsnList();
        boolean leaves = result.getSort() >= Type.ARRAY || makers.contains(step);
        code.add(new InsnNode(leaves ? Opcodes.DUP : Opcodes.ACONST_NULL));
        call(code, number, "returned", "(" + OBJECT + "I)V");
        method.instructions.insert(step, code);
    }

    private static void box(InsnList code, Type type) {
        if (type.getSort() < Type.ARRAY) {
            String box = Boxes.of(type);
            String descriptor = "(" + type.getDescriptor() + ")L" + box + ";";
            code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, box, "valueOf", descriptor, false));
        }
    }

    private int[] storeAll(InsnList code, Type[] arguments) {
        int[] places = new int[arguments.length];
        int free = firstFree;
        for (int i = 0; i < arguments.length; i++) {
            places[i] = free;
            free += arguments[i].getSize();
        }
        for (int i = arguments.length - 1; i >= 0; i--) {
            store(code, arguments[i], places[i]);
        }
        return places;
    }

    private static void loadAll(InsnList code, Type[] arguments, int[] places) {
        for (int i = 0; i < arguments.length; i++) {
            load(code, arguments[i], places[i]);
        }
    }

    private void beforeConcurrentCall(InsnList code, MethodInsnNode call, int number) {
        Type[] arguments = Type.getArgumentTypes(call.desc);
        int[] places = storeAll(code, arguments);
        int reference = 0;
        while (reference < arguments.length && arguments[reference].getSort() < Type.ARRAY) {
            reference++;
        }
        boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
        code.add(new InsnNode(isStatic ? Opcodes.ACONST_NULL : Opcodes.DUP));
        if (reference == arguments.length) {
            code.add(new InsnNode(Opcodes.ACONST_NULL));
        } else {
            load(code, arguments[reference], places[reference]);
        }
        call(code, number, "step", "(" + OBJECT + OBJECT + "I)V");
        loadAll(code, arguments, places);
    }

    private void replaceWait(MethodInsnNode call, int number) {
        InsnList code = new InsnList();
        if (call.desc.equals("()V")) {
            code.add(new InsnNode(Opcodes.LCONST_0));
        }
        if (!call.desc.equals("(JI)V")) {
            code.add(new InsnNode(Opcodes.ICONST_0));
        }
        code.add(new LdcInsnNode(number));
        method.instructions.insertBefore(call, code);
        replace(call, "await", "(" + OBJECT + "JII)V");
    }

    private void replaceNotify(MethodInsnNode call, int number) {
        method.instructions.insertBefore(call, new LdcInsnNode(number));
        String name = call.name.equals("notify") ? "notifyOne" : "notifyEvery";
        replace(call, name, "(" + OBJECT + "I)V");
    }

    /** The node stays, so that what is inserted before it stands before the new call. */
    private static void replace(MethodInsnNode call, String name, String descriptor) {
        call.setOpcode(Opcodes.INVOKESTATIC);
        call.owner = STEPS;
        call.name = name;
        call.desc = descriptor;
        call.itf = false;
    }

    private static void call(InsnList code, int number, String name, String descriptor) {
        code.add(new LdcInsnNode(number));
        code.add(new MethodInsnNode(Opcodes.INVOKESTATIC, STEPS, name, descriptor, false));
    }

    private void store(InsnList code, Type type, int local) {
        code.add(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), local));
        method.maxLocals = Math.max(method.maxLocals, local + type.getSize());
    }

    private static void load(InsnList code, Type type, int local) {
        code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local));
    }
}
