package signalkit.explorer.linear;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import signalkit.explorer.Plan;
import signalkit.explorer.Scenario;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;

/**
 * Threads that call the operations of one object.
 *
 * <p><b>How it works.</b> The beginning and the end of a call are steps. When a call begins the
 * thread notes how many calls of each other thread have ended: those come before this one in any
 * order that explains the results. A call that never ends must wait forever after that order, too.
 */
final class HistoryScenario implements Scenario {
    private static final String NAMES = "abcdefgh";

    /** The calls of one thread that have ended. */
    private static final class Ended {
        private int count;
    }

    private final Operations operations;
    private final CallProgram program;
    private final SequentialRuns sequential;
    private final List<Ended> ended = new ArrayList<>();
    private final List<List<String>> results = new ArrayList<>();

    /** For each thread and call: how many calls of each thread had ended when it began. */
    private final List<List<int[]>> before = new ArrayList<>();

    private Object object;

    HistoryScenario(Operations operations, CallProgram program, SequentialRuns sequential) {
        this.operations = operations;
        this.program = program;
        this.sequential = sequential;
    }

    @Override
    public void prepare(Plan plan) {
        object = operations.make();
        for (int i = 0; i < program.threads().size(); i++) {
            int thread = i;
            ended.add(new Ended());
            results.add(new ArrayList<>());
            before.add(new ArrayList<>());
            plan.thread(NAMES.substring(i, i + 1), () -> run(thread));
        }
        plan.mayWait("");
        plan.atEnd("some order of the calls gives their results", this::isLinearizable);
    }

    private void run(int thread) {
        for (Call call : program.threads().get(thread)) {
            int[] seen = new int[ended.size()];
            for (int other = 0; other < seen.length; other++) {
                if (other != thread) {
                    Here.step(ended.get(other), Effect.READ, "calls " + call.words());
                    seen[other] = ended.get(other).count;
                }
            }
            before.get(thread).add(seen);
            String result = call.on(object, operations.method(call));
            String words = result.startsWith("throws ") ? result : "returns " + result;
            Here.step(ended.get(thread), Effect.WRITE, words);
            results.get(thread).add(result);
            ended.get(thread).count++;
        }
    }

    private boolean isLinearizable() {
        List<Integer> counts = new ArrayList<>();
        Set<Integer> waiting = new HashSet<>();
        for (int thread = 0; thread < results.size(); thread++) {
            counts.add(results.get(thread).size());
            if (before.get(thread).size() > counts.get(thread)) {
                waiting.add(thread);
            }
        }
        return sequential.of(counts).stream()
                .anyMatch(run -> explains(run) && sequential.allWaitAfter(run, waiting));
    }

    private boolean explains(SequentialRuns.Ordered run) {
        for (int thread = 0; thread < results.size(); thread++) {
            List<String> own = results.get(thread);
            if (!own.equals(run.results().get(thread).subList(0, own.size()))) {
                return false;
            }
        }
        int[] counts = new int[results.size()];
        for (int thread : run.order()) {
            int[] earlier = before.get(thread).get(counts[thread]);
            for (int other = 0; other < counts.length; other++) {
                if (counts[other] < earlier[other]) {
                    return false;
                }
            }
            counts[thread]++;
        }
        return true;
    }
}
