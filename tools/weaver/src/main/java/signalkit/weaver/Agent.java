package signalkit.weaver;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import signalkit.weaver.sanitizer.Sanitizer;
import signalkit.weaver.sanitizer.SanitizerMXBean;

/**
 * The java agent: weaves the classes of a program as the JVM loads them, and watches its locks.
 *
 * <pre>java -javaagent:signalkit-weaver.jar=my.server.,!my.server.Huge,sanitize -jar server.jar
 * </pre>
 *
 * <p>What cannot be woven ends the JVM with status 2: a program that is woven in part would prove
 * nothing.
 */
public final class Agent {
    private static final int USAGE = 2;
    private static final String SANITIZE = "sanitize";
    private static final String NEEDED = "signalkit.posix.Points";

    private Agent() {}

    /**
     * Called by the JVM before {@code main}.
     *
     * @param options what to weave, see {@link Selection#parse}; the word {@code sanitize} installs
     *     the {@link Sanitizer}
     * @param instrumentation of this JVM
     */
    public static void premain(String options, Instrumentation instrumentation) {
        try {
            requirePosix();
            List<String> items = new ArrayList<>();
            items.addAll(List.of((options == null ? "" : options).split(",")));
            boolean sanitize = items.remove(SANITIZE);
            if (!sanitize || !items.isEmpty()) {
                Selection selection = Selection.parse(String.join(",", items));
                Weaver weaver = new Weaver(selection, Weaver.Mode.LEAN);
                WovenLines lines = new WovenLines(weaver, System.getProperty("java.class.path"));
                instrumentation.addTransformer(new Transformer(weaver, lines));
                lines.announce();
                System.setProperty("signalkit.woven", selection.toString());
            }
            if (sanitize) {
                Sanitizer.install(instrumentation);
                register(Sanitizer.mxBean(), SanitizerMXBean.OBJECT_NAME);
            }
        } catch (WeaveException e) {
            refuse(e);
        } catch (RuntimeException | LinkageError e) {
            refuse(new WeaveException("the agent cannot start: " + e, e));
        }
    }

    private static void register(Object bean, String name) {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(bean, new ObjectName(name));
        } catch (JMException e) {
            throw new WeaveException("cannot register " + name + ": " + e, e);
        }
    }

    private static void requirePosix() {
        try {
            Class.forName(NEEDED, false, ClassLoader.getSystemClassLoader());
        } catch (ClassNotFoundException e) {
            throw new WeaveException(
                    "the program has no " + NEEDED + "; put signalkit-posix on its class path", e);
        }
    }

    private static void refuse(WeaveException e) {
        System.err.println("error: " + e.getMessage());
        Runtime.getRuntime().halt(USAGE);
    }

    /** Called on whichever thread needs a class first; the JVM drops what this throws. */
    private record Transformer(Weaver weaver, WovenLines lines) implements ClassFileTransformer {
        @Override
        public byte[] transform(
                ClassLoader loader,
                String className,
                Class<?> redefined,
                ProtectionDomain domain,
                byte[] classFile) {
            if (className == null || !weaver.selects(className.replace('/', '.'))) {
                return null;
            }
            try {
                WovenClass woven = weaver.weaveClass(classFile);
                lines.add(woven);
                return woven.classFile();
            } catch (WeaveException e) {
                refuse(e);
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                refuse(new WeaveException("cannot weave " + className + ": " + e, e));
            }
            return null;
        }
    }
}
