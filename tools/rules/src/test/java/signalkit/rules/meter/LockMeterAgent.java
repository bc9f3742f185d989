package signalkit.rules.meter;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A Java agent that reports monitors and locks taken inside the JDK to {@link LockEvents}. */
public final class LockMeterAgent implements ClassFileTransformer {
    private static final String LOCKS = "java/util/concurrent/locks/";

    private static final Set<String> LOCK_CLASSES =
            Set.of(
                    LOCKS + "ReentrantLock",
                    LOCKS + "ReentrantReadWriteLock$ReadLock",
                    LOCKS + "ReentrantReadWriteLock$WriteLock",
                    LOCKS + "StampedLock",
                    "java/util/concurrent/Semaphore");

    private static final Set<String> TAKES =
            Set.of(
                    "lock",
                    "lockInterruptibly",
                    "tryLock",
                    "readLock",
                    "writeLock",
                    "tryReadLock",
                    "tryWriteLock",
                    "acquire",
                    "acquireUninterruptibly",
                    "tryAcquire");

    private LockMeterAgent() {}

    /**
     * Starts the agent.
     *
     * @param bootJar holds {@link LockEvents} for the boot class loader
     */
    public static void premain(String bootJar, Instrumentation instrumentation)
            throws IOException, UnmodifiableClassException {
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(bootJar));
        instrumentation.addTransformer(new LockMeterAgent(), true);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(loaded) && isOfJdk(loaded.getName())) {
                instrumentation.retransformClasses(loaded);
            }
        }
    }

    private static boolean isOfJdk(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
        if (name == null || !isOfJdk(name.replace('/', '.'))) {
            return null;
        }
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, 0);
        Weaver weaver = new Weaver(writer, name);
        reader.accept(weaver, 0);
        return weaver.changed ? writer.toByteArray() : null;
    }

    private static final class Weaver extends ClassVisitor {
        private final boolean isLock;
        private boolean changed;

        Weaver(ClassVisitor next, String name) {
            super(Opcodes.ASM9, next);
            isLock = LOCK_CLASSES.contains(name);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
            boolean locks = isLock && TAKES.contains(name) && !descriptor.endsWith("Lock;");
            boolean isSynchronized = (access & Opcodes.ACC_SYNCHRONIZED) != 0;
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitCode() {
                    super.visitCode();
                    if (locks || isSynchronized) {
                        hit();
                    }
                }

                @Override
                public void visitInsn(int opcode) {
                    if (opcode == Opcodes.MONITORENTER) {
                        hit();
                    }
                    super.visitInsn(opcode);
                }

                private void hit() {
                    changed = true;
                    super.visitMethodInsn(
                            Opcodes.INVOKESTATIC,
                            "signalkit/rules/meter/LockEvents",
                            "hit",
                            "()V",
                            false);
                }
            };
        }
    }
}
