package signalkit.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Loads the selected classes itself, woven, and leaves all others to its parent.
 *
 * <p>Each loader has classes of its own, so each has static fields of its own. Thread-safe.
 */
public final class WeavingClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Weaver weaver;
    private final Map<String, byte[]> classFiles;
    private final Set<String> unwoven = new ConcurrentSkipListSet<>();

    /**
     * A loader for classes that the parent could load too.
     *
     * @param parent finds the class files, and loads what is not selected
     * @param weaver selects and weaves
     */
    public WeavingClassLoader(ClassLoader parent, Weaver weaver) {
        this(parent, weaver, Map.of());
    }

    /**
     * A loader for classes that are in memory, or that the parent could load too.
     *
     * @param parent finds the other class files, and loads what is not selected
     * @param weaver selects and weaves
     * @param classFiles by the name of the class, with dots; they are loaded from here even when
     *     they are not selected, and then not woven
     */
    public WeavingClassLoader(ClassLoader parent, Weaver weaver, Map<String, byte[]> classFiles) {
        super("woven", parent);
        this.weaver = weaver;
        this.classFiles = Map.copyOf(classFiles);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!weaver.selects(name)) {
            if (weaver.isApplication(name)) {
                unwoven.add(name);
            }
            if (!classFiles.containsKey(name)) {
                return super.loadClass(name, resolve);
            }
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = findClass(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] file = classFiles.get(name);
        if (file == null) {
            file = read(name);
        }
        byte[] woven = weaver.selects(name) ? weave(name, file) : file;
        return defineClass(name, woven, 0, woven.length);
    }

    private byte[] weave(String name, byte[] file) {
        try {
            return weaver.weave(file);
        } catch (WeaveException e) {
            unwoven.add(name);
            return file;
        }
    }

    /**
     * The classes of the application that have no points: they were asked for and not selected, or
     * could not be woven.
     *
     * @return a copy, with names as {@link Class#getName} returns them
     */
    public Set<String> unwoven() {
        return new TreeSet<>(unwoven);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
