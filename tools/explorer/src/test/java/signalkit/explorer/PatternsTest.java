package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import ordinary.CountingPatterns;
import ordinary.Levels;
import ordinary.StructurePatterns;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The patterns of known benchmarks, as plain programs: the bug of each is found. */
class PatternsTest {
    static Stream<Class<?>> patterns() {
        return Stream.of(CountingPatterns.class, StructurePatterns.class, Levels.class)
                .flatMap(file -> Arrays.stream(file.getDeclaredClasses()))
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                // AnytimeTest has the one that is too large to search.
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
}
