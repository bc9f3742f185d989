package signalkit.explorer.library;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import signalkit.weaver.Site;

/**
 * The monitors that the JDK's own methods enter: not always the one of the object that is called.
 *
 * <p>A program that holds the object's monitor keeps others out of its methods only where they
 * enter that one, too.
 */
public final class OwnMonitors {
    /** From JDK 19 to 23, streams have a lock of their own, which nobody else can take. */
    private static final boolean HAS_INNER_LOCKS =
            Runtime.version().feature() >= 19 && Runtime.version().feature() <= 23;

    private static final Set<Class<?>> STREAMS =
            Set.of(BufferedInputStream.class, BufferedOutputStream.class, PrintStream.class);

    /** They enter the monitor of the stream below, or have an inner lock. */
    private static final List<String> WRITERS =
            List.of(
                    "java.io.BufferedReader",
                    "java.io.BufferedWriter",
                    "java.io.OutputStreamWriter",
                    "java.io.PrintWriter");

    /** Methods of {@link Properties} that look into a concurrent map, and enter no monitor. */
    private static final Set<String> UNGUARDED =
            Set.of(
                    "contains",
                    "containsKey",
                    "containsValue",
                    "elements",
                    "entrySet",
                    "get",
                    "getOrDefault",
                    "getProperty",
                    "isEmpty",
                    "keySet",
                    "keys",
                    "propertyNames",
                    "size",
                    "stringPropertyNames",
                    "toString",
                    "values");

    private OwnMonitors() {}

    /**
     * The object whose monitor a call enters.
     *
     * @param target whose class says that it is synchronized
     * @return null when others keep out of it in another way
     */
    public static Object of(Object target, Site site) {
        if (target instanceof StringWriter writer) {
            return writer.getBuffer();
        }
        boolean isInner = HAS_INNER_LOCKS && STREAMS.contains(target.getClass());
        boolean isUnguarded = target instanceof Properties && UNGUARDED.contains(site.member());
        return isInner || isUnguarded || WRITERS.contains(target.getClass().getName())
                ? null
                : target;
    }
}
