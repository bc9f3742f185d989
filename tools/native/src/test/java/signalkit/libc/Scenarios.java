package signalkit.libc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All scenarios by name, and those on which the emulation and Linux are known to differ. */
final class Scenarios {
    /**
     * A difference that is meant.
     *
     * @param linux what the kernel shows
     * @param emulation what the emulation shows
     * @param reason why it does not do the same
     */
    record Difference(List<String> linux, List<String> emulation, String reason) {}

    static final Map<String, Difference> KNOWN =
            Map.of(
                    "sigaction_14_resethand_acts_as_nodefer",
                    new Difference(
                            List.of("TERM runs with {TERM}"),
                            List.of("TERM runs with {}"),
                            "POSIX permits it; Linux blocks the signal all the same"));

    private Scenarios() {}

    static Map<String, Consumer<Machine>> all() {
        Map<String, Consumer<Machine>> found = new TreeMap<>();
        Stream.of(
                        MaskScenarios.class,
                        HandlerScenarios.class,
                        WaitScenarios.class,
                        MutexScenarios.class)
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> method.getName().matches("[a-z_]+_\\d+_\\w+"))
                .forEach(method -> found.put(method.getName(), m -> call(method, m)));
        return found;
    }

    private static void call(Method scenario, Machine machine) {
        try {
            scenario.invoke(null, machine);
        } catch (InvocationTargetException e) {
            throw new AssertionError(scenario.getName(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
