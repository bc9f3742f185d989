package signalkit.lessons.shutdownprotocol;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;

/**
 * More workers than any limit in the code allows for, and as many jobs that wait for each other.
 */
final class AllAtOnce implements Check {
    private static final int WORKERS = 12;
    private static final int CEILING = 64;

    @Override
    public CheckResult run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        int workers = SourceNumbers.of(compiled).beyond(WORKERS, CEILING);
        CountDownLatch begun = new CountDownLatch(workers);
        CheckResult hang =
                CheckResult.fail("too-few", "\"start(n) lets n jobs run at the same time\"")
                        .hinted(
                                "The pool was started with "
                                        + workers
                                        + ", and as many jobs wait for each other. Who decides how"
                                        + " many run?");
        return FullSpeed.of(
                () -> play(compiled.make(Pool.class, compiled.plainLoader()), workers, begun),
                hang);
    }

    private static CheckResult play(Pool pool, int workers, CountDownLatch begun) {
        pool.start(workers);
        for (int i = 0; i < workers; i++) {
            pool.submit(() -> meet(begun));
        }
        pool.stop();
        return CheckResult.pass("as many jobs run at once as were asked for", 1);
    }

    private static void meet(CountDownLatch begun) {
        begun.countDown();
        try {
            begun.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
