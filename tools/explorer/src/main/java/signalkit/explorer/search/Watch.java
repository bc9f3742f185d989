package signalkit.explorer.search;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Sees which workers are in a run that hangs. A worker of coroutines cannot see that itself, for it
 * carries them.
 *
 * <p>One thread uses it, the driver of the search.
 */
final class Watch {
    /** So much time of a processor without a point is a loop. */
    private static final long LOOP = TimeUnit.SECONDS.toNanos(2);

    /** Who waits for so long, whenever looked at, waits for what nobody controls. */
    private static final long WAIT = TimeUnit.SECONDS.toNanos(2);

    private static final int LOOKS = 10;

    private static final Set<Thread.State> WAITING =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What was seen of a worker when it had made no progress for the first time. */
    private static final class Standstill {
        private final int progress;
        private final long used;
        private long waitsSince;
        private int looks;

        Standstill(int progress, long used) {
            this.progress = progress;
            this.used = used;
        }
    }

    private final Map<RunMaker, Thread> workers;
    private final Map<RunMaker, Standstill> still = new HashMap<>();
    private final List<RunMaker> stuck = new ArrayList<>();

    Watch(Map<RunMaker, Thread> workers) {
        this.workers = workers;
    }

    /** The workers that are found to hang now. */
    List<RunMaker> look() {
        List<RunMaker> found = new ArrayList<>();
        workers.forEach(
                (worker, thread) -> {
                    if (!stuck.contains(worker) && thread.isAlive() && hangs(worker, thread)) {
                        found.add(worker);
                    }
                });
        stuck.addAll(found);
        return found;
    }

    boolean hasGivenUp(RunMaker worker) {
        return stuck.contains(worker);
    }

    private boolean hangs(RunMaker worker, Thread thread) {
        int progress = worker.progress();
        long used = THREADS.isThreadCpuTimeEnabled() ? THREADS.getThreadCpuTime(thread.getId()) : 0;
        Standstill seen = still.get(worker);
        if (progress == RunMaker.IDLE || seen == null || seen.progress != progress) {
            still.put(worker, new Standstill(progress, used));
            return false;
        }
        if (!WAITING.contains(thread.getState())) {
            seen.looks = 0;
        } else if (seen.looks++ == 0) {
            seen.waitsSince = System.nanoTime();
        }
        boolean waits = seen.looks > LOOKS && System.nanoTime() - seen.waitsSince > WAIT;
        return waits || used - seen.used > LOOP;
    }
}
