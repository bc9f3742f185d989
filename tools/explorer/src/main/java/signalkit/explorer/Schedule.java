package signalkit.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a run does something else than go on as if nothing happened; what makes it happen again.
 *
 * <p>Its id is a few letters and digits, as in {@code 1q8c-04m}. A schedule holds for the scenario
 * that it was found in, on any machine and any Java; on a twin of that scenario as far as the twin
 * comes to the same points. Immutable.
 */
public final class Schedule {
    /** Nothing else happens: every thread runs until it waits or ends. */
    public static final Schedule PLAIN = new Schedule(List.of());

    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int GROUP = 4;

    /** In place of the number of a signal. */
    private static final int OLDER = 1;

    /** Kinds that ids write as another one, of signal 0: they are of no signal, as that one. */
    private static final Map<Choice.Kind, Choice.Kind> TWINS =
            Map.of(
                    Choice.Kind.TIME_OUT, Choice.Kind.SPURIOUS,
                    Choice.Kind.GO, Choice.Kind.WAKE);

    private final List<Deviation> deviations;

    public Schedule(List<Deviation> deviations) {
        this.deviations = List.copyOf(deviations);
    }

    /**
     * Reads an id.
     *
     * @param id as {@link #id} writes it; case and hyphens do not matter
     * @return the schedule
     * @throws IllegalArgumentException when it is none, with the reason
     */
    public static Schedule of(String id) {
        String text = id.replace("-", "").toLowerCase(java.util.Locale.ROOT);
        List<Integer> values = new ArrayList<>();
        int value = 0;
        int shift = 0;
        int sum = 0;
        if (text.isEmpty()) {
            throw wrong(id, "it is empty");
        }
        for (int i = 0; i < text.length(); i++) {
            int digit = DIGITS.indexOf(text.charAt(i));
            if (digit < 0) {
                throw wrong(id, "it has a " + text.charAt(i));
            }
            if (i == text.length() - 1) {
                if (digit != sum) {
                    throw wrong(id, "a letter of it is wrong or missing");
                }
                break;
            }
            sum = (sum * 7 + digit + 1) % 32;
            value |= (digit & 15) << shift;
            shift += 4;
            if (shift > 28) {
                throw wrong(id, "a number in it is too large");
            }
            if ((digit & 16) == 0) {
                values.add(value);
                value = 0;
                shift = 0;
            }
        }
        if (shift != 0 || values.size() % 3 != 0) {
            throw wrong(id, "its end is missing");
        }
        return decode(values);
    }

    private static IllegalArgumentException wrong(String id, String why) {
        return new IllegalArgumentException(
                "«" + id + "» is no schedule: " + why + "; copy the whole id of a failure");
    }

    private static Schedule decode(List<Integer> values) {
        List<Deviation> deviations = new ArrayList<>();
        Choice.Kind[] kinds = Choice.Kind.values();
        for (int i = 0; i < values.size(); i += 3) {
            int code = values.get(i + 2);
            int arrival = code / 3 % 8 - 1;
            int target = code / 24 - 1;
            Choice.Kind kind = kinds[code % 3];
            Choice choice;
            if (kind == Choice.Kind.GO && arrival == OLDER) {
                choice = new Choice(Choice.Kind.OLDER, values.get(i), code / 24);
            } else if (kind != Choice.Kind.DELIVER && arrival == 0) {
                // What is of no signal and has one is another kind.
                choice = new Choice(TWINS.get(kind), target, -1);
            } else {
                choice = new Choice(kind, target, arrival);
            }
            deviations.add(new Deviation(values.get(i), values.get(i + 1), choice));
        }
        return new Schedule(deviations);
    }

    /**
     * The short name of this schedule.
     *
     * @return letters and digits, in groups of four; the last one is a check
     */
    public String id() {
        StringBuilder text = new StringBuilder();
        for (Deviation deviation : deviations) {
            Choice choice = deviation.choice();
            append(text, deviation.thread());
            append(text, deviation.step());
            append(text, code(choice));
        }
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum * 7 + DIGITS.indexOf(text.charAt(i)) + 1) % 32;
        }
        text.append(DIGITS.charAt(sum));
        for (int i = GROUP; i < text.length(); i += GROUP + 1) {
            text.insert(i, '-');
        }
        return text.toString();
    }

    private static int code(Choice choice) {
        if (choice.kind() == Choice.Kind.OLDER) {
            // It is of the thread that is there, so how old it is stands in the thread's place.
            return code(Choice.Kind.GO, OLDER, choice.arrival() - 1);
        }
        for (Map.Entry<Choice.Kind, Choice.Kind> twin : TWINS.entrySet()) {
            if (twin.getValue() == choice.kind()) {
                return code(twin.getKey(), 0, choice.thread());
            }
        }
        return code(choice.kind(), choice.arrival(), choice.thread());
    }

    private static int code(Choice.Kind kind, int arrival, int thread) {
        return kind.ordinal() + 3 * (arrival + 1) + 24 * (thread + 1);
    }

    private static void append(StringBuilder text, int value) {
        int left = value;
        while (left > 15) {
            text.append(DIGITS.charAt(16 | (left & 15)));
            left >>>= 4;
        }
        text.append(DIGITS.charAt(left));
    }

    public List<Deviation> deviations() {
        return deviations;
    }

    /**
     * How many times something else happens.
     *
     * @return 0 for the plain schedule
     */
    public int length() {
        return deviations.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schedule schedule && deviations.equals(schedule.deviations);
    }

    @Override
    public int hashCode() {
        return deviations.hashCode();
    }

    @Override
    public String toString() {
        return id();
    }
}
