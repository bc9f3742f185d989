package signalkit.echo.safe;

import java.util.List;
import java.util.function.Consumer;
import signalkit.echo.server.Journal;
import signalkit.echo.server.ServerStatus;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/**
 * Jobs that wait for a worker, first come, first served, and the workers.
 *
 * <p>Lock order: {@code jobs}, then the lock of a connection's event base.
 */
final class WorkQueue {
    final Mutex jobsMutex = new Mutex("jobs");
    final Cond jobsCond = new Cond("jobs");

    // jobsMutex must be held when writing these; status pages read them without:
    volatile Worker workers;
    volatile Job jobs;
    private Job last;
    private boolean closing;

    /** Makes the workers, which wait for jobs at once. */
    void init(int count, Journal journal) {
        jobsMutex.lock();
        for (int i = 1; i <= count; i++) {
            Worker worker = new Worker("worker-" + i, this, journal);
            worker.next = workers;
            workers = worker;
            worker.start();
        }
        jobsMutex.unlock();
    }

    /** Hands a job to the next free worker; false when the queue is shut down. */
    boolean add(Job job) {
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

    /** Waits for a job; null tells the worker to end, and none is left behind then. */
    Job take(Worker worker) {
        jobsMutex.lock();
        while (jobs == null && !closing) {
            jobsCond.await(jobsMutex);
        }
        Job job = jobs;
        if (job != null) {
            jobs = job.next;
            job.next = null;
        }
        worker.current = job;
        jobsMutex.unlock();
        return job;
    }

    /** Takes all jobs that wait, linked as they are. */
    Job takeAll() {
        jobsMutex.lock();
        Job all = jobs;
        jobs = null;
        jobsMutex.unlock();
        return all;
    }

    /** Notes that a worker's job is done, so that nobody asks it for anything any more. */
    void done(Worker worker) {
        jobsMutex.lock();
        worker.current = null;
        jobsMutex.unlock();
    }

    /** Takes no more jobs and asks those that wait or run to end; all of them run. */
    void shutdown(Consumer<Job> request) {
        jobsMutex.lock();
        closing = true;
        for (Worker worker = workers; worker != null; worker = worker.next) {
            if (worker.current != null) {
                request.accept(worker.current);
            }
        }
        for (Job job = jobs; job != null; job = job.next) {
            request.accept(job);
        }
        jobsCond.broadcast();
        jobsMutex.unlock();
    }

    /** Waits until every worker has ended. */
    void join() {
        for (Worker worker = workers; worker != null; worker = worker.next) {
            worker.join();
        }
    }

    /** The jobs that wait, the next to be taken first. */
    List<String> waiting() {
        return ServerStatus.lines(jobs, job -> job.next);
    }

    /** The workers and what each one does. */
    List<String> workers() {
        return ServerStatus.lines(workers, worker -> worker.next);
    }
}
