package signalkit.explorer.fair;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.model.Hash;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.ModelStep;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Task;

/**
 * Looks at the end of a run that is longer than its bound: do the same steps repeat, and does
 * anything change? Only who has the turn uses it.
 *
 * <p><b>How it works.</b> The second half of the steps within the bound are kept. If they repeat
 * some steps over and over, and the memory that these write is the same each time, the run goes on
 * to {@value #LONGER} times the bound. What repeats till then is taken for endless. Local variables
 * are not looked at, so a loop of even more rounds that counts them is taken for endless, too.
 */
public final class LoopWatch {
    private static final int LONGER = 4;

    /** So many rounds are seen before steps are said to repeat. */
    private static final int ROUNDS = 8;

    /** What is known of a run that goes on. */
    public enum Verdict {
        GOES_ON,
        CUT,
        ENDLESS
    }

    private final int bound;
    private final Function<Operation, Object> values;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private long[] marks = new long[256];
    private int size;
    private int period;
    private List<Object> snapshot = List.of();
    private Task starved;

    /** {@code values} gives what a place that a step writes holds; null when nobody knows. */
    public LoopWatch(int bound, Function<Operation, Object> values) {
        this.bound = bound;
        this.values = values;
    }

    /**
     * A thread comes to a step; {@code number} counts those of the run, and {@code operation} is
     * null for what nobody else can see and changes nothing.
     */
    public Verdict note(int number, Task task, Operation operation) {
        if (!isLong(number)) {
            return Verdict.GOES_ON;
        }
        keep(task, operation);
        if (number <= bound) {
            return Verdict.GOES_ON;
        }
        if (period == 0 && !begin()) {
            return Verdict.CUT;
        }
        if (marks[size - 1] != marks[size - 1 - period]) {
            return Verdict.CUT;
        }
        boolean isRound = (number - bound) % period == 0;
        if (isRound && starved == null && !snapshot.equals(valuesNow())) {
            starved = starved();
            if (starved == null) {
                return Verdict.CUT;
            }
        }
        return number >= LONGER * (long) bound ? Verdict.ENDLESS : Verdict.GOES_ON;
    }

    private boolean isLong(int number) {
        return number > bound / 2;
    }

    private void keep(Task task, Operation operation) {
        if (size == marks.length) {
            marks = Arrays.copyOf(marks, 2 * size);
        }
        marks[size] = mark(task, operation);
        size++;
        tasks.add(task);
        operations.add(operation);
    }

    private static long mark(Task task, Operation operation) {
        if (operation == null) {
            return Hash.mix(task.id, -1);
        }
        boolean yields = task.yields;
        Object place = operation.location() == null ? operation.object() : operation.location();
        Object site = operation.access() == null ? null : operation.access().site();
        long where = yields ? 0 : Hash.mix(System.identityHashCode(place), Objects.hashCode(site));
        return Hash.mix(Hash.mix(task.id, operation.kind().ordinal()), where);
    }

    /** Whether the steps repeat so far, and either change nothing or leave somebody out. */
    private boolean begin() {
        for (int candidate = 1; candidate <= size / ROUNDS; candidate++) {
            if (repeats(candidate)) {
                period = candidate;
                snapshot = valuesNow();
                starved = snapshot == null ? starved() : null;
                return snapshot != null || starved != null;
            }
        }
        return false;
    }

    private boolean repeats(int distance) {
        for (int i = size - 1; i >= size - (ROUNDS - 1) * distance; i--) {
            if (marks[i] != marks[i - distance]) {
                return false;
            }
        }
        return true;
    }

    /** What the places hold that a round writes; null when it may change something else. */
    private List<Object> valuesNow() {
        List<Object> held = new ArrayList<>();
        for (int i = size - period; i < size; i++) {
            Operation operation = operations.get(i);
            if (operation != null && !isHarmless(operation)) {
                Object value = values.apply(operation);
                if (value == null) {
                    return null;
                }
                held.add(value);
            }
        }
        return held;
    }

    private static boolean isHarmless(Operation operation) {
        if (operation.step() != null && operation.step().words.equals(ModelStep.READS_THE_CLOCK)) {
            // The loop may wait for time to pass, which it does not here.
            return false;
        }
        return switch (operation.kind()) {
            case READ, ENTER, EXIT, MUTEX, SIGNAL, FENCE, END, LAST -> true;
            case WRITE -> operation.step() != null && operation.step().timedOut;
            case KIT ->
                    switch (operation.op()) {
                        case COND_WAIT, COND_SIGNAL, WAIT -> true;
                        default -> false;
                    };
        };
    }

    /** A thread of the round that tries to get what others of it get and release. */
    private Task starved() {
        for (Task task : tasksOfRound()) {
            boolean releases = false;
            Set<Location> wanted = new HashSet<>();
            for (int i = size - period; i < size; i++) {
                Operation operation = operations.get(i);
                if (operation == null || tasks.get(i) != task) {
                    continue;
                }
                if (operation.kind() == Operation.Kind.ENTER) {
                    wanted.add(operation.location());
                }
                boolean writes = operation.kind() == Operation.Kind.WRITE;
                releases |= writes || operation.kind() == Operation.Kind.EXIT;
            }
            if (!releases && wanted.stream().anyMatch(place -> othersRelease(place, task))) {
                return task;
            }
        }
        return null;
    }

    private boolean othersRelease(Location place, Task task) {
        for (int i = size - period; i < size; i++) {
            Operation operation = operations.get(i);
            if (tasks.get(i) != task
                    && operation != null
                    && operation.kind() == Operation.Kind.EXIT
                    && operation.location() == place) {
                return true;
            }
        }
        return false;
    }

    private Set<Task> tasksOfRound() {
        return new LinkedHashSet<>(tasks.subList(size - period, size));
    }

    /** What is wrong with a run that is endless; {@code places} says in what code a thread is. */
    public Finding finding(Function<Task, String> places) {
        if (starved != null) {
            return new Finding(
                    FindingKind.STARVATION,
                    starved
                            + " in "
                            + places.apply(starved)
                            + " never gets what others take again and again");
        }
        List<Task> round = new ArrayList<>(tasksOfRound());
        round.sort(Comparator.comparingInt(task -> task.id));
        String who =
                round.stream()
                        .map(task -> task + " in " + places.apply(task))
                        .collect(Collectors.joining(", "));
        String verb = round.size() == 1 ? " repeats" : " repeat";
        return new Finding(
                FindingKind.LIVELOCK, who + verb + " the same steps forever, and nothing changes");
    }
}
