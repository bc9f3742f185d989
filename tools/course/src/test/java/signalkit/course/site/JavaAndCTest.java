package signalkit.course.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of Java and of C that do the same are level. */
class JavaAndCTest {
    private static final List<String> JAVA =
            List.of(
                    "import signalkit.posix.Mutex;",
                    "",
                    "    public void onSignal(Signal signal) {",
                    "        mutex.lock();",
                    "        noted = events + \"/\" + bytes;",
                    "        mutex.unlock();",
                    "    }",
                    "}");

    private static final List<String> C =
            List.of(
                    "static void on_usr1(int signo) {",
                    "    (void)signo;",
                    "    pthread_mutex_lock(&meter);",
                    "    torn += bytes != events * BYTES;",
                    "    pthread_mutex_unlock(&meter);",
                    "}");

    @Test
    void lines_that_do_the_same_are_level_and_the_others_have_nothing_beside_them() {
        JavaAndC both = new JavaAndC(JAVA, C);
        assertEquals(
                Arrays.asList(
                        JAVA.get(0),
                        "",
                        JAVA.get(2),
                        null,
                        JAVA.get(3),
                        JAVA.get(4),
                        JAVA.get(5),
                        JAVA.get(6),
                        JAVA.get(7)),
                both.java());
        assertEquals(
                Arrays.asList(
                        null, null, C.get(0), C.get(1), C.get(2), C.get(3), C.get(4), C.get(5),
                        null),
                both.c());
    }

    @Test
    void no_line_is_lost_when_nothing_matches() {
        JavaAndC both = new JavaAndC(List.of("a();", "b();", "c();"), List.of("x();"));
        assertEquals(List.of("a();", "b();", "c();"), both.java());
        assertEquals(Arrays.asList("x();", null, null), both.c());
    }

    @Test
    void comment_and_import_match_nothing() {
        JavaAndC both =
                new JavaAndC(
                        List.of("import a.Meter;", "// locks meter", "    meter.lock();"),
                        List.of("lock(&meter);"));
        assertEquals(Arrays.asList(null, null, "lock(&meter);"), both.c());
    }

    @Test
    void signs_of_a_program_are_escaped() {
        String html = JavaAndC.html("A.java", "a < b;\n", "a.c", "a < b && c;\n");
        assertTrue(html.contains("<span>a &lt; b;\n</span>"), html);
        assertTrue(html.contains("<span>a &lt; b &amp;&amp; c;\n</span>"), html);
    }
}
