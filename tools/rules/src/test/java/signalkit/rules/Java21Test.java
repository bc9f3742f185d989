package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import signalkit.rules.bytecode.Program;

/** Patterns, which this project's own release does not have, compiled by the running JDK. */
@EnabledForJreRange(min = JRE.JAVA_21)
class Java21Test {
    @TempDir private Path folder;

    /** The violations on a class {@code Case} with these members. */
    private List<String> on(String... members) throws IOException {
        return onRelease("21", members);
    }

    private List<String> onRelease(String release, String... members) throws IOException {
        String source =
                "import signalkit.annotations.HandlerContext;"
                        + "class Case { static synchronized int lock() { return 1; }"
                        + " volatile Object object; volatile int seen;"
                        + String.join("\n", members)
                        + "}";
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of("--release", release, "-d", folder.toString(), "-cp", classPath());
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("mem:///Case.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        boolean compiled =
                compiler.getTask(errors, null, null, options, null, List.of(file)).call();
        assertTrue(compiled, errors::toString);
        List<byte[]> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.sorted().toList()) {
                classes.add(Files.readAllBytes(each));
            }
        }
        return new Analysis(new Program(classes), true)
                .violations().stream()
                        .filter(Profile.LOCK_FREE::forbids)
                        .map(f -> f.hazard().kind() + ": " + f.firstLine())
                        .toList();
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static final String UPCALL =
            "static java.lang.foreign.MemorySegment stub(java.lang.invoke.MethodHandle h) {"
                    + " return java.lang.foreign.Linker.nativeLinker().upcallStub(h,"
                    + " java.lang.foreign.FunctionDescriptor.ofVoid(),"
                    + " java.lang.foreign.Arena.global()); }";

    /** The foreign-function API is final from release 22 on. */
    @Test
    @EnabledForJreRange(min = JRE.JAVA_22)
    void a_function_given_to_c_beside_the_name_of_signal_is_named_as_unseen() throws IOException {
        String name = "Object find() { return %s; }";
        List<String> found = onRelease("22", UPCALL, name.formatted("\"sigaction\""));
        assertEquals(1, found.size(), found::toString);
        assertTrue(found.get(0).contains("Case.stub"), found::toString);
        assertEquals(List.of(), onRelease("22", UPCALL, name.formatted("\"qsort\"")));
    }

    @Test
    void a_switch_over_types_is_linked_on_first_use() throws IOException {
        assertEquals(
                List.of(
                        "FIRST_USE: Case.onSignal() → linkage of a pattern switch in Case.onSignal()"),
                on(
                        "@HandlerContext void onSignal() { seen = switch (object) {"
                                + " case Integer i -> 1; case String s -> 2; default -> 0; }; }"));
    }

    @Test
    void what_a_case_calls_is_followed() throws IOException {
        assertEquals(
                List.of(
                        "FIRST_USE: Case.onSignal() → linkage of a pattern switch in Case.onSignal()",
                        "LOCK: Case.onSignal() → synchronized Case.lock()"),
                on(
                        "@HandlerContext void onSignal() { seen = switch (object) {"
                                + " case String s -> lock(); default -> 0; }; }"));
    }

    @Test
    void what_a_guard_calls_is_followed() throws IOException {
        assertEquals(
                List.of(
                        "FIRST_USE: Case.onSignal() → linkage of a pattern switch in Case.onSignal()",
                        "LOCK: Case.onSignal() → synchronized Case.lock()"),
                on(
                        "@HandlerContext void onSignal() { seen = switch (object) {"
                                + " case String s when lock() > 0 -> 1; default -> 0; }; }"));
    }

    @Test
    void the_accessor_that_a_record_pattern_calls_is_followed() throws IOException {
        assertEquals(
                List.of("LOCK: Case.onSignal() → synchronized Case$Caught.number()"),
                on(
                        "record Caught(int number) {"
                                + " public synchronized int number() { return number; } }",
                        "@HandlerContext void onSignal() {"
                                + " if (object instanceof Caught(int number)) { seen = number; } }"));
    }

    @Test
    void a_record_pattern_with_plain_accessors_is_fine() throws IOException {
        assertEquals(
                List.of(),
                on(
                        "record Caught(int number) {}",
                        "@HandlerContext void onSignal() {"
                                + " if (object instanceof Caught(int number)) { seen = number; } }"));
    }
}
