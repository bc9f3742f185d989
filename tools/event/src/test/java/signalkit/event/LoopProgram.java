package signalkit.event;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A random program for an event loop, which libevent and this module can both run.
 *
 * <p>One line holds it: the events, a script for the callback of each, two scripts for {@code
 * once}, and the script of the main thread, between semicolons. An event is a timer {@code T}, a
 * pipe that can be read {@code R0} or written {@code W0}, or a signal {@code S0}; {@code +} makes
 * it persistent. A script is a list of actions:
 *
 * <pre>
 * a2:15  adds event 2 with 15 µs, a2:- without a time    d2    deletes it
 * m2     removes its timer                               v2:4  makes it active for a reason
 * q2     asks whether it is pending                      p0 t0 puts a byte into a pipe, takes one
 * r0     raises a signal that is watched                 x15   loopexit in 15 µs, b loopbreak
 * o15:6  once in 15 µs, with script 6                    w7    works for 7 µs
 * g      dispatches, in the main script only
 * </pre>
 *
 * @param events the events
 * @param scripts those of the callbacks and of {@code once}, and the main one, last
 */
record LoopProgram(List<String> events, List<List<String>> scripts) {
    static final int EVENTS = 6;
    static final int SCRIPTS = 8;
    static final int MAIN = SCRIPTS;

    /** The program of a number, always the same. */
    static LoopProgram of(long number) {
        return new Draw(new Random(number * 0x9E3779B97F4A7C15L)).program();
    }

    static LoopProgram read(String wire) {
        List<List<String>> fields =
                Arrays.stream(wire.split(";", -1))
                        .map(text -> Arrays.stream(text.split(" ")).filter(t -> !t.isEmpty()))
                        .map(words -> words.collect(Collectors.toList()))
                        .toList();
        return new LoopProgram(fields.get(0), fields.subList(1, fields.size()));
    }

    /** The line that both interpreters read. */
    String wire() {
        return String.join(" ", events)
                + scripts.stream()
                        .map(s -> String.join(" ", s))
                        .collect(Collectors.joining(";", ";", ""));
    }

    /** Each program that lacks one action of this one. */
    List<LoopProgram> smaller() {
        return withoutOne(scripts).stream().map(fewer -> new LoopProgram(events, fewer)).toList();
    }

    /** The scripts without one of their actions, in each way. */
    static List<List<List<String>>> withoutOne(List<List<String>> scripts) {
        List<List<List<String>>> result = new ArrayList<>();
        for (int script = 0; script < scripts.size(); script++) {
            for (int action = 0; action < scripts.get(script).size(); action++) {
                List<List<String>> fewer = new ArrayList<>(scripts);
                fewer.set(script, new ArrayList<>(scripts.get(script)));
                fewer.get(script).remove(action);
                result.add(fewer);
            }
        }
        return result;
    }

    /**
     * Draws one program. What README lists as different is left out: channels that are ready at the
     * same time, a time for a signal or for one of several events of a channel, a break while a
     * channel or a signal may be ready, work before a time begins anew, and a time that ends when
     * its channel is ready. Each time is another number of microseconds, since libevent fires
     * timers of one moment in no promised order.
     */
    private static final class Draw {
        private static final int SIGNALS = 2;

        /** Mian-Chowla numbers: no two pairs of them have the same sum. */
        private static final List<Integer> APART =
                List.of(
                        1, 2, 4, 8, 13, 21, 31, 45, 66, 81, 97, 123, 148, 182, 204, 252, 290, 361,
                        401, 475);

        private final Random random;
        private final String channel;
        private final boolean timersOnly;
        private final boolean works;
        private int times;
        private boolean hasZero;

        Draw(Random random) {
            this.random = random;
            channel = random.nextInt(3) > 0 ? "R0" : "W0";
            timersOnly = random.nextInt(4) == 0;
            works = random.nextInt(3) == 0;
        }

