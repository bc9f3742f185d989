package signalkit.rules.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import signalkit.weaver.sanitizer.Acquisition;
import signalkit.weaver.sanitizer.Sanitizer;

/**
 * Asks the handler sanitizer for the locks that leaves take when they are called in a handler.
 *
 * <p>Arguments as those of {@link LeafMeter}; one line for each leaf: its number and how many locks
 * a later call took.
 */
final class SanitizedLeafMeter {
    private static final int WARM_UP = 16;
    private static final int RUNS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private SanitizedLeafMeter() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        List<Leaf> leaves = Leaf.all();
        List<String> lines = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            int number = Integer.parseInt(arguments[i]);
            Class<?> probe = Class.forName(Probes.className(number), true, null);
            Probe call = (Probe) probe.getDeclaredConstructor().newInstance();
            try {
                lines.add(number + " " + locks(call, leaves.get(number)));
            } catch (Exception notWithTheseArguments) {
                // No line.
            }
        }
        Files.write(Path.of(arguments[0]), lines);
    }

    private static int locks(Probe probe, Leaf leaf) {
        for (int i = 0; i < WARM_UP; i++) {
            probe.call(leaf.operands());
        }
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            Object[] operands = leaf.operands();
            List<Acquisition> taken = Sanitizer.locksTakenBy(() -> probe.call(operands), LIMIT);
            least = Math.min(least, taken.size());
        }
        return least;
    }
}
