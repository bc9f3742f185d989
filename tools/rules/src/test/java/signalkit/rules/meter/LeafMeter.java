package signalkit.rules.meter;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures leaves in a JVM of its own: lock events of the first call and of later ones, and the
 * bytes that a later call allocates.
 *
 * <p>Arguments: a file for the results, then the numbers of the leaves. One line for each leaf: its
 * number, cold and warm lock events, bytes; a leaf that throws has no line.
 */
final class LeafMeter {
    private static final int WARM_UP = 16;
    private static final int RUNS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private LeafMeter() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        List<Leaf> leaves = Leaf.all();
        List<String> lines = new ArrayList<>();
        for (int i = 1; i < arguments.length; i++) {
            int number = Integer.parseInt(arguments[i]);
            Class<?> probe = Class.forName(Probes.className(number), true, null);
            Probe call = (Probe) probe.getDeclaredConstructor().newInstance();
            try {
                lines.add(number + " " + measure(call, leaves.get(number)));
            } catch (Exception notWithTheseArguments) {
                LockEvents.stop();
            }
        }
        Files.write(Path.of(arguments[0]), lines);
    }

    private static String measure(Probe probe, Leaf leaf) {
        int cold = locks(probe, leaf.operands());
        for (int i = 0; i < WARM_UP; i++) {
            probe.call(leaf.operands());
        }
        int warm = Integer.MAX_VALUE;
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            warm = Math.min(warm, locks(probe, leaf.operands()));
            bytes = Math.min(bytes, bytes(probe, leaf.operands()));
        }
        return cold + " " + warm + " " + bytes;
    }

    private static int locks(Probe probe, Object[] operands) {
        LockEvents.start();
        probe.call(operands);
        return LockEvents.stop();
    }

    private static long bytes(Probe probe, Object[] operands) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        probe.call(operands);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
