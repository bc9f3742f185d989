package signalkit.course.stress;

import java.util.Arrays;
import java.util.Optional;

/** jcstress as a child process that ends with its parent. */
public final class JcstressChild {
    private static final int KILLED = 128 + 9;

    private JcstressChild() {}

    /**
     * Runs jcstress.
     *
     * @param arguments the parent's pid, then those of jcstress
     * @throws Exception what jcstress throws
     */
    public static void main(String[] arguments) throws Exception {
        Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(arguments[0]));
        if (parent.isEmpty()) {
            Runtime.getRuntime().halt(KILLED);
        }
        parent.get().onExit().thenRun(() -> Runtime.getRuntime().halt(KILLED));
        org.openjdk.jcstress.Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
