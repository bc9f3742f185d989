package signalkit.posix.referee;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs random programs on the kernel of this machine, by {@code src/test/c/interpreter.c}. */
final class KernelRun implements AutoCloseable {
    private static final Path SOURCE = Path.of("src/test/c/interpreter.c");

    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;

    private KernelRun(Process process) {
        this.process = process;
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Empty where there is no Linux or no C compiler. */
    static Optional<KernelRun> start(Path folder) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux") || !Compiler.isThere()) {
            return Optional.empty();
        }
        Path binary = Compiler.compile(SOURCE, folder);
        ProcessBuilder builder = new ProcessBuilder(binary.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return Optional.of(new KernelRun(builder.start()));
    }

    String log(Program program) throws IOException {
        in.println(program.wire());
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the interpreter ended on " + program.wire());
        }
        return line;
    }

    @Override
    public void close() {
        in.close(); // it ends at the end of its input
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** The C compiler of this machine. */
    static final class Compiler {
        private Compiler() {}

        static boolean isThere() {
            for (String folder : System.getenv("PATH").split(":")) {
                if (Files.isExecutable(Path.of(folder, "cc"))) {
                    return true;
                }
            }
            return false;
        }

        static Path compile(Path source, Path folder, String... libraries)
                throws IOException, InterruptedException {
            String name = source.getFileName().toString().replace(".c", "");
            Path binary = folder.resolve(name);
            List<String> command =
                    new java.util.ArrayList<>(
                            List.of("cc", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread"));
            command.addAll(List.of("-o", binary.toString(), source.toString()));
            command.addAll(List.of(libraries));
            Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) {
                throw new IOException("cc cannot compile " + source + ": " + said);
            }
            return binary;
        }
    }
}
