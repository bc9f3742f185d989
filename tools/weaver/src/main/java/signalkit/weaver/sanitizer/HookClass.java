package signalkit.weaver.sanitizer;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import signalkit.weaver.WeaveException;

/**
 * The class that every hook calls, made at run time.
 *
 * <p>The JDK's own classes call it, so the boot loader must have it and it must stand on nothing
 * but the JDK. Defined in a package of {@code java.base} it needs no jar on the boot class path,
 * which would turn off the JVM's archive of loaded classes. In source form it is:
 *
 * <pre>
 *   public final class SignalkitLockHook {
 *       public static volatile Consumer listener;
 *       public static void taken(Object lock) {
 *           listener.accept(lock);
 *       }
 *   }
 * </pre>
 */
final class HookClass {
    static final String NAME = "java/lang/SignalkitLockHook";
    static final String METHOD = "taken";
    static final String DESCRIPTOR = "(Ljava/lang/Object;)V";

    private static final String FIELD = "listener";
    private static final String CONSUMER = "Ljava/util/function/Consumer;";

    private HookClass() {}

    /** Makes the class and lets it call a listener from its first hook on. */
    static void define(Instrumentation instrumentation, Consumer<Object> listener) {
        Module base = Object.class.getModule();
        Set<Module> us = Set.of(HookClass.class.getModule());
        instrumentation.redefineModule(
                base, Set.of(), Map.of(), Map.of("java.lang", us), Set.of(), Map.of());
        try {
            Class<?> hook =
                    MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                            .defineClass(classFile());
            hook.getField(FIELD).set(null, listener);
        } catch (ReflectiveOperationException e) {
            throw new WeaveException("the sanitizer cannot be installed: " + e, e);
        }
    }

    private static byte[] classFile() {
        ClassWriter writer = new ClassWriter(0);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
        writer.visit(Opcodes.V17, access, NAME, null, "java/lang/Object", null);
        int field = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_VOLATILE;
        writer.visitField(field, FIELD, CONSUMER, null, null).visitEnd();
        int method = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
        MethodVisitor code = writer.visitMethod(method, METHOD, DESCRIPTOR, null, null);
        code.visitCode();
        code.visitFieldInsn(Opcodes.GETSTATIC, NAME, FIELD, CONSUMER);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKEINTERFACE, "java/util/function/Consumer", "accept", DESCRIPTOR, true);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(2, 1);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
