package signalkit.libc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/**
 * Which signals every thread of a process blocks, as its folder in {@code /proc} says.
 *
 * <p>Source: proc_pid_status(5), the line {@code SigBlk}: the mask in hexadecimal.
 */
final class BlockedSignals {
    private static final String MASK = "SigBlk:";

    private BlockedSignals() {}

    /**
     * The signals that are in the mask of each thread.
     *
     * @param process {@code /proc/self}, or a copy of one
     * @throws UncheckedIOException when the folder cannot be read
     */
    static SignalSet inEveryThread(Path process) {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            long common =
                    threads.mapToLong(thread -> mask(thread.resolve("status")))
                            .reduce(-1L, (a, b) -> a & b);
            return of(common);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mask of one thread; all bits when it has ended meanwhile. */
    private static long mask(Path status) {
        List<String> lines;
        try {
            lines = Files.readAllLines(status);
        } catch (NoSuchFileException ended) {
            return -1;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return -1;
            }
            throw new UncheckedIOException(e);
        }
        return lines.stream()
                .filter(line -> line.startsWith(MASK))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(MASK.length()).trim(), 16))
                .findFirst()
                .orElse(0);
    }

    /** The signals of a mask that the kit knows. */
    static SignalSet of(long bits) {
        List<Signal> found = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            if ((bits & bit(signal)) != 0) {
                found.add(signal);
            }
        }
        return SignalSet.of(found.toArray(Signal[]::new));
    }

    static long bit(Signal signal) {
        return 1L << (signal.number() - 1);
    }
}
