package signalkit.explorer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * Measures the explorer against Lincheck on the same code, side by side; see README.
 *
 * <p>Each measurement has a JVM of its own, started cold, and the two take turns. Time to failure
 * runs from the call to its return, with all that either does to show the failure. Executions per
 * second are those of a program without a fault. The explorer has one worker and runs everything
 * that commutes, too, since Lincheck does.
 */
public final class AgainstLincheck {
    private static final int ROUNDS = 5;
    private static final int INVOCATIONS = 3_000;

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(8);

    private AgainstLincheck() {}

    /** Jobs under a monitor. */
    static final class Jobs {
        private final boolean drains;
        private int waiting;
        private boolean closed;
        private int added;
        private int run;

        Jobs(boolean drains) {
            this.drains = drains;
        }

        synchronized void add() {
            if (!closed) {
                waiting++;
                added++;
                notifyAll();
            }
        }

        synchronized boolean take() {
            try {
                while (waiting == 0 && !closed) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (closed && !(drains && waiting > 0)) {
                return false;
            }
            waiting--;
            run++;
            return true;
        }

        synchronized void close() {
            closed = true;
            notifyAll();
        }

        void takeAll() {
            boolean more;
            do {
                more = take();
            } while (more);
        }

        boolean isComplete() {
            return added == run;
        }
    }

    /** Two locks, taken in one order by one thread and in the other by the other. */
    static final class Locks {
        private final Object jobs = new Object();
        private final Object base = new Object();
        private int count;

        void add() {
            synchronized (jobs) {
                synchronized (base) {
                    count++;
                }
            }
        }

        void kill() {
            synchronized (base) {
                synchronized (jobs) {
                    count++;
                }
            }
        }
    }

    /** A job that is added is dropped by a worker that is told to end. */
    static class LostJob implements Scenario {
        private final Jobs jobs = new Jobs(isMended());

        boolean isMended() {
            return false;
        }

        @Override
        public void prepare(Plan plan) {
            plan.thread("adder", jobs::add);
            plan.thread("worker", jobs::takeAll);
            plan.thread("closer", jobs::close);
            plan.atEnd("what was added has run", jobs::isComplete);
        }
    }

    /** The worker ends when no job is left. */
    static final class NoLostJob extends LostJob {
        @Override
        boolean isMended() {
            return true;
        }
    }

    /** What a handler does to the thread below it, with a thread of its own for the handler. */
    static final class Deadlock implements Scenario {
        private final Locks locks = new Locks();

        @Override
        public void prepare(Plan plan) {
            plan.thread("adder", locks::add);
            plan.thread("killer", locks::kill);
        }
    }

    // No loops over threads in what Lincheck runs: 3.7 fails inside itself on these.

    private static void lostJob(boolean mended) {
        Jobs jobs = new Jobs(mended);
        Thread adder = new Thread(jobs::add);
        Thread worker = new Thread(jobs::takeAll);
        Thread closer = new Thread(jobs::close);
        adder.start();
        worker.start();
        closer.start();
        join(adder);
        join(worker);
        join(closer);
        if (!jobs.isComplete()) {
            throw new IllegalStateException("a job is lost");
        }
    }

    private static void deadlock() {
        Locks locks = new Locks();
        Thread adder = new Thread(locks::add);
        Thread killer = new Thread(locks::kill);
        adder.start();
        killer.start();
        join(adder);
        join(killer);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Result explorer(Class<? extends Scenario> type) {
        Bounds bounds = Bounds.DEFAULT.unreduced().withWorkers(1).withTime(Duration.ofMinutes(5));
        return Explorer.explore(ScenarioCode.of(type), bounds);
    }

    /** What the explorer says; without a failure it searches again until Lincheck would be done. */
    private static Finished explore(String scenario) {
        Class<? extends Scenario> type =
                switch (scenario) {
                    case "lost-job" -> LostJob.class;
                    case "deadlock" -> Deadlock.class;
                    default -> NoLostJob.class;
                };
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        long runs = 0;
        Result result;
        do {
            result = explorer(type);
            runs += result.statistics().runs();
        } while (result.isProof() && System.nanoTime() < end);
        String said = result.failure().map(failure -> failure.finding().text()).orElse("");
        return new Finished(said, runs);
    }

    /** What Lincheck says; without a failure it runs as often as it is told. */
    private static Finished check(String scenario) {
        try {
            Lincheck.runConcurrentTest(
                    INVOCATIONS,
                    switch (scenario) {
                        case "lost-job" -> () -> lostJob(false);
                        case "deadlock" -> AgainstLincheck::deadlock;
                        default -> () -> lostJob(true);
                    });
            return new Finished("", INVOCATIONS);
        } catch (LincheckAssertionError e) {
            return new Finished(e.getMessage(), INVOCATIONS);
        }
    }

    private record Finished(String said, long runs) {}

    /** One measurement: milliseconds to the failure, or executions per second. */
    private static double measure(String tool, String scenario) {
        long start = System.nanoTime();
        Finished end = tool.equals("explorer") ? explore(scenario) : check(scenario);
        double seconds = (System.nanoTime() - start) / 1e9;
        String words =
                switch (scenario + " " + tool) {
                    case "lost-job explorer" -> "what was added has run";
                    case "lost-job lincheck" -> "a job is lost";
                    case "deadlock explorer" -> "waits for the monitor";
                    case "deadlock lincheck" -> "deadlock";
                    default -> "";
                };
        if (!end.said().contains(words) || words.isEmpty() != end.said().isEmpty()) {
            throw new IllegalStateException(
                    tool + " says of " + scenario + ": «" + end.said() + "»");
        }
        return words.isEmpty() ? end.runs() / seconds : 1000 * seconds;
    }

    private static double inChild(String tool, String scenario)
            throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+EnableDynamicAgentLoading",
                                "-Djdk.attach.allowAttachSelf=true",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AgainstLincheck.class.getName(),
                                tool,
                                scenario)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (child.waitFor() != 0) {
            throw new IllegalStateException(tool + " failed on " + scenario + ": " + output);
        }
        return Double.parseDouble(output.lines().reduce((first, last) -> last).orElseThrow());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /**
     * Measures everything, or one thing.
     *
     * @param arguments none; or a tool and a scenario, for a child
     * @throws Exception when a child fails
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2) {
            System.out.println(measure(arguments[0], arguments[1]));
            // Lincheck leaves threads behind.
            System.exit(0);
        }
        Map<String, List<Double>> rows = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String scenario : List.of("lost-job", "deadlock", "no-lost-job")) {
                for (String tool : List.of("explorer", "lincheck")) {
                    rows.computeIfAbsent(scenario + " " + tool, absent -> new ArrayList<>())
                            .add(inChild(tool, scenario));
                }
            }
        }
        rows.forEach(
                (name, values) ->
                        System.out.printf(
                                Locale.ROOT,
                                "%-22s median %,10.0f %s (%d rounds, %,.0f to %,.0f)%n",
                                name,
                                median(values),
                                name.startsWith("no-") ? "executions/s" : "ms to failure",
                                values.size(),
                                values.stream().min(Double::compare).orElseThrow(),
                                values.stream().max(Double::compare).orElseThrow()));
    }
}
