package signalkit.echo.unsafe;

import java.util.List;
import signalkit.echo.server.Journal;
import signalkit.echo.server.ServerStatus;
import signalkit.echo.server.WorkerPool;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Jobs that wait for a worker, last come, first served (D11), and the workers. */
class WorkQueue implements WorkerPool {
    final Mutex jobsMutex = new Mutex("jobs");
    final Cond jobsCond = new Cond("jobs");

    // jobsMutex must be held when writing these; status pages read them without:
    volatile Worker workers;
    volatile Job jobs;

    /** The queue as it was in a year. */
    static WorkQueue of(int year) {
        return year == 2012 ? new WorkQueue() : new WorkQueue2014(year == 2015);
    }

    @Override
    public void init(int count, Journal journal) {
        jobsMutex.lock();
        for (int i = 1; i <= count; i++) {
            Worker worker = new Worker("worker-" + i, this, journal);
            worker.next = workers;
            workers = worker;
            worker.start();
        }
        jobsMutex.unlock();
    }

    /** Hands a job to the next free worker. */
    void add(Job job) {
        jobsMutex.lock();
        job.next = jobs;
        jobs = job;
        jobsCond.signal();
        jobsMutex.unlock();
    }

    /** Waits for a job; null tells the worker to end. */
    Job take(Worker worker) {
        jobsMutex.lock();
        while (jobs == null) { // without a look at terminate (D3)
            jobsCond.await(jobsMutex);
        }
        Job job = pop();
        jobsMutex.unlock();
        return worker.terminate ? null : job; // a job taken here is lost (D6)
    }

    /** Takes the first job off the list; jobsMutex must be held. */
    Job pop() {
        Job job = jobs;
        if (job != null) {
            jobs = job.next;
            job.next = null;
        }
        return job;
    }

    /** Walks the workers without the lock (D8), tells them to end, and drops waiting jobs (D5). */
    void shutdown() {
        for (Worker worker = workers; worker != null; worker = worker.next) {
            worker.terminate = true;
        }
        jobsMutex.lock();
        workers = null;
        jobs = null;
        jobsCond.broadcast();
        jobsMutex.unlock();
    }

    @Override
    public List<String> waiting() {
        return ServerStatus.lines(jobs, job -> job.next);
    }

    @Override
    public List<String> workers() {
        return ServerStatus.lines(workers, worker -> worker.next);
    }
}
