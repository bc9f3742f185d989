package signalkit.lab.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Takes file descriptors from a process of ours and gives them back: {@code prlimit}. */
final class DescriptorLimit {
    private DescriptorLimit() {}

    /** Leaves a process so many free descriptors; false where that cannot be done. */
    static boolean leave(long pid, int free) throws IOException, InterruptedException {
        Path open = Path.of("/proc", Long.toString(pid), "fd");
        if (!Files.isDirectory(open)) {
            return false;
        }
        long highest;
        try (var entries = Files.list(open)) {
            highest =
                    entries.mapToLong(entry -> Long.parseLong(entry.getFileName().toString()))
                            .max()
                            .orElse(0);
        }
        String limit = Long.toString(highest + 1 + free);
        try {
            Process process =
                    new ProcessBuilder("prlimit", "--pid", "" + pid, "--nofile=" + limit + ":")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
