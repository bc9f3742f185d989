package signalkit.echo.unsafe;

/** Commit 1e18f05: a worker looks whether it is to end, and ends with the lock in hand (D4). */
class WorkQueue2014 extends WorkQueue {
    @Override
    Job take(Worker worker) {
        jobsMutex.lock();
        while (jobs == null && !worker.terminate) {
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
