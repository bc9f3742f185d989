package signalkit.course.check;

import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Refuses classes that could evade their check, which runs in the same JVM: those that end it,
 * start processes, look their classes up by name, or call the checker.
 *
 * <p>It reads the calls in the byte code. It is no sandbox: check the code of others in a
 * container.
 */
final class Fairness {
    private static final List<String> REFUSED =
            List.of(
                    "java.lang.System.exit",
                    "java.lang.System.setProperty",
                    "java.lang.Runtime.",
                    "java.lang.Process",
                    "java.lang.Class.forName",
                    "java.lang.ClassLoader.",
                    "java.lang.StackWalker.",
                    "java.lang.invoke.MethodHandles",
                    "java.lang.reflect.",
                    "java.lang.Thread.getStackTrace",
                    "sun.misc.Unsafe.",
                    "signalkit.explorer.",
                    "signalkit.course.",
                    "signalkit.posix.PosixProcess.exit");

    /** A lesson's interfaces are there to be called, its scenes and checks are not. */
    private static final String LESSONS = "signalkit.lessons.";

    private Fairness() {}

    /** Throws when one of the classes has such a call. */
    static void require(Map<String, byte[]> classFiles) {
        classFiles.forEach(
                (name, file) ->
                        new ClassReader(file).accept(new Calls(name), ClassReader.SKIP_FRAMES));
    }

    private static final class Calls extends ClassVisitor {
        private final String className;

        Calls(String className) {
            super(Opcodes.ASM9);
            this.className = className;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String type, String signature, String[] exceptions) {
            String caller = className + "." + name;
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String type, boolean isInterface) {
                    require(caller, owner, called, isInterface);
                }

                @Override
                public void visitInvokeDynamicInsn(
                        String name, String type, Handle bootstrap, Object... arguments) {
                    for (Object argument : arguments) {
                        if (argument instanceof Handle handle) {
                            require(
                                    caller,
                                    handle.getOwner(),
                                    handle.getName(),
                                    handle.isInterface());
                        }
                    }
                }
            };
        }

        private static void require(String caller, String owner, String name, boolean isInterface) {
            String call = owner.replace('/', '.') + "." + name;
            boolean isOfCheck = call.startsWith(LESSONS) && !isInterface;
            if (isOfCheck || REFUSED.stream().anyMatch(call::startsWith)) {
                throw new RefusedException(caller, call);
            }
        }
    }
}
