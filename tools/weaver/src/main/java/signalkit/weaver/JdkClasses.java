package signalkit.weaver;

import java.lang.module.ResolvedModule;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;

/** Tells the JDK's own classes from those of applications, by their packages. Thread-safe. */
public final class JdkClasses {
    private static final Set<String> PACKAGES = packages();

    private JdkClasses() {}

    private static Set<String> packages() {
        Set<String> packages = new HashSet<>();
        for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
            if (module.reference().location().map(URI::getScheme).orElse("").equals("jrt")) {
                packages.addAll(module.reference().descriptor().packages());
            }
        }
        return packages;
    }

    /**
     * Whether a class is one of the running JDK's.
     *
     * @param className with dots, as {@link Class#getName} returns it
     * @return also true for any other class in one of its packages
     */
    public static boolean has(String className) {
        int end = className.lastIndexOf('.');
        return className.startsWith("java.")
                || end > 0 && PACKAGES.contains(className.substring(0, end));
    }
}
