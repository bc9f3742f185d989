package signalkit.course.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit of a program's own is found in its code, however it is written down there. */
class SourceNumbersTest {
    @TempDir private Path folder;

    private SourceNumbers numbers(String code) throws IOException {
        Files.writeString(
                folder.resolve("Limit.java"), "package lesson; class Limit { " + code + " }");
        return SourceNumbers.of(Compilation.compile(folder, List.of("Limit.java")));
    }

    private void assertFinds(int limit, String code) throws IOException {
        SourceNumbers found = numbers(code);
        assertTrue(
                IntStream.of(found.all()).anyMatch(each -> each == limit),
                code + ": " + Arrays.toString(found.all()));
        assertTrue(found.beyond(10, 100_000) > 2 * limit, code);
    }

    @Test
    void each_way_to_write_a_limit_is_read() throws IOException {
        assertFinds(5, "boolean f(int n) { return n > 5; }");
        assertFinds(100, "boolean f(int n) { return n > 100; }");
        assertFinds(1_000, "boolean f(int n) { return n % 1_000 == 0; }");
        assertFinds(70_000, "boolean f(long n) { return n > 70_000L; }");
        assertFinds(70_000, "static final int MOST = 70_000; int n = MOST;");
        assertFinds(70_000, "boolean f(double n) { return n > 70_000.5; }");
        assertFinds(4_096, "int[] room = new int[1 << 12];");
        assertFinds(777, "int f(int n) { switch (n) { case 777: return 1; default: return 2; } }");
        assertFinds(12, "int f(int n) { switch (n) { case 12: case 11: return 1; } return 2; }");
        assertFinds(300, "int most = Integer.parseInt(\"300\");");
        assertFinds(33, "int f(int n) { n += 33; return n; }");
        assertFinds(40, "int f(int n) { return n - -40; }");
        assertFinds(256, "byte f(int n) { return (byte) n; }");
        assertFinds(65_536, "short n; void f() { n++; }");
        assertFinds(65_536, "char n; void f() { n++; }");
        assertFinds(8_192, "long two; void f(int n) { two += (1L << 50) + n; }");
        assertFinds(8_192, "int f(long two) { return (int) (two >>> 50); }");
    }

    @Test
    void number_above_the_ceiling_does_not_count() throws IOException {
        int found = numbers("int millis = 1_000_000;").beyond(100, 50_000);
        assertTrue(found > 100 && found < 200, "" + found);
    }

    @Test
    void number_that_no_check_goes_beyond_is_told() throws IOException {
        SourceNumbers code = numbers("int a = 7; int room = 1 << 20; int none = 1 << 30;");
        assertEquals(OptionalInt.of(1 << 20), code.firstBetween(500_000, 100_000_000));
        assertEquals(OptionalInt.empty(), code.firstBetween(2_000_000, 100_000_000));
        assertEquals(OptionalInt.empty(), code.firstBetween(1 << 20, 1 << 29));
    }

    @Test
    void other_code_gives_other_draws_and_the_same_code_the_same() throws IOException {
        SourceNumbers one = numbers("int a;");
        assertEquals(one.random().nextLong(), numbers("int a;").random().nextLong());
        assertNotEquals(one.random().nextLong(), numbers("int b;").random().nextLong());
    }

    @Test
    void they_survive_as_text() throws IOException {
        SourceNumbers written = numbers("int a = 5; int b = 90_000;");
        SourceNumbers read = SourceNumbers.read(written.text());
        assertArrayEquals(written.all(), read.all());
        assertEquals(written.beyond(7, 100_000), read.beyond(7, 100_000));
        assertEquals("12", SourceNumbers.read("12").text());
    }
}
