package signalkit.explorer.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A litmus test: a few straight-line threads that read and write locations, which are 0 at first.
 *
 * @param threads the steps of each
 */
public record Litmus(List<List<Step>> threads) {
    /**
     * A step; a compare-and-set expects {@code expected}.
     *
     * @param fence not null for a fence, which has no other component
     */
    public record Step(MemoryAccess access, Fence fence, int location, int value, int expected) {
        public boolean isFence() {
            return fence != null;
        }

        /** The same access, volatile. */
        Step strongest() {
            MemoryAccess most = new MemoryAccess(access.kind(), AccessMode.VOLATILE);
            return new Step(most, null, location, value, expected);
        }

        @Override
        public String toString() {
            if (isFence()) {
                return "fence " + fence;
            }
            String text = access.kind() + "." + access.mode() + " " + "xyz".charAt(location);
            return switch (access.kind()) {
                case READ -> text;
                case WRITE, UPDATE -> text + "=" + value;
                default -> text + "=" + expected + "->" + value;
            };
        }
    }

    public static final int X = 0;
    public static final int Y = 1;
    public static final int Z = 2;

    public static Step read(int location, AccessMode mode) {
        return step(MemoryAccess.Kind.READ, mode, location, 0, 0);
    }

    public static Step write(int location, int value, AccessMode mode) {
        return step(MemoryAccess.Kind.WRITE, mode, location, value, 0);
    }

    /** A getAndSet. */
    public static Step update(int location, int value, AccessMode mode) {
        return step(MemoryAccess.Kind.UPDATE, mode, location, value, 0);
    }

    public static Step compare(int location, int expected, int value, AccessMode mode) {
        return step(MemoryAccess.Kind.COMPARE, mode, location, value, expected);
    }

    public static Step fence(Fence fence) {
        return new Step(null, fence, -1, 0, 0);
    }

    private static Step step(
            MemoryAccess.Kind kind, AccessMode mode, int location, int value, int expected) {
        return new Step(new MemoryAccess(kind, mode), null, location, value, expected);
    }

    public static Step[] thread(Step... steps) {
        return steps;
    }

    public static Litmus of(Step[]... threads) {
        return new Litmus(Stream.of(threads).map(List::of).toList());
    }

    public int locations() {
        return 1
                + threads.stream()
                        .flatMap(List::stream)
                        .filter(step -> !step.isFence())
                        .mapToInt(Step::location)
                        .max()
                        .orElse(0);
    }

    /** Accesses to one location, and fences, that have a part in the volatile order. */
    long inVolatileOrder() {
        return threads.stream()
                .flatMap(List::stream)
                .filter(
                        step ->
                                step.isFence()
                                        ? step.fence() == Fence.FULL
                                        : step.access().isVolatile())
                .count();
    }

    /** How an execution ends: what each read has seen, and the last value of each location. */
    public static String outcome(int[][] seen, int[] last) {
        String registers =
                Stream.of(seen)
                        .map(each -> Arrays.stream(each).mapToObj(String::valueOf))
                        .map(each -> each.collect(Collectors.joining(",")))
                        .collect(Collectors.joining(" | "));
        return registers + " # " + Arrays.toString(last);
    }

    /** A program made by chance. */
    public static Litmus random(Random random) {
        int count = 2 + random.nextInt(2);
        int locations = 1 + random.nextInt(count == 2 ? 3 : 2);
        int steps = count == 2 ? 3 : 2;
        boolean hasPlain = random.nextInt(4) == 0;
        boolean hasFences = random.nextInt(3) == 0;
        boolean isVolatile = random.nextInt(2) == 0;
        List<List<Step>> threads = new ArrayList<>();
        int value = 1;
        for (int i = 0; i < count; i++) {
            List<Step> own = new ArrayList<>();
            int length = 1 + random.nextInt(steps);
            for (int j = 0; j < length; j++) {
                if (hasFences && random.nextInt(4) == 0) {
                    int kind = random.nextInt(2) * random.nextInt(Fence.values().length);
                    own.add(fence(Fence.values()[kind]));
                } else {
                    Step step = random(random, random.nextInt(locations), value++, hasPlain);
                    own.add(isVolatile && random.nextInt(4) > 0 ? step.strongest() : step);
                }
            }
            threads.add(List.copyOf(own));
        }
        return new Litmus(List.copyOf(threads));
    }

    private static Step random(Random random, int location, int value, boolean hasPlain) {
        AccessMode[] any = AccessMode.values();
        AccessMode mode = any[(hasPlain ? 0 : 1) + random.nextInt(any.length - (hasPlain ? 0 : 1))];
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                boolean isWrong = mode == AccessMode.RELEASE;
                return read(location, isWrong ? AccessMode.ACQUIRE : mode);
            }
            case 3, 4, 5 -> {
                boolean isWrong = mode == AccessMode.ACQUIRE;
                return write(location, value, isWrong ? AccessMode.RELEASE : mode);
            }
            case 6 -> {
                return update(location, value, ofUpdate(mode));
            }
            default -> {
                int expected = random.nextInt(Math.max(1, value));
                return compare(location, expected, value, ofUpdate(mode));
            }
        }
    }

    /** VarHandle has no update that is plain or opaque. */
    private static AccessMode ofUpdate(AccessMode mode) {
        return mode == AccessMode.PLAIN || mode == AccessMode.OPAQUE ? AccessMode.ACQUIRE : mode;
    }
}
