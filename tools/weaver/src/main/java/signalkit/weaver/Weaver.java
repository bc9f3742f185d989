package signalkit.weaver;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Puts an interruption point before every step of the selected classes.
 *
 * <p>A step is an access to a field or an array element, the entry or exit of a monitor, or a call.
 * What is inserted leaves the operand stack as it was and has no branches, so the stack map frames
 * of the compiler stay true and no class has to be loaded to weave another one. Line numbers and
 * file names are kept. Nothing is inserted in a constructor before it has called another one, nor
 * in a static initialiser: its class belongs to the thread that initialises it, so a handler that
 * blocks there would stop threads that the program does not know of. Thread-safe.
 */
public final class Weaver {
    /** How much a point tells. */
    public enum Mode {
        /** {@link signalkit.posix.Points#point()}: enough to deliver signals, and cheap. */
        LEAN,
        /** {@link Steps}: the step, the object and the site, for a {@link SteppedScheduler}. */
        FULL,
        /**
         * As FULL, and code of the class does the same in each run: its static initialiser is run
         * anew, and hash codes and random numbers are those that the scheduler gives.
         */
        REPEATABLE
    }

    private final Selection selection;
    private final Mode mode;

    /** What is left to a scheduler to do with the static fields of classes, by their names. */
    private final Map<String, StaticInitialisers.Left> statics = new ConcurrentHashMap<>();

    private final Map<String, EscapingThis> escapes = new ConcurrentHashMap<>();

    /**
     * A weaver.
     *
     * @param selection the classes to weave
     * @param mode how much a point tells
     */
    public Weaver(Selection selection, Mode mode) {
        this.selection = selection;
        this.mode = mode;
    }

    /**
     * Whether a class is to be woven.
     *
     * @param className with dots
     * @return as the selection says
     */
    public boolean selects(String className) {
        return selection.selects(className);
    }

    /** What is left to a scheduler to do with the static fields of a class. */
    StaticInitialisers.Left statics(String className) {
        return statics.getOrDefault(className, StaticInitialisers.Left.NOTHING);
    }

    /** What a class lets others see of objects that are not yet made. */
    EscapingThis escapingThis(String className) {
        return escapes.getOrDefault(className, EscapingThis.NEVER);
    }

    /** Whether a class belongs to the program that is looked at, selected or not. */
    boolean isApplication(String className) {
        return selection.isApplication(className);
    }

    /**
     * Weaves one class, selected or not.
     *
     * @param classFile the bytes of a class file
     * @return new bytes
     * @throws WeaveException when the class cannot be woven, with its name and that of the method
     */
    public byte[] weave(byte[] classFile) {
        return weaveClass(classFile).classFile();
    }

    /** As {@link #weave}, and tells where the points are. */
    WovenClass weaveClass(byte[] classFile) {
        ClassNode type = read(classFile);
        String name = type.name.replace('/', '.');
        if (mode == Mode.REPEATABLE) {
            escapes.put(name, EscapingThis.of(type));
        }
        StaticInitialisers.Left left =
                mode == Mode.REPEATABLE
                        ? StaticInitialisers.open(type)
                        : StaticInitialisers.Left.NOTHING;
        if (mode != Mode.LEAN) {
            InheritedMethods.open(type);
            MethodReferences.open(type);
        }
        if (mode == Mode.REPEATABLE) {
            Repeatable.make(type, selection.isPrograms(name));
        }
        NavigableSet<Integer> lines = new TreeSet<>();
        for (MethodNode method : type.methods) {
            boolean hasCode = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
            boolean isOurs =
                    method.name.equals("<clinit>") || method.name.equals(StaticInitialisers.RESET);
            if (hasCode && !isOurs) {
                weave(type, method, lines);
            }
        }
        if (mode == Mode.REPEATABLE && StaticInitialisers.isUsed(type, left)) {
            StaticInitialisers.tellUse(type);
        }
        if (mode == Mode.REPEATABLE) {
            EscapingThis.tellFreezes(type);
        }
        statics.put(name, left);
        try {
            ClassWriter writer = new ClassWriter(0);
            type.accept(writer);
            return new WovenClass(name, type.sourceFile, lines, writer.toByteArray());
        } catch (MethodTooLargeException e) {
            throw tooLarge(
                    name,
                    "its method " + e.getMethodName() + e.getDescriptor() + " would have ",
                    e.getCodeSize() + " bytes of code, and a JVM takes 65535",
                    e);
        } catch (ClassTooLargeException e) {
            throw tooLarge(
                    name,
                    "it would have ",
                    e.getConstantPoolCount() + " constants, and a JVM takes 65535",
                    e);
        }
    }

    private static ClassNode read(byte[] classFile) {
        ClassNode type = new ClassNode();
        try {
            new ClassReader(classFile).accept(type, 0);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new WeaveException("not a class file that can be woven: " + e.getMessage(), e);
        }
        if ((type.version & 0xFFFF) < Opcodes.V1_5) {
            // What is inserted loads class constants, which older class files do not have. Such a
            // file needs no other change.
            type.version = Opcodes.V1_5;
        }
        return type;
    }

    private void weave(ClassNode type, MethodNode method, NavigableSet<Integer> lines) {
        SynchronizedMethod.open(type, method);
        new MethodWeaver(
                        type,
                        method,
                        mode == Mode.LEAN ? new LeanPoints(method) : new FullPoints(method),
                        lines)
                .weave();
    }

    private static WeaveException tooLarge(
            String name, String what, String size, RuntimeException cause) {
        return new WeaveException(
                "cannot weave "
                        + name
                        + ": "
                        + what
                        + size
                        + "; split it, or leave the class out with !"
                        + name,
                cause);
    }
}
