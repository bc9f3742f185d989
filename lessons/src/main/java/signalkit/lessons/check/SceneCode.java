package signalkit.lessons.check;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import signalkit.explorer.ScenarioCode;
import signalkit.lessons.scene.Scene;

/** Puts the learner's classes and a scene together. */
final class SceneCode {
    private static final String WOVEN = "lesson.,signalkit.lessons.scene.,signalkit.lessons.task.";

    private SceneCode() {}

    /** The scene around the class of the exercise that implements the interface. */
    static ScenarioCode of(Compilation compiled, Class<?> task, Class<? extends Scene<?>> scene) {
        return new ScenarioCode(
                scene.getName(),
                SceneCode.class.getClassLoader(),
                WOVEN,
                withMaker(compiled, task).classFiles());
    }

    /** The learner's classes, and one that makes an object of the chosen one. */
    static Compilation withMaker(Compilation compiled, Class<?> task) {
        Map<String, byte[]> classFiles = new HashMap<>(compiled.classFiles());
        classFiles.put(Scene.CHOSEN, maker(compiled.nameOf(task).replace('.', '/')));
        return new Compilation(classFiles);
    }

    /** {@code public class Chosen { public static Object make() { return new …(); } }}. */
    private static byte[] maker(String type) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_PUBLIC,
                Scene.CHOSEN.replace('.', '/'),
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
        writer.visitEnd();
        return writer.toByteArray();
    }
}
