package signalkit.echo.unsafe;

import java.util.List;
import signalkit.echo.server.Journal;
import signalkit.echo.server.ServerStatus;
import signalkit.posix.Cond;
import signalkit.posix.Mutex;

/** Jobs that wait for a worker, last come, first served (D11), and the workers. */
abstract class WorkQueue {
    final Mutex jobsMutex = new Mutex("jobs");
    final Cond jobsCond = new Cond("jobs");

    // jobsMutex must be held when writing these; shutdown reads the workers without (D8):
    volatile Worker workers;
    volatile Job jobs;

    /** The queue as it was in a year. */
    static WorkQueue of(int year) {
        return switch (year) {
            case 2012 -> new WorkQueue2012();
            case 2014 -> new WorkQueue2014();
            default -> new WorkQueue2015();
        };
    }

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

    /** Hands a job to the next free worker. */
    void add(Job job) {
        jobsMutex.lock();
        job.next = jobs;
        jobs = job;
        jobsCond.signal();
        jobsMutex.unlock();
    }

    /** Waits for a job; null tells the worker to end. */
    abstract Job take(Worker worker);

    /** Takes the first job off the list; jobsMutex must be held. */
    final Job pop() {
        Job job = jobs;
        if (job != null) {
            jobs = job.next;
            job.next = null;
        }
        return job;
    }

    /** Tells the workers to end; the jobs that wait are dropped (D5). */
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

    /** The jobs that wait, the next to be taken first. */
    List<String> waiting() {
        return ServerStatus.lines(jobs, job -> job.next);
    }

    /** The workers and what each one does. */
    List<String> workers() {
        return ServerStatus.lines(workers, worker -> worker.next);
    }
}
