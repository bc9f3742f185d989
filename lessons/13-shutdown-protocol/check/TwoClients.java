package signalkit.lessons.shutdownprotocol;

import signalkit.explorer.Plan;
import signalkit.posix.Pthread;

/** Two clients hand in a job each, and the pool is stopped when one of them has returned. */
public final class TwoClients extends PoolScene {
    private final JobsAtOnce jobs = new JobsAtOnce();
    private final Job one = job(jobs::work);
    private final Job other = job(jobs::work);

    @Override
    void use() {
        subject.start(1);
        Pthread.create("client-1", one::submit);
        Pthread.create("client-2", other::submit).join();
        stop();
    }

    @Override
    void promise(Plan plan) {
        plan.atEnd("start(1) runs jobs of two clients one at a time", () -> !jobs.met());
    }
}
