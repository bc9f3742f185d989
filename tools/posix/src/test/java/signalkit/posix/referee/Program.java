package signalkit.posix.referee;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A program made by chance: what each handler does, and which thread does what, step by step.
 *
 * @param threads how many threads, 1 to 3; the first is the main thread
 * @param handlers the calls of each handler
 * @param steps one thread does one call at a time
 */
record Program(int threads, List<List<Call>> handlers, List<Step> steps) {
    /** The thread that stands for another process, which can only send a signal. */
    static final int OUTSIDE = 9;

    /** Most programs use few signals, so that they meet. */
    private static final int[] SIGNALS = {10, 12, 34, 15, 11, 17, 35, 18, 2, 3, 31, 20, 23, 1};

    private static final String CALLS =
            "AAAAQMMMMMMPPRRRqqqKKKKKTTTTSSBBWWIIZZLLYUUCGDDVVNOovvJXEEF";
    private static final String HANDLER_CALLS = "AMMPPRqKKTTSIZYLUGVvoEFQ";

    /**
     * A call of a thread.
     *
     * @param thread its number, or {@link #OUTSIDE}
     * @param call what it does
     */
    record Step(int thread, Call call) {}

    /** From this number on, programs also have the calls of {@link LaterCalls}. */
    static final long LATER = 1_000_000_000;

    /** From this number on, also those of {@link MoreCalls}. */
    static final long MORE = 2_000_000_000;

    /** The program that a number stands for. */
    static Program of(long seed) {
        Random random = new Random(seed);
        Maker later = seed < MORE ? new LaterCalls(random) : new MoreCalls(random);
        return (seed < LATER ? new Maker(random, SIGNALS) : later).program();
    }

    /** Draws a program. */
    static class Maker {
        final Random random;
        final int threads;
        private final int[] all;
        private final int signals;

        Maker(Random random, int[] all) {
            this.random = random;
            this.all = all;
            this.threads = 1 + random.nextInt(3);
            this.signals = 2 + random.nextInt(random.nextInt(4) == 0 ? all.length - 1 : 4);
        }

        int signal() {
            return all[random.nextInt(signals)];
        }

        /** The letters of calls, as often as they are drawn. */
        String letters(boolean isHandlers) {
            return isHandlers ? HANDLER_CALLS : CALLS;
        }

        /** What comes from another process. */
        Call outside() {
            int[] outside = {19, 18, 18, 20, signal(), signal(), signal()};
            return new Call('K', outside[random.nextInt(outside.length)], 0, 0);
        }

        int idioms() {
            return 3;
        }

        long set() {
            long bits = 0;
            int size = random.nextInt(4);
            for (int i = 0; i < size; i++) {
                bits |= 1L << signal();
            }
            return random.nextInt(12) == 0 ? 0xFFFF_FFFEL : bits;
        }

        private Call draw(String letters) {
            return call(letters.charAt(random.nextInt(letters.length())));
        }

        /** A call with arguments of chance. */
        Call call(char code) {
            return switch (code) {
                case 'A' -> new Call(code, signal(), disposition(), set());
                case 'Q', 'R', 'K' -> new Call(code, signal(), 0, 0);
                case 'T' -> new Call(code, signal(), random.nextInt(threads), 0);
                case 'q' -> new Call(code, signal(), 1 + random.nextInt(9), 0);
                case 'M' -> new Call(code, random.nextInt(3), set(), 0);
                case 'S', 'B', 'W', 'I', 'Z' -> new Call(code, 0, set(), 0);
                case 'L', 'Y', 'U', 'C' -> new Call(code, random.nextInt(3), 0, 0);
                case 'J' -> new Call(code, random.nextInt(threads), 0, 0);
                case 'F' -> new Call(code, 16, 0, 0);
                default -> new Call(code, 0, 0, 0);
            };
        }

        /** SA_RESETHAND implies SA_NODEFER in the emulation, so a program asks for both. */
        private long disposition() {
            int flags = random.nextInt(8);
            if ((flags & Call.RESETHAND) != 0) {
                flags |= Call.NODEFER;
            }
            int what = random.nextInt(8);
            int disposition = what == 0 ? 0 : what == 1 ? 1 : 2 + what % 3;
            return disposition | (long) (random.nextInt(3) == 0 ? flags : 0) << 4;
        }

        Step step(int thread, char code, long a, long b, long c) {
            return new Step(thread, new Call(code, a, b, c));
        }

