package signalkit.course.isolation;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signalkit.course.check.TimeLimit;
import signalkit.lab.server.Launcher;

/** A JVM that runs one check, with bounds on its time, its memory, its threads and its output. */
final class CheckJvm {
    static final int MEGABYTES = 512;
    static final int MOST_BYTES = 4_000_000;

    /** The status of a JVM that has run out of memory, by an option below. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "LANG", "LC_ALL", "JAVA_HOME", "SystemRoot");

    /** How it ended. */
    enum How {
        EXITED,
        LATE,
        FLOOD,
        MEMORY,
        THREADS
    }

    /**
     * The end of the JVM.
     *
     * @param how it ended
     * @param status its exit status; -1 when it was killed
     * @param output what it has written
     */
    record End(How how, int status, String output) {
        boolean isOrderly() {
            return how == How.EXITED && status == 0;
        }
    }

    private CheckJvm() {}

    /** Runs a request; whatever the JVM has started is gone afterwards. */
    static End run(CheckRequest request, Path folder, CheckTime time)
            throws IOException, InterruptedException {
        Process process = start(request, folder, time);
        try {
            Output output = new Output(process);
            output.start();
            send(request, process);
            boolean isOver = process.waitFor(time.inAll().toMillis(), TimeUnit.MILLISECONDS);
            kill(process);
            process.waitFor();
            output.join();
            if (output.isTooLong) {
                return new End(How.FLOOD, -1, "");
            }
            return isOver
                    ? new End(how(process.exitValue()), process.exitValue(), output.text())
                    : new End(How.LATE, -1, "");
        } finally {
            kill(process);
        }
    }

    private static How how(int status) {
        return switch (status) {
            case OUT_OF_MEMORY -> How.MEMORY;
            case ThreadCount.TOO_MANY -> How.THREADS;
            default -> How.EXITED;
        };
    }

    private static Process start(CheckRequest request, Path folder, CheckTime time)
            throws IOException {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
        command.addAll(List.of("-Xshare:auto", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(List.of("-Xmx" + MEGABYTES + "m", "-XX:MaxMetaspaceSize=256m"));
        command.addAll(List.of("-XX:-CreateCoredumpOnCrash", "-Dslf4j.internal.verbosity=ERROR"));
        command.add("-D" + Launcher.HOME + "=" + request.home());
        command.add("-D" + TimeLimit.PROPERTY + "=" + time.limit().toSeconds());
        command.addAll(List.of("-Djava.io.tmpdir=" + scratch, "-Duser.home=" + scratch));
        command.addAll(List.of("-cp", ownPath(), CheckMain.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(scratch.toFile())
                        .redirectError(Redirect.DISCARD);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        return builder.start();
    }

    private static String ownPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(item -> Path.of(item).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void send(CheckRequest request, Process process) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(request.json().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Reads what the process writes, and kills it when that is too much. */
    private static final class Output extends Thread {
        private final Process process;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean isTooLong;

        Output(Process process) {
            super("output of the check");
            this.process = process;
            setDaemon(true);
        }

        @Override
        public void run() {
            try (InputStream in = process.getInputStream()) {
                bytes.writeBytes(in.readNBytes(MOST_BYTES));
                isTooLong = in.read() >= 0;
            } catch (IOException e) {
                return; // The process is gone.
            }
            if (isTooLong) {
                kill(process);
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
