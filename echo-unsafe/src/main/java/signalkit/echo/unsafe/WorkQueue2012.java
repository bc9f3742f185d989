package signalkit.echo.unsafe;

/** Commit de14709: idle workers never see the flag (D3), a job taken too late is dropped (D6). */
final class WorkQueue2012 extends WorkQueue {
    @Override
    Job take(Worker worker) {
        jobsMutex.lock();
        while (jobs == null) {
            jobsCond.await(jobsMutex);
        }
        Job job = pop();
        jobsMutex.unlock();
        return worker.terminate ? null : job;
    }
}
