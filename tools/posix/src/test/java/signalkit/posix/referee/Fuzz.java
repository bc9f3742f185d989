package signalkit.posix.referee;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Compares many random programs, some of them at the same time.
 *
 * <p>Each program is a chain of steps, and the next step waits until the one before it has settled.
 * So one program alone leaves the processors idle, above all on a machine that has more to do.
 *
 * @param first the number of the first program
 * @param count how many
 * @param enough ends the search when so many disagree
 */
record Fuzz(long first, int count, int enough) {
    private static final int WORKERS = 4;
    private static final int BATCH = 20;

    /**
     * Runs them.
     *
     * @param interpreter in C; one process of it for each worker
     * @return the programs that disagree, each explained
     */
    List<String> run(Path interpreter) throws Exception {
        AtomicLong next = new AtomicLong(first);
        ConcurrentLinkedQueue<String> found = new ConcurrentLinkedQueue<>();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                tasks.add(
                        () -> {
                            try (KernelRun kernel = KernelRun.start(interpreter)) {
                                work(next, kernel, found);
                            }
                            return null;
                        });
            }
            for (Future<Void> task : workers.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            workers.shutdownNow();
        }
        return List.copyOf(found);
    }

    private void work(AtomicLong next, KernelRun kernel, ConcurrentLinkedQueue<String> found)
            throws Exception {
        Referee referee = new Referee(kernel);
        while (found.size() < enough) {
            long from = next.getAndAdd(BATCH);
            long to = Math.min(from + BATCH, first + count);
            if (from >= to) {
                return;
            }
            List<Program> programs = LongStream.range(from, to).mapToObj(Program::of).toList();
            List<Program> suspects = referee.suspects(programs);
            for (Program suspect : suspects) {
                if (referee.disagrees(suspect)) {
                    long number = from + programs.indexOf(suspect);
                    found.add("program " + number + ", " + explained(referee, suspect));
                }
            }
        }
    }

    private static String explained(Referee referee, Program program) throws Exception {
        return referee.explain(referee.minimise(program));
    }
}
