package signalkit.explorer.fair;

import java.util.List;
import signalkit.explorer.model.Hash;
import signalkit.explorer.model.Task;

/**
 * Lets no thread wait forever while others go round in loops: the fair scheduler of CHESS
 * (Musuvathi and Qadeer, PLDI 2008). Only who has the turn uses it.
 *
 * <p><b>How it works.</b> A thread that rests (it yields, or its loop shows it nothing new) goes
 * behind all threads that could go on and have not had the turn since it rested before. It stays
 * behind each of them until that one has had the turn. CHESS never lets a thread pass over one that
 * it is behind; here that costs a preemption.
 */
public final class FairTurns {
    private boolean isUsed;
    private Task self;
    private boolean rests;
    private long ready;
    private boolean hasReordered;

    /** A thread is at a point; {@code ready} has a bit for each thread that can go on. */
    public void arrive(Task at, boolean isResting, long readyTasks) {
        self = at;
        rests = isResting;
        ready = readyTasks;
        isUsed |= isResting;
        hasReordered = false;
    }

    /** No thread passes the turn here. */
    public void stay() {
        self = null;
        hasReordered = false;
    }

    /** Whether some thread has rested in this run. */
    public boolean isUsed() {
        return isUsed;
    }

    /** Whether a thread has to let another one go on that can. */
    public boolean isBehind(Task task) {
        return (task.behind & ready) != 0;
    }

    /** Notes that threads are not in the usual order at this point. */
    public void reorder() {
        hasReordered = true;
    }

    public boolean hasReordered() {
        return hasReordered;
    }

    /** The bit of a thread; a crowd shares none. */
    public static long bit(Task task) {
        return task.id < Long.SIZE ? 1L << task.id : 0;
    }

    /** The turn goes to a thread, which may be the one that has it. */
    public void pass(List<Task> tasks, Task next) {
        if (!isUsed || self == null) {
            return;
        }
        for (Task task : tasks) {
            long behind = behindAfter(task, next);
            long since = sinceAfter(task, next);
            task.behind = behind;
            task.sinceRest = since;
        }
    }

    private long behindAfter(Task task, Task next) {
        boolean restsNow = rests && task == self;
        long added = restsNow ? ready & ~task.sinceRest & ~bit(task) : 0;
        return (task.behind | added) & ~bit(next);
    }

    private long sinceAfter(Task task, Task next) {
        return (rests && task == self ? 0 : task.sinceRest) | bit(next);
    }

    /** What costs depend on beside the state of the program. */
    public long hash(List<Task> tasks) {
        long sum = 0;
        if (isUsed) {
            for (Task task : tasks) {
                sum += hash(task, task.behind, task.sinceRest);
            }
        }
        return sum;
    }

    /** What that will be when a thread has got the turn; null for none. */
    public long hashAfter(List<Task> tasks, Task next) {
        if (!isUsed || self == null || next == null) {
            return hash(tasks);
        }
        long sum = 0;
        for (Task task : tasks) {
            sum += hash(task, behindAfter(task, next), sinceAfter(task, next));
        }
        return sum;
    }

    private static long hash(Task task, long behind, long since) {
        return since == Task.NEVER_RESTED ? 0 : Hash.mix(Hash.mix(task.id, behind), since);
    }
}
