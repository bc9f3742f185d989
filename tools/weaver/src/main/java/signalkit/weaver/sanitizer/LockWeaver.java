package signalkit.weaver.sanitizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a call of the sanitizer's hook before every monitor and lock that a class takes.
 *
 * <p>A class of the JDK is loaded already, so its methods may be changed but not their modifiers:
 * in a synchronized method the hook comes right after the JVM has entered the monitor. Of the locks
 * in {@code java.util.concurrent} it is the first line of each method that takes one. Thread-safe.
 */
final class LockWeaver {
    private static final String READ_WRITE = "java/util/concurrent/locks/ReentrantReadWriteLock";
    private static final Set<String> LOCK =
            Set.of("lock", "lockInterruptibly", "tryLock", "writeLock", "readLock");

    /** The methods that take a lock, by class. */
    private static final Map<String, Set<String>> TAKERS =
            Map.of(
                    "signalkit/posix/Mutex",
                    LOCK,
                    "java/util/concurrent/locks/ReentrantLock",
                    LOCK,
                    READ_WRITE + "$ReadLock",
                    LOCK,
                    READ_WRITE + "$WriteLock",
                    LOCK,
                    "java/util/concurrent/locks/StampedLock",
                    Set.of(
                            "writeLock",
                            "writeLockInterruptibly",
                            "tryWriteLock",
                            "readLock",
                            "readLockInterruptibly",
                            "tryReadLock"),
                    "java/util/concurrent/Semaphore",
                    Set.of("acquire", "acquireUninterruptibly", "tryAcquire"));

    /** What the hook itself stands on, and class loading, which is the JVM's own business. */
    private static final Set<String> LEFT_ALONE =
            Set.of(
                    "java/lang/Object",
                    "java/lang/Thread",
                    "java/lang/ThreadLocal",
                    "java/lang/ClassLoader");

    private static final Set<String> PACKAGES_LEFT_ALONE =
            Set.of(
                    "java/lang/invoke/",
                    "java/lang/instrument/",
                    "java/lang/ref/",
                    "jdk/internal/loader/",
                    "jdk/internal/ref/",
                    "sun/instrument/",
                    "signalkit/posix/",
                    "signalkit/weaver/");

    private LockWeaver() {}

    /** New bytes, or null when the class takes no lock, or is one that has to be left alone. */
    static byte[] weave(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        if (!isWanted(reader.getClassName())) {
            return null;
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        Hooks hooks = new Hooks(writer);
        reader.accept(hooks, 0);
        return hooks.hooked ? writer.toByteArray() : null;
    }

    /** Loads what weaving needs, since a class cannot be woven while it is needed for that. */
    static void warmUp() {
        try (InputStream in = LockWeaver.class.getResourceAsStream("SelfTest.class")) {
            weave(in.readAllBytes());
            isWanted("any/Name");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isWanted(String className) {
        if (TAKERS.containsKey(className) || className.startsWith(SelfTest.INTERNAL_NAME)) {
            return true;
        }
        for (String prefix : PACKAGES_LEFT_ALONE) {
            if (className.startsWith(prefix)) {
                return false;
            }
        }
        return !LEFT_ALONE.contains(className);
    }

    private static final class Hooks extends ClassVisitor {
        private String className;
        private int version;
        private Set<String> takers;
        private boolean hooked;

        Hooks(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visit(
                int version, int access, String name, String s, String superName, String[] i) {
            this.version = version & 0xFFFF;
            className = name;
            takers = TAKERS.getOrDefault(name, Set.of());
            super.visit(version, access, name, s, superName, i);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String s, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, s, exceptions);
            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
            // Before Java 5 there was no constant for a class: such a method is left out.
            boolean enters =
                    (access & Opcodes.ACC_SYNCHRONIZED) != 0 && (!isStatic || version >= 49);
            boolean takes = takers.contains(name) && !isStatic;
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitCode() {
                    super.visitCode();
                    if (enters && isStatic) {
                        super.visitLdcInsn(Type.getObjectType(className));
                        hook();
                    } else if (enters || takes) {
                        super.visitVarInsn(Opcodes.ALOAD, 0);
                        if (className.startsWith(READ_WRITE)) {
                            // Both views of one lock count as that lock.
                            String type = "L" + READ_WRITE + "$Sync;";
                            super.visitFieldInsn(Opcodes.GETFIELD, className, "sync", type);
                        }
                        hook();
                    }
                }

                @Override
                public void visitInsn(int opcode) {
                    if (opcode == Opcodes.MONITORENTER) {
                        super.visitInsn(Opcodes.DUP);
                        hook();
                    }
                    super.visitInsn(opcode);
                }

                private void hook() {
                    hooked = true;
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            HookClass.NAME,
                            HookClass.METHOD,
                            HookClass.DESCRIPTOR,
                            false);
                }

                @Override
                public void visitMaxs(int maxStack, int maxLocals) {
                    super.visitMaxs(maxStack + 1, maxLocals);
                }
            };
        }
    }
}
