package signalkit.lab.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * Runs the main class of another program, and ends with the process that started it.
 *
 * <p>That program has its parent's standard input, whose end would say nothing of the parent, so
 * the parent's process is watched instead.
 */
public final class ToolMain {
    private static final int KILLED = 128 + 9;

    private ToolMain() {}

    /**
     * The program.
     *
     * @param arguments the parent's pid, the main class, and that class's own arguments
     * @throws Throwable what the main class throws
     */
    public static void main(String[] arguments) throws Throwable {
        Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(arguments[0]));
        if (parent.isEmpty()) {
            Runtime.getRuntime().halt(KILLED);
        }
        parent.get().onExit().thenRun(() -> Runtime.getRuntime().halt(KILLED));
        try {
            Method main = Class.forName(arguments[1]).getMethod("main", String[].class);
            // Its class need not be public: `java -jar` does not ask for that either.
            main.setAccessible(true);
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
