package signalkit.lessons.casestudy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.SafeHandlers;
import signalkit.course.check.Submission;

/**
 * Another check, and then the rules of lesson 5 for everything but the heap.
 *
 * <p>No rule knows what the heap does, so that calls of it are taken out before the rules look: the
 * schedules have judged them. Whatever else nobody can look into is a fault.
 *
 * @param check decides first
 */
record WithoutHeap(Check check) implements Check {
    private static final Set<String> KINDS =
            Set.of(
                    "thread",
                    "exit",
                    "register",
                    "throw",
                    "log",
                    "io",
                    "block",
                    "deadlock",
                    "lock",
                    "shared",
                    "text",
                    "unknown");

    private static final String HEAP = Type.getInternalName(LoginSession.Heap.class);

    @Override
    public CheckResult run(Submission submission) throws Exception {
        CheckResult result = check.run(submission);
        if (!result.passed()) {
            return result;
        }
        return SafeHandlers.fault(withoutHeap(submission.compile()), KINDS)
                .map(fault -> fault.after(result.schedules()))
                .orElse(result);
    }

    private static Compilation withoutHeap(Compilation compiled) {
        Map<String, byte[]> files = new HashMap<>();
        compiled.classFiles().forEach((name, file) -> files.put(name, withoutHeap(file)));
        return new Compilation(files);
    }

    private static byte[] withoutHeap(byte[] file) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        return new NoCalls(super.visitMethod(access, name, type, generic, thrown));
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** Puts what such a call leaves on the stack there. */
    private static final class NoCalls extends MethodVisitor {
        NoCalls(MethodVisitor code) {
            super(Opcodes.ASM9, code);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean isInterface) {
            if (!owner.equals(HEAP)) {
                super.visitMethodInsn(opcode, owner, name, type, isInterface);
                return;
            }
            mv.visitInsn(Opcodes.POP);
            if (Type.getReturnType(type).equals(Type.INT_TYPE)) {
                mv.visitInsn(Opcodes.ICONST_0);
            }
        }
    }
}
