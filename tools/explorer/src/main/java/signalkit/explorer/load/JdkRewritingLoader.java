package signalkit.explorer.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The parent of the loader of explored code: has the class files as they are to be woven, rewritten
 * for the models, and those of the copies. Thread-safe.
 */
public final class JdkRewritingLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private static final String CLASS = ".class";

    /**
     * A loader in front of another one.
     *
     * @param parent finds the classes of the program
     */
    public JdkRewritingLoader(ClassLoader parent) {
        super("rewriting", parent);
    }

    /**
     * Rewrites class files that are in memory.
     *
     * @param classFiles by the name of the class
     * @return the same, rewritten
     */
    public static Map<String, byte[]> rewrite(Map<String, byte[]> classFiles) {
        Map<String, byte[]> rewritten = new HashMap<>();
        classFiles.forEach((name, file) -> rewritten.put(name, rewrite(file, false)));
        return rewritten;
    }

    /** A class file that nobody here can read stays as it is: its weaver says so. */
    private static byte[] rewrite(byte[] file, boolean isCopy) {
        try {
            return JdkRewriter.rewrite(file, isCopy);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return file;
        }
    }

    /** What a copy is made from. */
    private static InputStream original(String copy) {
        String name = copy.substring(JdkNames.COPY.length());
        return name.equals(JdkNames.UNSAFE + CLASS)
                ? JdkRewritingLoader.class
                        .getClassLoader()
                        .getResourceAsStream(JdkNames.UNSAFE_MODEL + CLASS)
                : ClassLoader.getSystemResourceAsStream(name);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        if (!name.endsWith(CLASS)) {
            return super.getResourceAsStream(name);
        }
        boolean isCopy = name.startsWith(JdkNames.COPY);
        try (InputStream in = isCopy ? original(name) : super.getResourceAsStream(name)) {
            return in == null ? null : new ByteArrayInputStream(rewrite(in.readAllBytes(), isCopy));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
