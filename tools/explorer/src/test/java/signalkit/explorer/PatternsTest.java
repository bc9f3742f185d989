package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import ordinary.CountingPatterns;
import ordinary.Levels;
import ordinary.StructurePatterns;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The patterns of known benchmarks, as plain programs: the bug of each is found. */
class PatternsTest {
    static Stream<Class<?>> patterns() {
        return Stream.of(CountingPatterns.class, StructurePatterns.class, Levels.class)
                .flatMap(file -> Arrays.stream(file.getDeclaredClasses()))
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .filter(type -> type != CountingPatterns.Reorder10.class)
                .sorted(Comparator.comparing(Class::getName));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void the_bug_is_found(Class<?> program) throws ReflectiveOperationException {
        String expected = (String) program.getField("FINDING").get(null);
        String text = ProgramsTest.explore(program).toString();

        assertTrue(text.startsWith(program.getSimpleName() + ": " + expected + ": "), text);
    }

    /** Ten threads that all depend on each other are more than a search sees in its time. */
    @Tag("slow")
    @Test
    void a_pattern_that_is_too_large_is_found_or_left_undecided_but_never_proved() {
        Result result = ProgramsTest.explore(CountingPatterns.Reorder10.class);

        assertFalse(result.isProof(), result::toString);
    }
}
