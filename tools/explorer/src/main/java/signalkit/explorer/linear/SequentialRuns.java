package signalkit.explorer.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the calls of a program return when they come one after the other, in each order. Only who
 * has the turn uses it, in a run that is over: the classes are those of the run.
 */
final class SequentialRuns {
    /**
     * One order.
     *
     * @param order the thread of each call
     * @param results of each thread
     */
    record Ordered(List<Integer> order, List<List<String>> results) {}

    private final Operations operations;
    private final CallProgram program;
    private final Map<List<Integer>, List<Ordered>> known = new HashMap<>();

    SequentialRuns(Operations operations, CallProgram program) {
        this.operations = operations;
        this.program = program;
    }

    /** All orders in which each thread makes so many of its calls, and none waits forever. */
    List<Ordered> of(List<Integer> counts) {
        List<Ordered> runs = known.get(counts);
        if (runs == null) {
            runs = new ArrayList<>();
            collect(counts, new ArrayList<>(), runs);
            known.put(counts, runs);
        }
        return runs;
    }

    private void collect(List<Integer> counts, List<Integer> order, List<Ordered> runs) {
        int left = counts.stream().mapToInt(Integer::intValue).sum() - order.size();
        if (left == 0) {
            List<List<String>> results = run(order, operations.make());
            if (results != null) {
                runs.add(new Ordered(List.copyOf(order), results));
            }
            return;
        }
        for (int thread = 0; thread < counts.size(); thread++) {
            int own = thread;
            if (order.stream().filter(each -> each == own).count() < counts.get(thread)) {
                order.add(thread);
                collect(counts, order, runs);
                order.remove(order.size() - 1);
            }
        }
    }

    /** The results of one order; null when a call of it waits forever. */
    private List<List<String>> run(List<Integer> order, Object object) {
        List<List<String>> results = new ArrayList<>();
        program.threads().forEach(thread -> results.add(new ArrayList<>()));
        for (int thread : order) {
            List<String> own = results.get(thread);
            Call call = program.threads().get(thread).get(own.size());
            String result = call.alone(object, operations.method(call));
            if (result == null) {
                return null;
            }
            own.add(result);
        }
        return results;
    }

    /** Whether the next call of each of some threads would wait forever after an order. */
    boolean allWaitAfter(Ordered ordered, Set<Integer> threads) {
        return threads.stream()
                .allMatch(
                        thread -> {
                            List<Integer> order = new ArrayList<>(ordered.order());
                            order.add(thread);
                            return run(order, operations.make()) == null;
                        });
    }
}
