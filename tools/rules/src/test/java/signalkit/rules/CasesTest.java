package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of cases names each test of a case, and no other. */
class CasesTest {
    private static final List<Class<?>> CASES =
            List.of(
                    CallBacksTest.class,
                    CallGraphTest.class,
                    DisguisesTest.class,
                    ExceptionsTest.class,
                    FirstUseTest.class,
                    FunctionsTest.class,
                    HandlerRulesTest.class,
                    Java21Test.class,
                    LeavesTest.class,
                    LocksTest.class,
                    MoreLeavesTest.class,
                    OrdinaryCodeTest.class,
                    RootsTest.class,
                    SharedStateTest.class,
                    UnknownLibraryTest.class);

    private static List<String> rows() throws IOException {
        return Files.readAllLines(Path.of("CASES.md")).stream()
                .filter(line -> line.matches("\\|.*Test\\.\\w+ \\|"))
                .map(line -> line.replaceAll(".*\\| (\\w+\\.\\w+) \\|", "$1"))
                .toList();
    }

    private static Stream<String> tests(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> type.getSimpleName() + "." + method.getName());
    }

    @Test
    void each_test_of_a_case_has_one_row_and_each_row_a_test() throws IOException {
        assertEquals(
                String.join("\n", new TreeSet<>(CASES.stream().flatMap(CasesTest::tests).toList())),
                String.join("\n", rows().stream().sorted().toList()));
    }
}
