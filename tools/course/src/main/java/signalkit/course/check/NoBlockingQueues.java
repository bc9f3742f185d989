package signalkit.course.check;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Refuses the blocking queues of the JDK before it runs another check.
 *
 * <p>For lessons with a handler. Those queues lock inside; the explorer takes each call for one
 * step, so it would not see a handler that interrupts one and enters its lock again.
 *
 * @param check what decides about all other programs
 */
public record NoBlockingQueues(Check check) implements Check {
    private static final Pattern QUEUE =
            Pattern.compile("java/util/concurrent/(\\w*Blocking\\w+|DelayQueue|SynchronousQueue)");

    @Override
    public CheckResult run(Submission submission) throws Exception {
        Optional<String> queue = queueIn(submission.compile().classFiles());
        if (queue.isEmpty()) {
            return check.run(submission);
        }
        return CheckResult.fail("unsupported", "not supported here: " + queue.get())
                .expected("classes that this lesson lists", queue.get())
                .hinted(
                        queue.get()
                                + " holds a lock inside, and a handler may interrupt it there. Use"
                                + " what the lesson lists.");
    }

    private static Optional<String> queueIn(Map<String, byte[]> classFiles) {
        return classFiles.values().stream().flatMap(file -> queueIn(file).stream()).findFirst();
    }

    private static Optional<String> queueIn(byte[] classFile) {
        StringBuilder found = new StringBuilder();
        ClassVisitor visitor =
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        return new Calls(found);
                    }
                };
        new ClassReader(classFile).accept(visitor, ClassReader.SKIP_FRAMES);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.toString());
    }

    /** Keeps the name of the first queue that is made. */
    private static final class Calls extends MethodVisitor {
        private final StringBuilder found;

        Calls(StringBuilder found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            Matcher queue = QUEUE.matcher(type);
            if (opcode == Opcodes.NEW && queue.matches() && found.isEmpty()) {
                found.append(queue.group(1));
            }
        }
    }
}