        /** Calls that mean something together, which chance alone seldom makes. */
        List<Step> idiom(List<List<Call>> handlers) {
            int thread = random.nextInt(threads);
            int first = signal();
            int second = signal();
            long both = 1L << first | 1L << second;
            List<Step> steps = new ArrayList<>();
            switch (random.nextInt(4)) {
                case 0 -> { // a wait that two handlers interrupt, one after the other
                    handlers.get(0).add(0, new Call('R', second, 0, 0));
                    int flags = random.nextInt(4) << Call.DISPOSITION_BITS;
                    steps.add(step(thread, 'A', first, 2 | flags, 1L << second));
                    steps.add(step(thread, 'A', second, 3, 0));
                    steps.add(step(thread, "DONSBIC".charAt(random.nextInt(7)), 0, 0, 0));
                    steps.add(step(random.nextInt(threads), 'T', first, thread, 0));
                    steps.add(step(random.nextInt(threads), 'V', 0, 0, 0));
                }
                case 1 -> { // several signals are pending and taken one by one
                    if (random.nextBoolean()) {
                        second = 11; // the signal of a fault
                        both = 1L << first | 1L << second;
                    }
                    char sent = random.nextBoolean() ? 'K' : 'T';
                    for (int t = 0; t < threads; t++) {
                        steps.add(step(t, 'M', 0, both, 0));
                    }
                    steps.add(step(thread, 'K', first, 0, 0));
                    steps.add(step(thread, sent, second, thread, 0));
                    steps.add(step(thread, 'Z', 0, both, 0));
                    steps.add(step(thread, 'M', 1, both, 0));
                }
                case 2 -> { // a pending signal is ignored, and then caught
                    steps.add(step(thread, 'M', 0, both, 0));
                    steps.add(step(thread, 'R', first, 0, 0));
                    steps.add(step(thread, 'A', first, random.nextInt(2), 0));
                    steps.add(step(thread, 'P', 0, 0, 0));
                    steps.add(step(thread, 'A', first, 3, 0));
                    steps.add(step(thread, 'M', 1, both, 0));
                }
                default -> { // the last target is not the first thread that could take it
                    steps.add(step(0, 'M', 0, both, 0));
                    steps.add(step(thread, 'M', 0, both, 0));
                    steps.add(step(0, 'A', first, 3, 0));
                    steps.add(step(0, 'K', first, 0, 0));
                    steps.add(step(thread, 'M', 1, both, 0));
                    steps.add(step(0, 'K', first, 0, 0));
                }
            }
            return steps;
        }

        Program program() {
            List<List<Call>> handlers = new ArrayList<>();
            for (int h = 0; h < 3; h++) {
                List<Call> calls = new ArrayList<>();
                int length = random.nextInt(4);
                for (int i = 0; i < length; i++) {
                    calls.add(draw(letters(true)));
                }
                handlers.add(calls);
            }
            List<Step> steps = new ArrayList<>();
            int actions = 1 + random.nextInt(3);
            for (int i = 0; i < actions; i++) {
                steps.add(new Step(random.nextInt(threads), call('A')));
            }
            int length = 4 + random.nextInt(16);
            for (int i = 0; i < length; i++) {
                if (random.nextInt(8) == 0) {
                    steps.add(new Step(OUTSIDE, outside()));
                } else {
                    steps.add(new Step(random.nextInt(threads), draw(letters(false))));
                }
            }
            if (random.nextInt(idioms()) == 0) {
                steps.addAll(random.nextInt(steps.size()), idiom(handlers));
            }
            return new Program(threads, handlers, steps);
        }
    }

    /** As the interpreter in C reads it. */
    String wire() {
        StringBuilder text = new StringBuilder();
        text.append(threads).append(' ').append(handlers.size());
        for (List<Call> handler : handlers) {
            text.append(' ').append(handler.size());
            handler.forEach(call -> text.append(' ').append(call.wire()));
        }
        text.append(' ').append(steps.size());
        for (Step step : steps) {
            text.append(' ').append(step.thread).append(' ').append(step.call.wire());
        }
        return text.toString();
    }

    /** As a person reads it: each call in the order of the steps, with its thread. */
    String text(Function<Call, String> language) {
        StringBuilder text = new StringBuilder();
        for (int h = 0; h < handlers.size(); h++) {
            int number = h;
            handlers.get(h)
                    .forEach(
                            call ->
                                    text.append(
                                            String.format(
                                                    "  handler%d: %s%n",
                                                    number, language.apply(call))));
        }
        for (Step step : steps) {
            String who = step.thread == OUTSIDE ? "another process" : "thread " + step.thread;
            text.append(String.format("  %s: %s%n", who, language.apply(step.call)));
        }
        return text.toString();
    }

    /** The programs that are smaller by one thing. */
    List<Program> smaller() {
        List<Program> all = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            List<Step> fewer = new ArrayList<>(steps);
            fewer.remove(i);
            all.add(new Program(threads, handlers, fewer));
        }
        for (int h = 0; h < handlers.size(); h++) {
            for (int i = 0; i < handlers.get(h).size(); i++) {
                List<List<Call>> fewer = new ArrayList<>(handlers);
                List<Call> handler = new ArrayList<>(handlers.get(h));
                handler.remove(i);
                fewer.set(h, handler);
                all.add(new Program(threads, fewer, steps));
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            Call call = steps.get(i).call;
            if (call.code() == 'A') {
                for (Call simpler :
                        List.of(
                                new Call('A', call.a(), call.disposition(), call.c()),
                                new Call('A', call.a(), call.b(), 0))) {
                    if (!simpler.equals(call)) {
                        List<Step> other = new ArrayList<>(steps);
                        other.set(i, new Step(steps.get(i).thread, simpler));
                        all.add(new Program(threads, handlers, other));
                    }
                }
            }
        }
        boolean lastIsIdle = steps.stream().noneMatch(step -> step.thread == threads - 1);
        boolean lastIsUnknown =
                lastIsIdle
                        && steps.stream()
                                .noneMatch(
                                        step ->
                                                step.call.code() == 'T'
                                                                && step.call.b() == threads - 1
                                                        || "Jx".indexOf(step.call.code()) >= 0
                                                                && step.call.a() == threads - 1);
        if (threads > 1 && lastIsUnknown) {
            all.add(new Program(threads - 1, handlers, steps));
        }
        return all;
    }
}
