package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages that list what is tested are those that the tests give now. */
class TestPagesTest {
    private static final boolean WRITE = Boolean.getBoolean("signalkit.pages.write");
    private static final String NOTE =
            "The tests' own names and javadoc make this page. After a change, write it again:"
                    + " `mvn -pl tools/house -am test -Dtest=TestPagesTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dsignalkit.pages.write=true`.";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "docs/posix-assertions.md, tools/posix, What the emulation of POSIX is tested for",
        "docs/event-rules.md, tools/event, What the event loop is tested for",
        "docs/rules-cases.md, tools/rules, What the rules for handlers are tested for"
    })
    void page_is_what_the_tests_give(String page, String module, String title) throws IOException {
        Kit kit = Kit.ours();
        String given = new TestPages(kit).page(title, module + "/src/test", NOTE);
        if (WRITE) {
            Files.writeString(kit.root().resolve(page), given);
        }
        assertEquals(given, Kit.text(kit.root().resolve(page)));
    }

    @Test
    void a_page_has_each_kind_of_test_and_what_its_class_says() throws IOException {
        write(
                "/** Signals of {@link Some#kind}. They come. */",
                "@Timeout(60)",
                "class KillTest {",
                "    @Rounds(200)",
                "    void kill_13_bad_number_is_einval() {",
                "    void helper() {",
                "    @ParameterizedTest",
                "    @ValueSource(ints = {",
                "                1})",
                "    void ends_with_128_plus_n(int n) {");
        String page = new TestPages(new Kit(folder)).page("Tests", "a", "Note.");
        assertEquals(
                """
                # Tests

                Note.

                ## Assertions of the Open POSIX Test Suite

                | Interface | Assertion | What holds | Test |
                |---|---|---|---|
                | `kill` | 13 | bad number is EINVAL | [KillTest](../a/KillTest.java) |

                ## What else holds

                ### [KillTest](../a/KillTest.java)

                Signals of `Some.kind`.

                - Ends with 128 plus n
                """,
                page);
    }

    @Test
    void an_assertion_has_a_test_or_a_reason() throws IOException {
        SuiteTable table =
                new SuiteTable("# comment\n\nkill 1-3 5\n  2 3: why\nraise 1-2\n  2: no\n");
        table.tried("kill", 1);
        table.tried("kill", 1);
        table.tried("raise", 1);
        assertEquals(
                List.of(
                        "| Interface | Assertions | Tried | Tests | Not modelled, and why |",
                        "|---|---|---|---|---|",
                        "| `kill` | 4 | 1 | 2 | 2, 3: why |",
                        "| `raise` | 2 | 1 | 1 | 2: no |",
                        "| all | 6 | 2 | 3 | 4 assertions |"),
                table.rows());
        assertEquals(List.of("kill 5 has no test and no reason"), table.mistakes());
        table.tried("kill", 3);
        table.tried("kill", 4);
        table.tried("pause", 1);
        assertEquals(
                List.of(
                        "kill 3 has a test and a reason for none",
                        "kill 4 has a test and is not in the suite",
                        "pause 1 has a test and is not in the suite",
                        "kill 5 has no test and no reason"),
                table.mistakes());
    }

    @Test
    void page_of_the_emulation_has_no_mistake() {
        String page = new TestPages(Kit.ours()).page("Title", "tools/posix/src/test", "Note.");
        assertFalse(page.contains("**Mistake**"));
        assertTrue(page.contains("How many of the Open POSIX Test Suite"));
    }

    @Test
    void a_test_that_is_renamed_changes_the_page() throws IOException {
        write("class OtherTest {", "    @Test", "    void one() {");
        String before = new TestPages(new Kit(folder)).page("Tests", "a", "Note.");
        write("class OtherTest {", "    @Test", "    void two() {");
        assertFalse(before.equals(new TestPages(new Kit(folder)).page("Tests", "a", "Note.")));
    }

    private void write(String... lines) throws IOException {
        Path a = Files.createDirectories(folder.resolve("a"));
        String name = lines[lines.length > 3 ? 2 : 0].replaceAll("class (\\w+) .*", "$1");
        Files.writeString(a.resolve(name + ".java"), String.join("\n", lines) + "\n");
    }
}
