package lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import signalkit.lessons.shutdownprotocol.Pool;

/** A marker behind the last job ends one worker each. */
public final class DrainingPool implements Pool {
    private final BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();

    /** Read by those who submit, written by the one who stops. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    // lock must be held when using this:
    private boolean stopping;

    @Override
    public void start(int count) {
        for (int i = 1; i <= count; i++) {
            Thread worker = new Thread(this::work, "worker-" + i);
            workers.add(worker);
            worker.start();
        }
    }

    private void work() {
        try {
            while (true) {
                jobs.take().run();
            }
        } catch (InterruptedException stop) {
            for (Runnable job = jobs.poll(); job != null; job = jobs.poll()) {
                job.run();
            }
        }
    }

    @Override
    public boolean submit(Runnable job) {
        lock.readLock().lock();
        try {
            return !stopping && jobs.add(job);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void stop() {
        lock.writeLock().lock();
        stopping = true;
        lock.writeLock().unlock();
        workers.forEach(Thread::interrupt);
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
