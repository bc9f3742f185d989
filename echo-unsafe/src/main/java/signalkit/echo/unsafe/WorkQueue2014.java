package signalkit.echo.unsafe;

/** Commit 1e18f05: a worker that ends takes the lock with it (D4). */
final class WorkQueue2014 extends WorkQueue {
    @Override
    Job take(Worker worker) {
        jobsMutex.lock();
        while (jobs == null) {
            if (worker.terminate) {
                break;
            }
            jobsCond.await(jobsMutex);
        }
        if (worker.terminate) {
            return null;
        }
        Job job = pop();
        jobsMutex.unlock();
        return job;
    }
}
