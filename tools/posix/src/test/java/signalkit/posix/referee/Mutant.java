package signalkit.posix.referee;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongFunction;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import signalkit.posix.PosixProcess;

/**
 * The emulation with one mistake in it.
 *
 * @param what the mistake
 * @param file the source that has it, in {@code signalkit/posix}
 * @param right the text that stands there, once
 * @param wrong what the mutant has instead
 */
record Mutant(String what, String file, String right, String wrong) {
    private static final Path SOURCES = Path.of("src/main/java/signalkit/posix");

    /** Whether the source has the text that the mistake replaces, once. */
    boolean fits() throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        int at = source.indexOf(right);
        return at >= 0 && source.indexOf(right, at + 1) < 0;
    }

    /** The logs of this mutant by the number of a program; an error counts as a log of its own. */
    LongFunction<String> compile(Path folder) throws IOException, ReflectiveOperationException {
        if (!fits()) {
            throw new AssertionError("\"" + right + "\" has to stand once in " + file);
        }
        String source = Files.readString(SOURCES.resolve(file));
        Path mutated = folder.resolve(SOURCES.resolve(file).getFileName());
        Files.writeString(mutated, source.replace(right, wrong));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String classPath = System.getProperty("java.class.path");
        String[] options = {
            "-nowarn", "-d", folder.toString(), "-cp", classPath, mutated.toString()
        };
        if (compiler.run(null, null, null, options) != 0) {
            throw new AssertionError("the mutant that has " + what + " does not compile");
        }
        Class<?> run = new Isolated(folder).loadClass("signalkit.posix.referee.EmulatedRun");
        var log = run.getDeclaredMethod("log", long.class);
        log.setAccessible(true);
        return seed -> {
            try {
                return (String) log.invoke(null, seed);
            } catch (ReflectiveOperationException e) {
                return "error: " + e.getCause();
            }
        };
    }

    /** Loads the emulation and the referee anew, the mutated class first. */
    private static final class Isolated extends URLClassLoader {
        Isolated(Path folder) throws IOException {
            super(
                    new URL[] {
                        folder.toUri().toURL(), home(PosixProcess.class), home(Mutant.class)
                    },
                    Mutant.class.getClassLoader());
        }

        private static URL home(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("signalkit.posix.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
