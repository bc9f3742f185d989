package signalkit.echo.safe;

import java.util.List;
import signalkit.echo.server.JobExecutor;
import signalkit.echo.server.Journal;
import signalkit.echo.server.ServerStatus;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Jobs that wait for a worker, first come, first served, and the workers. */
final class WorkQueue implements JobExecutor<Job> {
    final Mutex jobsMutex = new Mutex("jobs");
    final Cond jobsCond = new Cond("jobs");

    // jobsMutex must be held when writing these; status pages read them without:
    volatile Worker workers;
    volatile Job jobs;

    // jobsMutex must be held when using these:
    private Job last; // of the list; meaningless while it is empty
    private boolean closing;

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
    @Override
    public boolean add(Job job) {
        jobsMutex.lock();
        boolean open = !closing;
        if (open) {
            if (jobs == null) {
                jobs = job;
            } else {
                last.next = job;
            }
            last = job;
            jobsCond.signal();
        }
        jobsMutex.unlock();
        return open;
    }

    /** Waits for a job; null tells the worker to end. */
    Job take(Worker worker) {
        jobsMutex.lock();
        while (jobs == null && !closing) {
            jobsCond.await(jobsMutex);
        }
        Job job = pop();
        worker.current = job;
        jobsMutex.unlock();
        return job;
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

    /** Closes the queue and passes the request to each job, running or waiting. It drops none. */
    @Override
    public void shutdown(Request request) {
        jobsMutex.lock();
        closing = true;
        for (Worker worker = workers; worker != null; worker = worker.next) {
            if (worker.current != null) {
                worker.current.shutdown(request);
            }
        }
        for (Job job = jobs; job != null; job = job.next) {
            job.shutdown(request);
        }
        jobsCond.broadcast();
        jobsMutex.unlock();
    }

    @Override
    public void join() {
        for (Worker worker = workers; worker != null; worker = worker.next) {
            worker.thread.join();
        }
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
