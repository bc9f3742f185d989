package signalkit.echo.unsafe;

/** Commit 24dffde: unlocks before it ends. */
final class WorkQueue2015 extends WorkQueue2014 {
    @Override
    Job take(Worker worker) {
        Job job = super.take(worker);
        if (job == null) {
            jobsMutex.unlock();
        }
        return job;
    }
}
