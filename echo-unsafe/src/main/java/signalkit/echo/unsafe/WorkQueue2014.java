package signalkit.echo.unsafe;

/** Commit 1e18f05: a worker looks whether it is to end. Commit 24dffde: it unlocks then. */
final class WorkQueue2014 extends WorkQueue {
    private final boolean isOf2015;

    WorkQueue2014(boolean isOf2015) {
        this.isOf2015 = isOf2015;
    }

    @Override
    Job take(Worker worker) {
        jobsMutex.lock();
        while (jobs == null && !worker.terminate) {
            jobsCond.await(jobsMutex);
        }
        if (worker.terminate && !isOf2015) {
            return null; // with the lock in its hand (D4)
        }
        Job job = worker.terminate ? null : pop();
        jobsMutex.unlock();
        return job;
    }
}
