package signalkit.event;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs programs on the libevent of this machine, by a C program in {@code src/test/c}. */
final class LibeventRun {
    static final String NONE =
            "no program was compared with libevent: it takes Linux, cc and libevent-dev";

    private final Path interpreter;

    private LibeventRun(Path interpreter) {
        this.interpreter = interpreter;
    }

    /**
     * The interpreter of that name; empty where there is no Linux, no C compiler or no libevent
     * 2.1.
     */
    static Optional<LibeventRun> compile(String program, Path folder)
            throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        Path interpreter = folder.resolve(program);
        List<String> command =
                List.of(
                        "cc",
                        "-O1",
                        "-Wall",
                        "-Wextra",
                        "-rdynamic",
                        "-o",
                        interpreter.toString(),
                        "src/test/c/" + program + ".c",
                        "-levent_core",
                        "-ldl");
        try {
            Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = text(compiler);
            if (compiler.waitFor() == 0) {
                return Optional.of(new LibeventRun(interpreter));
            }
            boolean isMissing = said.contains("event2/") || said.contains("-levent_core");
            if (!isMissing) {
                throw new IOException(program + ".c: " + said);
            }
        } catch (IOException e) {
            if (Files.isExecutable(Path.of("/usr/bin/cc"))) {
                throw e;
            }
        }
        return Optional.empty();
    }

    /** What each program did. */
    List<String> logs(List<String> programs) throws IOException {
        Path input = Files.createTempFile("programs", ".txt");
        try {
            Files.write(input, programs);
            Process process =
                    new ProcessBuilder(interpreter.toString())
                            .redirectInput(input.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            List<String> logs = text(process).lines().toList();
            if (logs.size() != programs.size()) {
                throw new IOException(programs.size() + " programs have " + logs.size() + " logs");
            }
            return logs;
        } finally {
            Files.delete(input);
        }
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
