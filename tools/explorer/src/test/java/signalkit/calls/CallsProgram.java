package signalkit.calls;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;

/**
 * The program that a number stands for: two or three threads, each with a few calls of one or two
 * objects of the JDK.
 */
public final class CallsProgram implements Scenario {
    private static final String NAMES = "abc";
    private static final int[] COUNTS = {
        MapCalls.COUNT,
        TableCalls.COUNT,
        ListCalls.COUNT,
        QueueCalls.COUNT,
        LockCalls.COUNT,
        WaitCalls.COUNT,
        AtomicCalls.COUNT,
        TaskCalls.COUNT,
        StreamCalls.COUNT,
        HandleCalls.COUNT,
        PoolCalls.COUNT
    };

    private JdkClass<?>[] classes;
    private Object[] objects;

    /** By thread and step: the object and the call. */
    private int[][][] steps;

    /** What the calls of each thread have returned. */
    private String[] seen;

    static CallsProgram of(long number) {
        CallsProgram program = new CallsProgram();
        program.make(number);
        return program;
    }

    private void make(long number) {
        Random random = new Random(number);
        random.nextInt();
        int all = count();
        int first = Math.floorMod((int) number, all);
        classes =
                random.nextInt(4) == 0
                        ? new JdkClass<?>[] {type(first), type(random.nextInt(all))}
                        : new JdkClass<?>[] {type(first)};
        int threads = random.nextInt(3) == 0 ? 3 : 2;
        steps = new int[threads][][];
        seen = new String[threads];
        for (int i = 0; i < threads; i++) {
            steps[i] = new int[1 + random.nextInt(5 - threads)][];
            for (int j = 0; j < steps[i].length; j++) {
                int object = random.nextInt(classes.length);
                steps[i][j] = new int[] {object, random.nextInt(classes[object].calls().size())};
            }
            seen[i] = "";
        }
        objects = new Object[classes.length];
        for (int i = 0; i < classes.length; i++) {
            objects[i] = classes[i].make().get();
        }
    }

    /** How many classes there are. */
    static int count() {
        return IntStream.of(COUNTS).sum();
    }

    private static JdkClass<?> type(int number) {
        int rest = number;
        int group = 0;
        while (rest >= COUNTS[group]) {
            rest -= COUNTS[group++];
        }
        return switch (group) {
            case 0 -> MapCalls.of(rest);
            case 1 -> TableCalls.of(rest);
            case 2 -> ListCalls.of(rest);
            case 3 -> QueueCalls.of(rest);
            case 4 -> LockCalls.of(rest);
            case 5 -> WaitCalls.of(rest);
            case 6 -> AtomicCalls.of(rest);
            case 7 -> TaskCalls.of(rest);
            case 8 -> StreamCalls.of(rest);
            case 9 -> HandleCalls.of(rest);
            default -> PoolCalls.of(rest);
        };
    }

    int threads() {
        return steps.length;
    }

    int steps(int thread) {
        return steps[thread].length;
    }

    /** Whether all its calls are. */
    boolean isAtomic() {
        return Arrays.stream(steps)
                .flatMap(Arrays::stream)
                .allMatch(step -> classes[step[0]].calls().get(step[1]).isAtomic());
    }

    /** A thread makes one of its calls. */
    void step(int thread, int number, JdkClass.Self self) {
        int[] step = steps[thread][number];
        seen[thread] += classes[step[0]].call(step[1], objects[step[0]], self) + ",";
    }

    /** What all calls have returned, and what the objects hold. */
    String end() {
        StringBuilder text = new StringBuilder(Arrays.toString(seen));
        for (int i = 0; i < classes.length; i++) {
            text.append(' ').append(classes[i].text(objects[i]));
        }
        return text.toString();
    }

    @Override
    public void prepare(Plan plan) {
        make(Long.parseLong(plan.variant()));
        for (int i = 0; i < steps.length; i++) {
            int thread = i;
            plan.thread(
                    NAMES.substring(i, i + 1),
                    () -> {
                        JdkClass.Self self = new JdkClass.Self(thread + 1);
                        for (int j = 0; j < steps[thread].length; j++) {
                            step(thread, j, self);
                        }
                    });
        }
        plan.show("all", this::end);
    }

    /** Its objects, and the calls of each thread. */
    @Override
    public String toString() {
        IntFunction<String> thread =
                i -> NAMES.charAt(i) + ": " + Arrays.stream(steps[i]).map(this::text).toList();
        List<String> names = Arrays.stream(classes).map(JdkClass::name).toList();
        return IntStream.range(0, steps.length)
                .mapToObj(thread)
                .collect(Collectors.joining(", ", names + ", ", ""));
    }

    private String text(int[] step) {
        String call = classes[step[0]].calls().get(step[1]).name();
        return classes.length == 1 ? call : classes[step[0]].name() + "." + call;
    }
}
