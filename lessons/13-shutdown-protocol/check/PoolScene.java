package signalkit.lessons.shutdownprotocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import signalkit.course.schedule.Scene;
import signalkit.explorer.Plan;

/** A pool of the learner's, its jobs, and what the pool promises of every job. */
abstract class PoolScene extends Scene<Pool> {
    private enum Phase {
        OPEN,
        STOPPING,
        STOPPED
    }

    private enum Answer {
        ACCEPTED,
        ACCEPTED_LATE,
        REFUSED,
        REFUSED_EARLY
    }

    private final List<Job> jobs = new ArrayList<>();
    private Thread stopper;
    private volatile Phase phase = Phase.OPEN;

    /** With the learner's pool. */
    protected PoolScene() {
        super(Pool.class);
    }

    @Override
    public final void prepare(Plan plan) {
        plan.main(this::use);
        plan.atEnd(
                "a job that was accepted has run, once",
                each(job -> !job.isAccepted() || job.runs == 1));
        plan.atEnd(
                "a job that was refused has not run",
                each(job -> job.isAccepted() || job.runs == 0));
        plan.atEnd("no job runs when stop has returned", each(job -> !job.isLate));
        plan.atEnd("jobs run on workers, not in stop", each(job -> job.worker != stopper));
        plan.atEnd("no job is interrupted", each(job -> !job.isInterrupted));
        plan.atEnd(
                "submit refuses no job before stop",
                each(job -> job.answer != Answer.REFUSED_EARLY));
        plan.atEnd(
                "submit accepts no job after stop",
                each(job -> job.answer != Answer.ACCEPTED_LATE));
        plan.atEnd("stop has returned", () -> phase == Phase.STOPPED);
        plan.atEnd("no worker waits for more", each(job -> !job.isWorkerWaiting()));
        promise(plan);
    }

    /** What the main thread does with the pool. */
    abstract void use();

    /** Adds what this scene alone demands. */
    void promise(Plan plan) {}

    /** Makes a job, which does that much on its worker; called before the first step. */
    final Job job(Runnable work) {
        Job job = new Job(work);
        jobs.add(job);
        return job;
    }

    /** Stops the pool, on this thread. */
    final void stop() {
        stopper = Thread.currentThread();
        phase = Phase.STOPPING;
        subject.stop();
        phase = Phase.STOPPED;
    }

    private BooleanSupplier each(Predicate<Job> holds) {
        return () -> jobs.stream().allMatch(holds);
    }

    /** A job, and what became of it. */
    final class Job implements Runnable {
        private final Runnable work;
        private Answer answer = Answer.REFUSED;
        private int runs;
        private Thread worker;
        private boolean isInterrupted;
        private boolean isLate;

        private Job(Runnable work) {
            this.work = work;
        }

        /** Hands the job in; a job that never is counts as refused. */
        void submit() {
            Phase before = phase;
            if (subject.submit(this)) {
                answer = before == Phase.STOPPED ? Answer.ACCEPTED_LATE : Answer.ACCEPTED;
            } else {
                answer = phase == Phase.OPEN ? Answer.REFUSED_EARLY : Answer.REFUSED;
            }
        }

        private boolean isAccepted() {
            return answer == Answer.ACCEPTED || answer == Answer.ACCEPTED_LATE;
        }

        /** Asked when nothing else goes on: a daemon that waits then would wait forever. */
        private boolean isWorkerWaiting() {
            return worker != null
                    && (worker.getState() == Thread.State.WAITING
                            || worker.getState() == Thread.State.TIMED_WAITING);
        }

        @Override
        public void run() {
            runs++;
            worker = Thread.currentThread();
            work.run();
            isInterrupted = worker.isInterrupted();
            isLate = phase == Phase.STOPPED;
        }
    }
}
