package signalkit.echo.unsafe;

/** Commit 24dffde: unlocks before it ends. */
final class WorkQueue2015 extends WorkQueue {
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
            jobsMutex.unlock();
            return null;
        }
        Job job = pop();
        jobsMutex.unlock();
        return job;
    }
}
