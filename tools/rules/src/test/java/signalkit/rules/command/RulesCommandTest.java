package signalkit.rules.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import picocli.CommandLine;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.annotations.HandlerContext;

/** The command: what it reads, prints and returns. */
class RulesCommandTest {
    static class Safe {
        volatile boolean stop;

        @HandlerContext
        void onSignal() {
            stop = true;
            poke();
        }

        @AsyncSignalSafe("does nothing")
        void poke() {}
    }

    static class Unsafe {
        @HandlerContext
        void onSignal() {
            System.out.println("caught");
        }
    }

    static class Allocates {
        volatile Object seen;

        @HandlerContext
        void onSignal() {
            seen = new Object();
        }
    }

    static class UsesForTheFirstTime {
        static class Printing {
            static volatile boolean flag;

            static {
                System.out.println("first");
            }
        }

        @HandlerContext
        void onSignal() {
            Printing.flag = true;
        }
    }

    static class NoHandler {}

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new RulesCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    static byte[] classFile(Class<?> type) throws IOException {
        String path = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }

    private Path jar(Class<?> type) throws IOException {
        Path jar = folder.resolve(type.getSimpleName() + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            entries.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
            entries.write(classFile(type));
        }
        return jar;
    }

    @Test
    void a_clean_jar_is_status_0_and_lists_what_it_trusts() throws IOException {
        assertEquals(0, run(jar(Safe.class).toString()));
        List<String> lines = out.toString().lines().toList();
        assertTrue(lines.get(0).endsWith("Safe.poke(): does nothing"), out.toString());
        assertEquals("0 violations in 1 handler of 1 class, profile lock-free", lines.get(1));
    }

    @Test
    void violations_are_status_1() throws IOException {
        assertEquals(1, run(jar(Unsafe.class).toString()));
        assertTrue(out.toString().contains("Unsafe.onSignal() → java.io.PrintStream.println("));
    }

    @Test
    void a_method_type_among_the_constants_is_no_matter() throws IOException {
        ClassReader reader = new ClassReader(classFile(Unsafe.class));
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(writer, 0);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "type", "()V", null, null);
        code.visitCode();
        code.visitLdcInsn(Type.getMethodType("()V"));
        code.visitInsn(Opcodes.POP);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(1, 0);
        code.visitEnd();
        Path file = Files.write(folder.resolve("Type.class"), writer.toByteArray());
        assertEquals(1, run(file.toString()));
        assertTrue(out.toString().contains("Unsafe.onSignal() → java.io.PrintStream.println("));
        assertEquals("", err.toString());
    }

    @Test
    void no_handler_is_status_1_and_says_so() throws IOException {
        assertEquals(1, run(jar(NoHandler.class).toString()));
        assertTrue(out.toString().startsWith("no handler found"), out.toString());
    }

    @Test
    void class_file_that_cannot_be_read_is_named_and_nothing_is_called_clean() throws IOException {
        Path broken = Files.writeString(folder.resolve("Broken.class"), "hi");
        assertEquals(3, run(broken.toString()));
        assertEquals(3, run(jar(Safe.class) + java.io.File.pathSeparator + broken));
        assertTrue(err.toString().contains("warning: " + broken + " cannot be read"), "" + err);
    }

    @Test
    void strict_objects_to_more() throws IOException {
        Path jar = jar(Allocates.class);
        assertEquals(0, run(jar.toString()));
        assertEquals(1, run("--strict", jar.toString()));
    }

    @Test
    void what_an_initialiser_does_is_a_part_of_the_first_use() throws IOException {
        Path used = folder.resolve("Printing.class");
        Files.write(used, classFile(UsesForTheFirstTime.Printing.class));
        assertEquals(1, run("--json", jar(UsesForTheFirstTime.class).toString(), used.toString()));
        JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(2, report.getAsJsonArray("violations").size(), out::toString);
        assertEquals(1, report.getAsJsonArray("findings").size(), out::toString);
        JsonObject finding = report.getAsJsonArray("findings").get(0).getAsJsonObject();
        assertEquals("first-use", finding.get("rule").getAsString());
    }

    @Test
    void json_is_one_object() throws IOException {
        run("--json", jar(Unsafe.class) + java.io.File.pathSeparator + jar(Safe.class));
        JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals(2, report.getAsJsonArray("handlers").size());
        JsonObject violation = report.getAsJsonArray("violations").get(0).getAsJsonObject();
        assertEquals("IO", violation.get("kind").getAsString());
        assertEquals(1, violation.getAsJsonArray("chain").size());
    }

    @Test
    void the_jars_that_a_manifest_names_are_read_and_one_that_is_missing_is_named()
            throws IOException {
        jar(Unsafe.class);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "Unsafe.jar no%20such.jar");
        Path program = folder.resolve("program.jar");
        try (OutputStream file = Files.newOutputStream(program)) {
            new JarOutputStream(file, manifest).close();
        }
        assertEquals(1, run(program.toString()));
        assertTrue(err.toString().contains("no such.jar, which the manifest of"), err::toString);
        assertTrue(err.toString().contains("does not exist"), err::toString);
        assertEquals(1, run(program.toString(), program.toString()));
    }

    @Test
    void a_folder_of_classes_is_read_too() throws IOException {
        Files.write(folder.resolve("Unsafe.class"), classFile(Unsafe.class));
        assertEquals(1, run(folder.toString()));
    }

    @Test
    void bad_input_is_status_2_with_one_line() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "no jar");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertEquals(2, run("absent.jar"));
        assertEquals(2, run(text.toString()));
        assertEquals(2, run(empty.toString()));
        assertTrue(err.toString().contains("absent.jar does not exist; name a jar or a folder"));
        assertTrue(err.toString().contains("text.txt is not a jar"));
        assertTrue(err.toString().contains("empty holds no classes"));
    }
}
