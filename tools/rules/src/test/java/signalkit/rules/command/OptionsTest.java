package signalkit.rules.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import signalkit.annotations.HandlerContext;

/** What selects findings, accepts them, and says what is known of libraries. */
class OptionsTest {
    /** Stands for a library that is not checked. */
    static class Library {
        static void onTerm(Runnable handler) {
            handler.run();
        }

        static void touch() {}
    }

    static class First {
        @HandlerContext
        void onTerm() {
            System.out.println("caught");
            new Object().notifyAll();
            log();
        }

        private static void log() {
            System.out.println("logged");
        }
    }

    static class Second {
        @HandlerContext
        void onInt() {
            Library.touch();
        }
    }

    static class Registering {
        static volatile boolean stop;

        static void install() {
            Library.onTerm(() -> System.out.println("stop"));
        }
    }

    @TempDir private Path folder;
    private String out;
    private String err;

    @BeforeEach
    void writeClasses() throws IOException {
        for (Class<?> type : List.of(First.class, Second.class)) {
            Files.write(
                    folder.resolve(type.getSimpleName() + ".class"),
                    RulesCommandTest.classFile(type));
        }
    }

    private int run(Object... arguments) {
        StringWriter printed = new StringWriter();
        StringWriter warnings = new StringWriter();
        String[] words = new String[arguments.length + 1];
        words[0] = folder.toString();
        for (int i = 0; i < arguments.length; i++) {
            words[i + 1] = arguments[i].toString();
        }
        int status =
                new CommandLine(new RulesCommand())
                        .setOut(new PrintWriter(printed))
                        .setErr(new PrintWriter(warnings))
                        .execute(words);
        out = printed.toString();
        err = warnings.toString();
        return status;
    }

    /** The first lines of the findings: handler and offence. */
    private List<String> findings() {
        return out.lines()
                .filter(line -> line.contains(" → "))
                .map(line -> line.replaceAll("[\\w.]*OptionsTest\\$", ""))
                .toList();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private static final String PRINTS = "First.onTerm() → java.io.PrintStream.println(String)";
    private static final String NOTIFIES = "First.onTerm() → java.lang.Object.notifyAll()";
    private static final String TOUCHES = "Second.onInt() → Library.touch()";

    @Test
    void without_options_all_is_reported() {
        assertEquals(1, run());
        assertEquals(3, findings().size(), out);
    }

    @Test
    void rule_selects_by_rule_and_names_the_rules() {
        assertEquals(1, run("--rule=io"));
        assertEquals(List.of(PRINTS), findings());
        assertEquals(1, run("--rule", "lock,unverified"));
        assertEquals(List.of(NOTIFIES, TOUCHES), findings());
        assertEquals(0, run("--rule=exit"));
        assertEquals(2, run("--rule=nothing"));
        assertTrue(err.contains("nothing is no rule; the rules are self-deadlock, lock,"), err);
    }

    @Test
    void handler_selects_by_a_part_of_the_name() {
        assertEquals(1, run("--handler=onInt"));
        assertEquals(List.of(TOUCHES), findings());
    }

    @Test
    void package_selects_by_where_it_happens() {
        assertEquals(1, run("--package=signalkit.rules"));
        assertEquals(3, findings().size());
        assertEquals(0, run("--package=signalkit.rulesx"));
        assertEquals(0, run("--package=com.acme"));
    }

    @Test
    void limit_counts_what_it_leaves_out() {
        assertEquals(1, run("--limit=1"));
        assertEquals(1, findings().size());
        assertTrue(out.contains("and 2 more findings; --limit=0 shows all"), out);
        assertEquals(1, run("--limit=0"));
        assertEquals(3, findings().size());
        assertEquals(2, run("--limit=-1"));
    }

    /** Compiles a class of a library, and a handler that calls it. */
    private Path compiledLibrary() throws IOException {
        Path library = Files.createDirectories(folder.resolve("../aux"));
        Path base =
                Files.writeString(
                        library.resolve("Base.java"), "class Base { static void f() {} }");
        Path server =
                Files.writeString(
                        library.resolve("Server.java"),
                        "@interface HandlerContext {}\n"
                                + "class Server { @HandlerContext void h() { Base.f(); } }");
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, base.toString(), server.toString());
        assertEquals(0, status);
        Files.move(library.resolve("Server.class"), folder.resolve("Server.class"));
        return library;
    }

