package signalkit.lessons.shutdownprotocol;

import signalkit.explorer.Plan;

/** Two jobs in a pool of one worker. */
public final class OneWorker extends PoolScene {
    private final JobsAtOnce jobs = new JobsAtOnce();
    private final Job one = job(jobs::work);
    private final Job other = job(jobs::work);

    @Override
    void use() {
        subject.start(1);
        one.submit();
        other.submit();
        stop();
    }

    @Override
    void promise(Plan plan) {
        plan.atEnd("start(1) runs one job at a time", () -> !jobs.met());
    }
}
