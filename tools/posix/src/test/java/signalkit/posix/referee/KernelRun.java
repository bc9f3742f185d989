package signalkit.posix.referee;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs random programs on the kernel of this machine, by the C program in {@code src/test/c}. */
final class KernelRun implements AutoCloseable {
    private static final Path FOLDER = Path.of("src/test/c");
    private static final List<Path> SOURCES =
            Stream.of("interpreter.c", "calls.c", "actions.c", "lives.c")
                    .map(FOLDER::resolve)
                    .toList();

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

    /** The interpreter, to be started; empty where there is no Linux or no C compiler. */
    static Optional<Path> compile(Path folder) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux") || !Compiler.isThere()) {
            return Optional.empty();
        }
        return Optional.of(Compiler.compile(SOURCES, folder));
    }

    /** Starts an interpreter, which runs one program at a time. */
    static KernelRun start(Path interpreter) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(interpreter.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new KernelRun(builder.start());
    }

    String log(Program program) throws IOException {
        begin(List.of(program));
        return end(program);
    }

    /** Starts some programs, one after the other, without a wait for them; see {@link #end}. */
    void begin(List<Program> programs) {
        StringBuilder wires = new StringBuilder();
        programs.forEach(program -> wires.append(program.wire()).append('\n'));
        in.print(wires);
        in.flush();
    }

    /** The log of the next program that was begun. */
    String end(Program program) throws IOException {
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

        /** Makes a program of the name of the first source. */
        static Path compile(List<Path> sources, Path folder, String... libraries)
                throws IOException, InterruptedException {
            String name = sources.get(0).getFileName().toString().replace(".c", "");
            Path binary = folder.resolve(name);
            List<String> command =
                    new ArrayList<>(
                            List.of("cc", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread"));
            command.addAll(List.of("-o", binary.toString()));
            sources.forEach(source -> command.add(source.toString()));
            command.addAll(List.of(libraries));
            Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said =
                    new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) {
                throw new IOException("cc cannot compile " + sources + ": " + said);
            }
            return binary;
        }
    }
}
