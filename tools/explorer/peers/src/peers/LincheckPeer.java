package peers;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
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
        Runnable program = caller(arguments[0].replace('$', '.'));
        boolean finds = arguments[1].equals("find");
        long limit = Long.parseLong(arguments[2]) * 1_000_000_000;
        long start = System.nanoTime();
        if (finds) {
            Thread.setDefaultUncaughtExceptionHandler((thread, e) -> end(start, e));
        }
        int invocations = finds ? 300 : 100;
        long done = 0;
        long took;
        do {
            try {
                Lincheck.runConcurrentTest(invocations, program);
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

    /** Lincheck lets a thread die of an exception, and looks only at what the caller throws. */
    private static void end(long start, Throwable e) {
        System.out.println("found " + (System.nanoTime() - start) / 1_000_000 + " " + e);
        Runtime.getRuntime().halt(0);
    }

    /** A class that calls the program: through reflection Lincheck would see none of its steps. */
    private static Runnable caller(String program) throws Exception {
        Path folder = Files.createTempDirectory("lincheck");
        Path source = folder.resolve("Caller.java");
        String often = System.getProperty("often", "").replace('$', '.');
        Files.writeString(
                source,
                """
                public final class Caller implements Runnable {
                    @Override
                    public void run() {
                        try {
                            for (int i = 0; i < %d; i++) {
                                %s.main(new String[0]);
                            }
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
                """
                        .formatted(often.isEmpty() ? 1 : Often.TIMES, often.isEmpty() ? program : often));
        String path = System.getProperty("java.class.path");
        ToolProvider.getSystemJavaCompiler()
                .run(null, System.err, System.err, "-proc:none", "-cp", path, "" + source);
        source.toFile().deleteOnExit();
        new File(folder.toFile(), "Caller.class").deleteOnExit();
        URL[] urls = {folder.toUri().toURL()};
        return (Runnable)
                new URLClassLoader(urls, LincheckPeer.class.getClassLoader())
                        .loadClass("Caller").getConstructor().newInstance();
    }
}
