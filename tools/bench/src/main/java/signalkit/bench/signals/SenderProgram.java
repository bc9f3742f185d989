package signalkit.bench.signals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.lab.LabException;

/** The sender in C, compiled for this machine; it bounds its own time. Closing removes it. */
final class SenderProgram implements AutoCloseable {
    private static final String SOURCE = "signals.c";
    private static final long LONGEST_S = 130;

    private final Path folder;

    /** Compiles it. */
    SenderProgram() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("signals");
        try {
            Path source = folder.resolve(SOURCE);
            try (InputStream file = SenderProgram.class.getResourceAsStream(SOURCE)) {
                Files.copy(file, source);
            }
            run(List.of("cc", "-O2", "-pthread", "-o", program(), source.toString()));
        } catch (IOException | InterruptedException | LabException e) {
            close();
            throw e;
        }
    }

    private String program() {
        return folder.resolve("signals").toString();
    }

    /** Sends signals to a receiver, and adds what it saw. */
    void measure(SignalWay way, int signals, int burst, WayResult result)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program()));
        command.add("" + (way.isLast() ? 1 : signals));
        command.add("" + (way.isLast() ? 0 : burst));
        if (way.isOfJava()) {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            String classes = System.getProperty("java.class.path");
            command.addAll(List.of("--", java.toString(), "-cp", classes));
            command.addAll(List.of(JvmReceiver.class.getName(), way.toString()));
        } else {
            command.add(way.toString());
        }
        run(command).lines().forEach(result::add);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("signals", ".txt");
        Process process;
        try {
            process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        } catch (IOException e) {
            Files.delete(errors);
            throw LabException.usage(
                    command.get(0)
                            + " cannot be started; bench signals needs a C compiler with the name"
                            + " cc");
        }
        try {
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw LabException.failed(
                        String.join(" ", command) + " failed: " + Files.readString(errors).strip());
            }
            return output;
        } finally {
            process.destroyForcibly();
            Files.delete(errors);
        }
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