    @Test
    void aux_names_libraries_that_are_not_checked() throws IOException {
        Path library = compiledLibrary();
        assertEquals(1, run("--handler=Server"));
        assertTrue(out.contains("its class was not given"), out);
        assertEquals(1, run("--handler=Server", "--aux", library));
        assertTrue(out.contains("library code that no table judges"), out);
        assertEquals(2, run("--aux=absent.jar"));
        assertTrue(err.contains("absent.jar does not exist"), err);
    }

    @Test
    void suppress_accepts_a_fingerprint_or_a_place_with_a_reason() throws IOException {
        run();
        Path accepted =
                file(
                        "accepted.txt",
                        "# known",
                        "io signalkit.rules.command.OptionsTest$First.onTerm() # a demo",
                        "at signalkit.rules.command.OptionsTest$Second.onInt* # not ours",
                        "exit * # gone");
        assertEquals(1, run("--suppress", accepted));
        assertEquals(List.of(NOTIFIES), findings());
        assertTrue(out.contains("unused suppression: exit * (" + accepted + ":4)"), out);
        assertTrue(out.contains(", 2 suppressed"), out);
    }

    @Test
    void a_suppression_without_a_reason_is_bad_usage() throws IOException {
        Path accepted = file("accepted.txt", "io *");
        assertEquals(2, run("--suppress", accepted));
        assertTrue(err.contains(accepted + ":1 gives no reason"), err);
        assertEquals(2, run("--suppress=absent.txt"));
        assertTrue(err.contains("cannot read absent.txt"), err);
    }

    @Test
    void a_baseline_hides_what_was_there_and_nothing_else() throws IOException {
        Path baseline = folder.resolve("baseline.txt");
        assertEquals(1, run("--handler=onTerm", "--write-baseline", baseline));
        assertEquals(1, run("--baseline", baseline));
        assertEquals(List.of(TOUCHES), findings());
        assertEquals(1, run("--write-baseline", baseline));
        assertEquals(0, run("--baseline", baseline));
    }

    @Test
    void a_file_of_leaves_judges_libraries() throws IOException {
        String library = "signalkit.rules.command.OptionsTest$Library";
        Path leaves = file("leaves.tsv", "ok\t" + library + ".*\t-\tread by us");
        assertEquals(0, run("--handler=onInt", "--leaves", leaves));
        Path locks = file("leaves.tsv", "lock\t" + library + ".touch()\t-\tread by us");
        assertEquals(1, run("--handler=onInt", "--leaves", locks));
        assertTrue(out.contains("error lock: would take a lock: read by us"), out);
    }

    @Test
    void a_row_that_is_none_is_bad_usage_with_its_line() throws IOException {
        Path leaves = file("leaves.tsv", "# mine", "safe\ta.B.c()\t-\tread");
        assertEquals(2, run("--leaves", leaves));
        assertTrue(err.contains(leaves + ":2: safe is no verdict; write ok, cold,"), err);
        assertEquals(2, run("--leaves", file("leaves.tsv", "ok a.B.c()")));
        assertTrue(err.contains("a row needs four cells"), err);
        assertEquals(2, run("--registrars", file("registrars.tsv", "a/B.on\t0\tc/D.run()V")));
        assertTrue(err.contains("a/B.on is no method; write a/b/Class.name"), err);
    }

    @Test
    void a_file_of_registrars_finds_more_handlers() throws IOException {
        Files.write(
                folder.resolve("Registering.class"), RulesCommandTest.classFile(Registering.class));
        Path rows =
                file(
                        "registrars.tsv",
                        "signalkit/rules/command/OptionsTest$Library.onTerm(Ljava/lang/Runnable;)V"
                                + "\t0\tjava/lang/Runnable.run()V");
        run("--handler=install");
        assertEquals(List.of(), findings());
        assertEquals(1, run("--handler=install", "--rule=io", "--registrars", rows));
        assertEquals(
                List.of("lambda in Registering.install → java.io.PrintStream.println(String)"),
                findings());
    }

    /** A terminal gets pages; what fills them is optional for whoever depends on the rules. */
    @Test
    void the_command_brings_what_fills_pages() {
        assertDoesNotThrow(() -> Class.forName("org.jline.terminal.TerminalBuilder"));
    }
}
