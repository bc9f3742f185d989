package signalkit.rules.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is known of library methods without reading their code is true of this JDK. */
class OriginsTest {
    private static final Map<Class<?>, Object> ARGUMENTS =
            Map.of(
                    Collection.class, new ArrayDeque<>(),
                    List.class, new LinkedList<>(),
                    Map.class, new TreeMap<>(),
                    NavigableMap.class, new TreeMap<>(),
                    NavigableSet.class, new TreeSet<>(),
                    Set.class, new TreeSet<>(),
                    SortedMap.class, new TreeMap<>(),
                    SortedSet.class, new TreeSet<>());

    @Test
    void each_locking_wrapper_returns_the_class_that_is_said() {
        Map<String, String> made =
                Stream.of(Collections.class.getMethods())
                        .filter(method -> method.getName().startsWith("synchronized"))
                        .collect(Collectors.toMap(Method::getName, OriginsTest::classMadeBy));
        assertTrue(made.size() >= 8, made::toString);
        assertEquals(made, Origins.LOCKING_WRAPPERS);
    }

    private static String classMadeBy(Method method) {
        try {
            Object argument = ARGUMENTS.get(method.getParameterTypes()[0]);
            return method.invoke(null, argument).getClass().getName().replace('.', '/');
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method.getName(), e);
        }
    }
}
