package signalkit.course.check;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The class of an exercise that implements its interface, whatever its name.
 *
 * <p>A class of a fixed name that makes its objects is put beside it, so that code which is
 * compiled without the exercise can make one.
 */
public final class ChosenClass {
    private static final String MAKER = "lesson.Chosen";

    private ChosenClass() {}

    /**
     * Chooses the class.
     *
     * @param compiled the exercise
     * @param task the interface
     * @return the classes of the exercise, and one that makes objects of the chosen class
     */
    public static Compilation in(Compilation compiled, Class<?> task) {
        Map<String, byte[]> classFiles = new HashMap<>(compiled.classFiles());
        String type = compiled.nameOf(task).replace('.', '/');
        classFiles.put(MAKER, maker(type, SourceNumbers.of(compiled)));
        return new Compilation(classFiles);
    }

    /**
     * Makes an object of the chosen class.
     *
     * @param task the interface
     * @param loader that knows the classes of {@link #in}
     * @param <T> the interface
     * @return a new object
     */
    public static <T> T make(Class<T> task, ClassLoader loader) {
        try {
            Method make = Class.forName(MAKER, true, loader).getMethod("make");
            return task.cast(make.invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make the exercise's object: " + e, e);
        }
    }

    /**
     * The numbers in the code of the exercise.
     *
     * @param loader that knows the classes of {@link #in}
     * @return all of them
     */
    public static SourceNumbers numbers(ClassLoader loader) {
        try {
            Method numbers = Class.forName(MAKER, true, loader).getMethod("numbers");
            return SourceNumbers.read((String) numbers.invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read the exercise's numbers: " + e, e);
        }
    }

    /** {@code make() { return new …(); }} and {@code numbers() { return "…"; }}, both static. */
    private static byte[] maker(String type, SourceNumbers all) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC,
                MAKER.replace('.', '/'),
                null,
                "java/lang/Object",
                null);
        MethodVisitor make =
                writer.visitMethod(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                        "make",
                        "()Ljava/lang/Object;",
                        null,
                        null);
        make.visitCode();
        make.visitTypeInsn(Opcodes.NEW, type);
        make.visitInsn(Opcodes.DUP);
        make.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "()V", false);
        make.visitInsn(Opcodes.ARETURN);
        make.visitMaxs(2, 0);
        make.visitEnd();
        MethodVisitor numbers =
                writer.visitMethod(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                        "numbers",
                        "()Ljava/lang/String;",
                        null,
                        null);
        numbers.visitCode();
        numbers.visitLdcInsn(all.text());
        numbers.visitInsn(Opcodes.ARETURN);
        numbers.visitMaxs(1, 0);
        numbers.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
