package signalkit.explorer;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import signalkit.explorer.linear.CallPrograms;

/**
 * Checks whether threads that use an object of a class at the same time get results that they could
 * also get one after the other: linearizability (Herlihy and Wing, 1990).
 *
 * <pre>{@code
 * LinearizabilityResult result =
 *         Linearizability.of(MyQueue.class).threads(2).operations(2).explore(Bounds.DEFAULT);
 * }</pre>
 *
 * <p>The operations are the public methods that the class declares and whose arguments are numbers,
 * flags or texts. Nothing else has to be said: what they should return is what the same class
 * returns when one thread calls them. All programs of so many threads and calls are explored, the
 * smallest first. Immutable.
 */
public final class Linearizability {
    private final CallPrograms programs;
    private final int threads;
    private final int operations;

    private Linearizability(CallPrograms programs, int threads, int operations) {
        this.programs = programs;
        this.threads = threads;
        this.operations = operations;
    }

    /**
     * The operations of a class, called by two threads up to two times each.
     *
     * @param type has a constructor without arguments
     * @return what can be explored
     */
    public static Linearizability of(Class<?> type) {
        return of(type.getName(), type.getClassLoader());
    }

    /**
     * The operations of a class, called by two threads up to two times each.
     *
     * @param className as {@link Class#getName} returns it
     * @param parent finds the class
     * @return what can be explored
     */
    public static Linearizability of(String className, ClassLoader parent) {
        return new Linearizability(new CallPrograms(className, parent), 2, 2);
    }

    /**
     * The same with another number of threads.
     *
     * @param count 2 to 8
     * @return what can be explored
     */
    public Linearizability threads(int count) {
        if (count < 2 || count > 8) {
            throw new IllegalArgumentException("2 to 8 threads can call, and not " + count);
        }
        return new Linearizability(programs, count, operations);
    }

    /**
     * The same with another number of calls.
     *
     * @param most how many calls a thread makes at most; 1 or more
     * @return what can be explored
     */
    public Linearizability operations(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a thread makes 1 call or more, and not " + most);
        }
        return new Linearizability(programs, threads, most);
    }

    /**
     * One program, to replay a schedule of it.
     *
     * @param program as {@link LinearizabilityResult.Failure#program} names it
     * @return its code
     * @throws ScenarioException when it is none
     */
    public ScenarioCode program(String program) {
        return programs.code(program);
    }

    /**
     * Explores all programs until one fails; a data race is a failure.
     *
     * @param bounds of each program; the time is that of all
     * @return a proof, a failure, or what is missing for a proof
     * @throws ScenarioException when the class has no operations, or too many
     */
    public LinearizabilityResult explore(Bounds bounds) {
        long start = System.nanoTime();
        List<String> all = programs.all(threads, operations);
        Set<String> unexplored = new TreeSet<>();
        Optional<String> cut = Optional.empty();
        long runs = 0;
        int done = 0;
        for (String program : all) {
            Duration left = left(bounds, start);
            if (left.isNegative()) {
                cut = Optional.of(timeIsOver(bounds));
                break;
            }
            Result result =
                    Explorer.explore(
                            programs.code(program),
                            bounds.withTime(left).withBeyond(Duration.ZERO),
                            EnumSet.of(FindingKind.DATA_RACE),
                            ignored -> {});
            runs += result.statistics().runs();
            unexplored.addAll(result.unexplored());
            if (result.failure().isPresent()) {
                var failure = new LinearizabilityResult.Failure(program, result.failure().get());
                return result(
                        bounds, all.size(), done, runs, Optional.of(failure), cut, unexplored);
            }
            if (result.cut().isPresent()) {
                String why =
                        left(bounds, start).isNegative() ? timeIsOver(bounds) : result.cut().get();
                cut = Optional.of(why + " in " + program);
                break;
            }
            done++;
        }
        return result(bounds, all.size(), done, runs, Optional.empty(), cut, unexplored);
    }

    private static Duration left(Bounds bounds, long start) {
        return bounds.time().minusNanos(System.nanoTime() - start);
    }

    private static String timeIsOver(Bounds bounds) {
        return "the time of " + bounds.time().toMillis() / 1000.0 + " s was over";
    }

    private LinearizabilityResult result(
            Bounds bounds,
            int all,
            int done,
            long runs,
            Optional<LinearizabilityResult.Failure> failure,
            Optional<String> cut,
            Set<String> unexplored) {
        return new LinearizabilityResult(
                programs.name(),
                threads,
                operations,
                bounds,
                all,
                done,
                runs,
                failure,
                cut,
                unexplored);
    }
}
