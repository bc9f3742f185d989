package signalkit.lessons.jvmsignals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import signalkit.course.check.Compilation;

/**
 * Makes a program print what it does, in words that it cannot know, so that a line {@code saved} is
 * not taken for a call of {@code save()}. Immutable.
 */
final class ProgramMarks {
    private static final String PROBE = ProgramProbe.class.getName().replace('.', '/');
    private static final String SAVE = "save";
    private static final String NO_PARAMETERS = "()";
    private static final String ONE_TEXT = "(Ljava/lang/String;)V";
    private static final String THREE_TEXTS =
            "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V";

    /** Calls that let a program answer TERM. */
    private static final Set<String> LISTENING =
            Set.of("sun/misc/Signal.handle", "java/lang/Runtime.addShutdownHook");

    /** Calls that only look; what they found may be out of date at the next step. */
    private static final Set<String> LOOKS =
            Set.of(
                    "get",
                    "getPlain",
                    "getAcquire",
                    "getOpaque",
                    "getCount",
                    "isAlive",
                    "isDone",
                    "isEmpty",
                    "contains",
                    "containsKey",
                    "size",
                    "availablePermits");

    private final String id = UUID.randomUUID().toString();
    private final String begin = "save begins " + id;
    private final String end = "save has ended " + id;
    private final String cutShort = "save was interrupted " + id;
    private final String shortened = "save was too short " + id;
    private final String listens = "TERM is answered " + id;
    private final String looked = "a handler has looked " + id;

    /**
     * The same classes with marks; their line numbers stay.
     *
     * @param meets whether a handler that looks at a field waits for another one that does
     */
    Compilation in(Compilation compiled, boolean meets) {
        Map<String, byte[]> marked = new HashMap<>();
        Set<String> changing = changing(compiled);
        compiled.classFiles()
                .forEach((name, file) -> marked.put(name, marked(file, meets, changing)));
        marked.put(ProgramProbe.class.getName(), probe());
        return new Compilation(marked);
    }

    /** The number of times save began. */
    long begun(List<String> output) {
        return count(begin, output);
    }

    /** The number of times save returned, and neither threw nor was interrupted. */
    long ended(List<String> output) {
        return count(end, output);
    }

    /** Whether a save was interrupted. */
    boolean isCutShort(List<String> output) {
        return output.contains(cutShort);
    }

    /** Whether a save took less time than it has to. */
    boolean isShortened(List<String> output) {
        return output.contains(shortened);
    }

    /** Whether the program said that it was ready before anything of it could answer TERM. */
    boolean isReadyTooEarly(List<String> output, String ready) {
        int listening = output.indexOf(listens);
        return listening < 0 || listening > output.indexOf(ready);
    }

    /** The line that a handler prints when it has looked at a field. */
    String looked() {
        return looked;
    }

    /** What the program has written itself. */
    List<String> without(List<String> output) {
        return output.stream().filter(line -> !line.endsWith(id)).toList();
    }

    private static long count(String mark, List<String> output) {
        return output.stream().filter(mark::equals).count();
    }

    private static byte[] probe() {
        try (InputStream file =
                ProgramProbe.class.getResourceAsStream(
                        ProgramProbe.class.getSimpleName() + ".class")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields that can change, each as the name of its class, a point and its own. */
    private static Set<String> changing(Compilation compiled) {
        Set<String> fields = new HashSet<>();
        for (byte[] file : compiled.classFiles().values()) {
            ClassReader reader = new ClassReader(file);
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public FieldVisitor visitField(
                                int access, String name, String type, String generic, Object is) {
                            if ((access & Opcodes.ACC_FINAL) == 0) {
                                fields.add(reader.getClassName() + "." + name);
                            }
                            return null;
                        }
                    },
                    ClassReader.SKIP_CODE);
        }
        return fields;
    }

    private byte[] marked(byte[] file, boolean meets, Set<String> changing) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        MethodVisitor code = super.visitMethod(access, name, type, generic, thrown);
                        boolean isSave = name.equals(SAVE) && type.startsWith(NO_PARAMETERS);
                        MethodVisitor marked = isSave ? new Save(code) : new Listening(code);
                        return meets && !isSave ? new Looks(marked, changing) : marked;
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static void call(MethodVisitor code, String method, String... texts) {
        for (String text : texts) {
            code.visitLdcInsn(text);
        }
        String type = texts.length == 1 ? ONE_TEXT : THREE_TEXTS;
        code.visitMethodInsn(Opcodes.INVOKESTATIC, PROBE, method, type, false);
    }

    /** Says when save begins and ends. */
    private final class Save extends MethodVisitor {
        Save(MethodVisitor code) {
            super(Opcodes.ASM9, code);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            call(mv, "begins", begin);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
                call(mv, "saved", end, cutShort, shortened);
            }
            super.visitInsn(opcode);
        }
    }

    /** Says when the program can answer TERM. */
    private final class Listening extends MethodVisitor {
        Listening(MethodVisitor code) {
            super(Opcodes.ASM9, code);
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean isInterface) {
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
            if (LISTENING.contains(owner + "." + name)) {
                call(mv, "say", listens);
            }
        }
    }

    /** Lets handlers meet when they have looked at what may change. */
    private final class Looks extends MethodVisitor {
        private final Set<String> changing;

        Looks(MethodVisitor code, Set<String> changing) {
            super(Opcodes.ASM9, code);
            this.changing = changing;
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
            super.visitFieldInsn(opcode, owner, name, type);
            boolean reads = opcode == Opcodes.GETSTATIC || opcode == Opcodes.GETFIELD;
            if (reads && changing.contains(owner + "." + name)) {
                call(mv, "looked", looked);
            }
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String type, boolean isInterface) {
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
            if (LOOKS.contains(name) && owner.startsWith("java/")) {
                call(mv, "looked", looked);
            }
        }
    }
}
