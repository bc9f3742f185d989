package signalkit.explorer.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Scanner;

/**
 * A random program of a few calls, in the form that {@code tools/posix/src/test/c} reads.
 *
 * @param threads how many, beside the main one, which blocks every signal
 * @param handlers the calls of each handler
 * @param steps what the threads call, and what arrives from outside
 */
public record RandomCalls(int threads, List<List<Call>> handlers, List<Step> steps) {
    /** The thread that stands for another process. */
    public static final int OUTSIDE = 9;

    private static final int[] SIGNALS = {10, 12};
    private static final String CALLS = "AMMPRKTTSSWZOovvDVEF";
    private static final String HANDLER_CALLS = "MPRKTovvVE";
    private static final String QUIET_CALLS = "MPovvVE";

    /** In the second number of an action: what it does is below, the flags are above. */
    static final int FLAGS_FROM = 16;

    private static final int HEX = 16;

    /** A call by its letter; see {@code calls.c}. */
    public record Call(char code, int a, long b, long c) {
        @Override
        public String toString() {
            return code + " " + a + " " + Long.toHexString(b) + " " + Long.toHexString(c);
        }
    }

    /** A call and the number of its thread. */
    public record Step(int thread, Call call) {}

    /** The program that a number stands for. */
    static RandomCalls of(long seed) {
        Random random = new Random(seed);
        int threads = 1 + random.nextInt(2);
        List<List<Call>> handlers = new ArrayList<>();
        for (int h = 0; h < 2; h++) {
            List<Call> calls = new ArrayList<>();
            for (int i = random.nextInt(2); i > 0; i--) {
                // Two handlers that send would seldom end.
                calls.add(call(random, threads, h == 0 ? HANDLER_CALLS : QUIET_CALLS));
            }
            handlers.add(calls);
        }
        List<Step> steps = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            for (int i = threads == 1 ? 2 : 1; i > 0; i--) {
                steps.add(new Step(t, call(random, threads, CALLS)));
            }
        }
        steps.add(new Step(OUTSIDE, new Call('K', signal(random), 0, 0)));
        return new RandomCalls(threads, handlers, steps);
    }

    /** Ignored or caught, never the default that ends the process: a log that all come to. */
    private static long action(Random random) {
        return 1 + random.nextInt(3) + (random.nextInt(3) == 0 ? FLAGS_FROM : 0);
    }

    private static int signal(Random random) {
        return SIGNALS[random.nextInt(SIGNALS.length)];
    }

    private static long set(Random random) {
        long set = 0;
        for (int i = random.nextInt(3); i > 0; i--) {
            set |= 1L << signal(random);
        }
        return set;
    }

    private static Call call(Random random, int threads, String letters) {
        char code = letters.charAt(random.nextInt(letters.length()));
        return switch (code) {
            case 'A' -> new Call(code, signal(random), action(random), set(random));
            case 'R', 'K' -> new Call(code, signal(random), 0, 0);
            case 'T' -> new Call(code, signal(random), random.nextInt(threads), 0);
            case 'M' -> new Call(code, random.nextInt(3), set(random), 0);
            case 'S', 'W', 'Z' -> new Call(code, 0, set(random), 0);
            case 'F' -> new Call(code, 16, 0, 0);
            default -> new Call(code, 0, 0, 0);
        };
    }

    /** One line, as the interpreter in C reads it. */
    String wire() {
        StringBuilder text = new StringBuilder();
        text.append(threads).append(' ').append(handlers.size());
        for (List<Call> handler : handlers) {
            text.append(' ').append(handler.size());
            handler.forEach(call -> text.append(' ').append(call));
        }
        text.append(' ').append(steps.size());
        steps.forEach(step -> text.append(' ').append(step.thread).append(' ').append(step.call));
        return text.toString();
    }

    /** The program of a line. */
    public static RandomCalls read(String wire) {
        Scanner in = new Scanner(wire);
        int threads = in.nextInt();
        List<List<Call>> handlers = new ArrayList<>();
        for (int h = in.nextInt(); h > 0; h--) {
            List<Call> calls = new ArrayList<>();
            for (int i = in.nextInt(); i > 0; i--) {
                calls.add(next(in));
            }
            handlers.add(calls);
        }
        List<Step> steps = new ArrayList<>();
        for (int i = in.nextInt(); i > 0; i--) {
            steps.add(new Step(in.nextInt(), next(in)));
        }
        return new RandomCalls(threads, handlers, steps);
    }

    private static Call next(Scanner in) {
        char code = in.next().charAt(0);
        return new Call(code, in.nextInt(), in.nextLong(HEX), in.nextLong(HEX));
    }
}
