package peers;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/** Lincheck's part: a child of {@link Peers}. */
final class LincheckPeer {
    private LincheckPeer() {}

    /**
     * Checks one program.
     *
     * @param arguments its class, "find" or "speed", and for how many seconds
     * @throws Exception when it cannot be called
     */
    public static void main(String[] arguments) throws Exception {
        Method main = Class.forName(arguments[0]).getMethod("main", String[].class);
        boolean finds = arguments[1].equals("find");
        long limit = Long.parseLong(arguments[2]) * 1_000_000_000;
        long start = System.nanoTime();
        int invocations = finds ? 300 : 100;
        long done = 0;
        long took;
        do {
            try {
                Lincheck.runConcurrentTest(invocations, () -> call(main));
            } catch (LincheckAssertionError e) {
                took = (System.nanoTime() - start) / 1_000_000;
                String said = String.valueOf(e.getMessage());
                System.out.println("found " + took + " " + said.strip().lines().limit(4).toList());
                System.exit(0);
            }
            done += invocations;
            invocations *= 4;
            took = System.nanoTime() - start;
            // The next one takes about four times as long as all so far.
        } while (took * (finds ? 2 : 4) < limit);
        System.out.println(
                finds ? "clean " + took / 1_000_000 : "speed " + done / (took / 1e9));
        System.exit(0);
    }

    private static void call(Method main) {
        try {
            main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
