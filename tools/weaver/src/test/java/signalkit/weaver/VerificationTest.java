package signalkit.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.TestEngine;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.util.CheckClassAdapter;
import signalkit.event.EventBase;
import signalkit.woven.Specimen;

/**
 * Every woven class passes a verifier: the kit's own, libraries', and this JDK's.
 *
 * <p>The JVM's own verifier is the judge, frames included, where a class can be loaded; the JDK's
 * classes cannot, so ASM's analyser judges those.
 */
class VerificationTest {
    private static final Selection NONE = Selection.parse("made.up.");

    /** How many classes a judge accepted, and what it said of the others. */
    private record Verdict(int accepted, List<String> complaints) {}

    @ParameterizedTest
    @EnumSource
    void classes_of_the_kit_verify(Weaver.Mode mode) throws Exception {
        List<byte[]> files = new ArrayList<>(ClassFiles.beside(EventBase.class));
        files.addAll(ClassFiles.beside(Specimen.class));
        Verdict verdict = load(files, mode);
        assertEquals(List.of(), verdict.complaints());
        assertEquals(files.size(), verdict.accepted());
    }

    @ParameterizedTest
    @EnumSource
    void classes_of_libraries_verify(Weaver.Mode mode) throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (Class<?> type :
                List.of(
                        ClassReader.class,
                        ClassNode.class,
                        Analyzer.class,
                        CheckClassAdapter.class,
                        Test.class,
                        ParameterizedTest.class,
                        JupiterTestEngine.class,
                        TestEngine.class)) {
            files.addAll(ClassFiles.beside(type));
        }
        Verdict verdict = load(files, mode);
        assertEquals(List.of(), verdict.complaints());
        assertTrue(verdict.accepted() > 700, () -> "only " + verdict.accepted());
    }

    @ParameterizedTest
    @EnumSource
    void classes_of_this_jdk_pass_the_analyser(Weaver.Mode mode) throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (String module : List.of("java.logging", "java.sql", "java.net.http")) {
            files.addAll(ClassFiles.ofModule(module));
        }
        Verdict verdict = analyse(files, mode);
        assertEquals(List.of(), verdict.complaints());
        assertTrue(verdict.accepted() > 400, () -> "only " + verdict.accepted());
    }

    @Test
    void broken_class_is_found_by_both_judges() {
        List<byte[]> broken = List.of(addsWhatIsNotThere());
        assertEquals(1, load(broken, Weaver.Mode.LEAN).complaints().size());
        assertTrue(analyse(broken, Weaver.Mode.LEAN).complaints().size() > 0);
    }

    /** Loads and links, which verifies; a class that needs one that is not here is not counted. */
    private static Verdict load(List<byte[]> files, Weaver.Mode mode) {
        Weaver weaver = new Weaver(NONE, mode);
        Map<String, byte[]> woven = new HashMap<>();
        for (byte[] file : files) {
            woven.put(new ClassReader(file).getClassName().replace('/', '.'), weaver.weave(file));
        }
        ClassLoader loader =
                new WeavingClassLoader(VerificationTest.class.getClassLoader(), weaver, woven);
        int accepted = 0;
        List<String> complaints = new ArrayList<>();
        for (String name : woven.keySet()) {
            try {
                // Asking for the methods links the class and does not initialise it.
                Class.forName(name, false, loader).getDeclaredMethods();
                accepted++;
            } catch (VerifyError | ClassFormatError e) {
                complaints.add(name + ": " + e);
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                // It extends or names something that is optional.
            }
        }
        return new Verdict(accepted, complaints);
    }

    private static Verdict analyse(List<byte[]> files, Weaver.Mode mode) {
        Weaver weaver = new Weaver(NONE, mode);
        List<String> complaints =
                files.stream().flatMap(file -> analyse(weaver.weave(file))).toList();
        return new Verdict(files.size(), complaints);
    }

    private static Stream<String> analyse(byte[] woven) {
        StringWriter report = new StringWriter();
        ClassLoader loader = VerificationTest.class.getClassLoader();
        CheckClassAdapter.verify(new ClassReader(woven), loader, false, new PrintWriter(report));
        return report.toString().lines().limit(3);
    }

    private static byte[] addsWhatIsNotThere() {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "made/up/Broken", null, "java/lang/Object", null);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
        code.visitCode();
        code.visitInsn(Opcodes.IADD);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(4, 4);
        code.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
