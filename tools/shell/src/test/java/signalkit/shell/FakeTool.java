package signalkit.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A tool that does what its first argument says; not public, as the tools' main classes may be. */
final class FakeTool {
    private FakeTool() {}

    /** Makes it a runnable jar. */
    static void install(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeTool.class.getName());
        String file = FakeTool.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                InputStream code = FakeTool.class.getResourceAsStream("/" + file)) {
            entries.putNextEntry(new ZipEntry(file));
            code.transferTo(entries);
        }
    }

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "exit" -> {
                System.out.println(List.of(arguments).subList(1, arguments.length));
                System.exit(Integer.parseInt(arguments[1]));
            }
            case "explore" ->
                    System.out.println(
                            List.of(arguments).contains("--sides")
                                    ? "unsafe\nsafe\n2012"
                                    : "lost-job  a job is lost\n\nidle-worker  nobody comes");
            case "race" -> System.out.println(" 1  order  of jobs");
            case "replay" -> System.out.println(List.of(arguments));
            case "where" ->
                    System.out.println(
                            System.getenv("SIGNALKIT_IN_SHELL") == null ? "terminal" : "shell");
            case "copy" -> System.in.transferTo(System.out);
            case "wait" -> {
                System.out.println("pid " + ProcessHandle.current().pid());
                new CountDownLatch(1).await();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
