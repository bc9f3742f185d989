package signalkit.explorer.jdk.pool;

import signalkit.explorer.jdk.Here;
import signalkit.explorer.jdk.ModelThread;

/** Stands for {@link java.util.concurrent.ForkJoinWorkerThread}. */
public class ModelForkJoinWorker extends ModelThread {
    /** The pool that it works for; copies of the JDK read it. */
    public final ModelForkJoinPool pool;

    /** As in ForkJoinWorkerThread. */
    @SuppressWarnings("this-escape") // before the start nobody has it
    protected ModelForkJoinWorker(ModelForkJoinPool pool) {
        super(pool.workerName());
        this.pool = pool;
        setDaemon(true);
    }

    /** As in ForkJoinWorkerThread. */
    public ModelForkJoinPool getPool() {
        return pool;
    }

    /** Asked by copies of the JDK 21 and later before they spin, which a model need not. */
    public static boolean hasKnownQueuedWork() {
        return true;
    }

    /** As in ForkJoinWorkerThread. */
    protected void onStart() {}

    /** As in ForkJoinWorkerThread. */
    protected void onTermination(Throwable thrown) {}

    @Override
    public void run() {
        onStart();
        pool.work();
        onTermination(null);
    }

    /** The calling thread, when it is one; else null. */
    static ModelForkJoinWorker self() {
        return Here.self() instanceof ModelForkJoinWorker worker ? worker : null;
    }
}
