package signalkit.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A random program for a buffered socket, which libevent and this module can both run.
 *
 * <p>One line holds its scripts, between semicolons: those of onRead, of onWrite and of onEvent,
 * and the main one. Directions are READ 2, WRITE 4, both 6. The loop settles after each action of
 * the main script.
 *
 * <pre>
 * e2       enables a direction, d2 disables it     t50:0    read and write timeouts in ms, 0 for none
 * m2:3:10  low and high watermark of a direction   w7       writes 7 bytes, x7 takes 7 from the input
 * s7       the peer sends 7 bytes                  r        the peer receives until nothing comes
 * c        the peer sends its end, C closes        +60      60 ms pass
 * </pre>
 *
 * @param scripts those of the three callbacks, and the main one, last
 */
record BufferProgram(List<List<String>> scripts) {
    static final int READS = 0;
    static final int WRITES = 1;
    static final int EVENTS = 2;
    static final int MAIN = 3;

    /** More than a pair of sockets holds. */
    private static final int LARGE = 1_000_000;

    /** The program of a number, always the same. */
    static BufferProgram of(long number) {
        return new Draw(new Random(number * 0x9E3779B97F4A7C15L)).program();
    }

    static BufferProgram read(String wire) {
        return new BufferProgram(
                Arrays.stream(wire.split(";", -1))
                        .map(text -> Arrays.stream(text.split(" ")).filter(t -> !t.isEmpty()))
                        .map(words -> words.collect(Collectors.toList()))
                        .toList());
    }

    /** The line that both interpreters read. */
    String wire() {
        return scripts.stream().map(s -> String.join(" ", s)).collect(Collectors.joining(";"));
    }

    /** Each program that lacks one action of this one. */
    List<BufferProgram> smaller() {
        return LoopProgram.withoutOne(scripts).stream().map(BufferProgram::new).toList();
    }

    /**
     * Draws one program, without what {@code docs/libevent.md} lists as different. Output goes out
     * at once here, and in the loop with libevent, and which direction of a socket comes first in a
     * round is the poller's affair. So the loop settles after each action of the main script, only
     * that script disables writing or has the peer do something, a callback is concerned with one
     * direction, and only one direction has a time.
     */
    private static final class Draw {
        private static final int[] HIGH = {0, 5, 10, 20};
        private static final int[] LOW = {0, 0, 3, 10};
        private static final int[] TIMES = {30, 50, 80};

        private final Random random;
        private final boolean readsInTime;
        private boolean hasLarge;
        private boolean isClosed;

        Draw(Random random) {
            this.random = random;
            readsInTime = random.nextBoolean();
        }

        BufferProgram program() {
            boolean eventsRead = random.nextBoolean();
            List<List<String>> scripts = new ArrayList<>();
            for (int script = 0; script < MAIN; script++) {
                boolean reads = script == READS || script == EVENTS && eventsRead;
                List<String> actions = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    actions.add(reads ? reading() : writing(script == EVENTS));
                }
                scripts.add(actions);
            }
            List<String> main = new ArrayList<>();
            main.add(random.nextInt(8) > 0 ? "e2" : "d4");
            if (random.nextInt(3) == 0) {
                main.add(times());
                main.add("m2:" + pick(LOW) + ":" + pick(HIGH));
            }
            for (int i = 4 + random.nextInt(14); i > 0; i--) {
                main.add(
                        switch (random.nextInt(4)) {
                            case 0 -> reading();
                            case 1 -> random.nextInt(4) > 0 ? writing(true) : "d4";
                            default -> ofPeer();
                        });
            }
            scripts.add(main);
            return new BufferProgram(scripts);
        }

        private String reading() {
            return switch (random.nextInt(10)) {
                case 0, 1 -> "e2";
                case 2 -> "d2";
                case 3, 4, 5, 6 -> "x" + bytes();
                case 7 -> times();
                default -> "m2:" + pick(LOW) + ":" + pick(HIGH);
            };
        }

        private String writing(boolean enables) {
            return switch (random.nextInt(6)) {
                case 0, 1 -> enables ? "e4" : times();
                case 2 -> "m4:" + pick(LOW) + ":0";
                case 3 -> times();
                default -> "w" + bytes();
            };
        }

        private String times() {
            return readsInTime ? "t" + pick(TIMES) + ":0" : "t0:" + pick(TIMES);
        }

        private String ofPeer() {
            if (isClosed) {
                return passed();
            }
            return switch (random.nextInt(24)) {
                case 0, 1, 2, 3, 4, 5, 6 -> "s" + bytes();
                case 7, 8, 9, 10 -> "r";
                case 11, 12 -> large();
                case 13 -> "c";
                case 14 -> hasLarge ? "r" : closed();
                default -> passed();
            };
        }

        private String passed() {
            return "+" + (10 + 10 * random.nextInt(10));
        }

        private String large() {
            hasLarge = true; // then both directions would be ready when the peer closes
            return "w" + LARGE;
        }

        private String closed() {
            isClosed = true;
            return "C";
        }

        private int bytes() {
            return 1 + random.nextInt(24);
        }

        private int pick(int[] numbers) {
            return numbers[random.nextInt(numbers.length)];
        }
    }
}