        LoopProgram program() {
            List<String> events = new ArrayList<>();
            int count = 2 + random.nextInt(EVENTS - 1);
            for (int i = 0; i < count; i++) {
                events.add(event());
            }
            List<List<String>> scripts = new ArrayList<>();
            for (int i = 0; i < SCRIPTS; i++) {
                boolean runs = i < count || i >= EVENTS;
                List<String> script = runs ? actions(events, random.nextInt(4)) : List.of();
                boolean isChannel = i < count && events.get(i).matches("[RW].*");
                scripts.add(isChannel ? ofChannel(script, events) : script);
            }
            List<String> main = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(2); i++) {
                main.addAll(actions(events, 3 + random.nextInt(6)));
                main.add("g");
            }
            scripts.add(main);
            return new LoopProgram(events, scripts);
        }

        private String event() {
            String persistent = !works && random.nextBoolean() ? "+" : "";
            return switch (timersOnly ? 0 : random.nextInt(5)) {
                case 0, 1 -> "T" + persistent;
                case 2, 3 -> channel + persistent;
                default -> "S" + random.nextInt(SIGNALS);
            };
        }

        private List<String> actions(List<String> events, int count) {
            List<String> actions = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                actions.add(action(events));
            }
            return actions;
        }

        private String action(List<String> events) {
            int event = random.nextInt(events.size());
            return switch (random.nextInt(18)) {
                case 0, 1, 2, 3, 4 -> "a" + event + ":" + timeFor(event, events);
                case 5 -> "d" + event;
                case 6 -> "m" + event;
                case 7 ->
                        (canBeActive(events, event)
                                ? "v" + event + ":" + (1 << random.nextInt(4))
                                : "q" + event);
                case 8, 9 -> "q" + event;
                case 10, 11, 12, 13 -> onChannel(events);
                case 14 -> "r" + random.nextInt(SIGNALS);
                case 15 -> "o" + time(1) + ":" + (EVENTS + random.nextInt(SCRIPTS - EVENTS));
                case 16 -> works ? "w" + random.nextInt(12_000) : "r" + random.nextInt(SIGNALS);
                default ->
                        timersOnly && random.nextBoolean()
                                ? "b"
                                : random.nextInt(3) > 0 ? "q" + event : "x" + time(1);
            };
        }

        private String onChannel(List<String> events) {
            if (events.stream().noneMatch(each -> each.matches("[RW].*"))) {
                return "r" + random.nextInt(SIGNALS);
            }
            return random.nextInt(4) > 0 ? "p0" : "t0";
        }

        private String timeFor(int event, List<String> events) {
            char kind = events.get(event).charAt(0);
            long same = events.stream().filter(each -> each.charAt(0) == kind).count();
            boolean none = kind == 'S' || kind != 'T' && (works || same > 1);
            return none || random.nextInt(3) == 0 ? "-" : time(kind == 'T' ? 0 : 1);
        }

        /**
         * A channel may be looked at before or after the signals that were caught, so its callback
         * touches no signal. Most callbacks take a byte.
         */
        private List<String> ofChannel(List<String> script, List<String> events) {
            List<String> actions = new ArrayList<>();
            if (random.nextInt(3) > 0) {
                actions.add("t0");
            }
            for (String action : script) {
                boolean changes = action.matches("[ad].*");
                boolean ofSignal = changes && events.get(action.charAt(1) - '0').charAt(0) == 'S';
                if (!ofSignal && action.charAt(0) != 'r') {
                    actions.add(action);
                }
            }
            return actions;
        }

        /** A callback may put an event before the signals that were caught, or behind them. */
        private boolean canBeActive(List<String> events, int event) {
            String kinds =
                    events.stream().map(each -> each.substring(0, 1)).collect(Collectors.joining());
            boolean mixed = kinds.contains("S") && kinds.matches(".*[RW].*");
            return !mixed && !events.get(event).endsWith("+");
        }

        /** Zero at most once: several timers of zero have one moment. */
        private String time(int least) {
            int millis = 5 * (least + random.nextInt(4));
            if (millis == 0 && !hasZero) {
                hasZero = true;
                return "0";
            }
            int apart = 500 + APART.get(times++ % APART.size());
            return String.valueOf(1_000 * Math.max(5, millis) + apart);
        }
    }
}
