package signalkit.explorer.run;

import java.util.List;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.identity.HashCodes;
import signalkit.explorer.jdk.JdkScheduler;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.LockUsage;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Task;
import signalkit.explorer.turn.ThreadPool;
import signalkit.posix.Carrier;
import signalkit.posix.Mutex;
import signalkit.posix.Op;
import signalkit.posix.Pthread;
import signalkit.posix.inspect.UnblockedWait;
import signalkit.weaver.Site;
import signalkit.weaver.SteppedScheduler;

/** What the kit and woven code call at each point of a run. The caller has the turn. */
final class RunScheduler implements SteppedScheduler, JdkScheduler {
    private final RunState state;
    private final TaskSteps steps;
    private final JdkSteps jdk;
    private final Memory memory;
    private final LockUsage locks;
    private final ThreadPool pool;
    private final Initialisers initialisers;
    private final Identities identities = new Identities();

    RunScheduler(
            RunState state,
            TaskSteps steps,
            JdkSteps jdk,
            Memory memory,
            LockUsage locks,
            ThreadPool pool) {
        this.state = state;
        this.steps = steps;
        this.jdk = jdk;
        this.memory = memory;
        this.locks = locks;
        this.pool = pool;
        this.initialisers = new Initialisers(state, steps, state.sites());
    }

    @Override
    public Carrier carrier(Pthread thread, String name) {
        return pool.next();
    }

    @Override
    public void start(Pthread thread) {
        memory.settle();
        boolean isMain = state.tasks().isEmpty();
        Task maker = isMain ? null : state.task(Pthread.self());
        Task task = new Task(state.tasks().size(), thread, maker);
        state.tasks().add(task);
        state.turn().add(task);
    }

    @Override
    public void began(Pthread thread) {
        steps.begin(state.task(thread));
    }

    @Override
    public void ended(Pthread thread) {
        try {
            memory.settle();
            if (!state.isOver()) {
                steps.end(state.task(thread));
            }
        } catch (Unwind end) {
            // The run is over, and this thread with it.
        } finally {
            state.turn().remove(state.task(thread));
        }
    }

    @Override
    public void park(Pthread thread, Object blocker, long deadline) {
        memory.settle();
        steps.park(state.task(thread), blocker, deadline);
    }

    @Override
    public void unpark(Pthread thread) {
        memory.settle();
        Task task = state.task(thread);
        task.permit = true;
        Pthread waker = Pthread.selfOrNull();
        boolean isOwn = waker != null && waker.process() == thread.process();
        if (isOwn && !state.isFromOutside()) {
            task.wakenBy(state.task(waker));
        }
    }

    @Override
    public void handlerBegins(Pthread thread) {
        memory.settle();
        steps.beginHandler(state.task(thread));
    }

    @Override
    public void handlerLeft(Pthread thread) {
        state.sites().show(state.sites().key(Keys.ALL));
    }

    @Override
    public void unblockedWait(UnblockedWait wait) {
        state.log().warn(new Finding(FindingKind.UNBLOCKED_WAIT, wait.toString()));
    }

    @Override
    public boolean wokeSpuriously(Pthread thread) {
        Task self = state.task(thread);
        boolean spurious = self.spurious;
        self.spurious = false;
        return spurious;
    }

    @Override
    public int chooseWaiter(Pthread thread, List<Pthread> waiters) {
        if (state.isQuiet() || state.isOver()) {
            return 0;
        }
        List<Task> tasks = waiters.stream().map(state::task).toList();
        return tasks.indexOf(steps.chooseWaiter(state.task(thread), tasks));
    }

    @Override
    public long nanoTime() {
        return state.clock().now();
    }

    @Override
    public boolean isControlled() {
        return true;
    }

    @Override
    public JdkSteps jdk() {
        memory.settle();
        return jdk;
    }

    @Override
    public void point(Pthread thread, Op op, Object target) {
        memory.settle();
        if (state.isFromOutside()) {
            return;
        }
        Task self = state.task(thread);
        if (op == Op.STEP
                || state.isQuiet()
                || op == Op.OWN && !Options.mayInterrupt(state, self)) {
            steps.local(self);
            return;
        }
        if (op == Op.OWN) {
            steps.arrive(self, state.places().own(self));
            return;
        }
        // Where no signal can come, the end of a thread is part of its last step.
        if (op == Op.THREAD_END
                && !state.sites().key(Keys.SENDING).visible
                && state.arrivals().isEmpty()) {
            return;
        }
        if (op == Op.SEND || op == Op.IO) {
            state.sites().show(state.sites().key(Keys.SENDING));
        }
        steps.arrive(self, new Operation(Operation.Kind.of(op), op, target, null, null, null));
        if (op == Op.PROCESS_END) {
            EndCheck.noteExit(state, self);
            state.noteExit();
        }
        if (op == Op.THREAD_JOIN) {
            self.joins = state.task((Pthread) target);
        }
        if (op == Op.LOCK) {
            Mutex mutex = (Mutex) target;
            locks.taken(self, mutex, mutex.name(), Texts::caller);
        }
    }

    @Override
    public void step(Pthread thread, Site site, Object target, Object argument, int index) {
        memory.settle();
        Task self = state.task(thread);
        if (site.isCall()) {
            memory.checkJvm(site, target);
        }
        Class<?> type = state.sites().initialisedBy(site);
        if (type != null) {
            initialisers.use(self, type);
        }
        if (state.isQuiet()) {
            steps.local(self);
            memory.checkEarly(site);
            memory.look(self, site, target, index);
        } else {
            memory.step(self, site, target, index);
        }
    }

    @Override
    public void use(Pthread thread, Class<?> type) {
        memory.settle();
        if (!state.isOver()) {
            initialisers.use(state.task(thread), type);
        }
    }

    @Override
    public int identityHashCode(Pthread thread, Object object) {
        return identities.hashCode(state.task(thread), object);
    }

    @Override
    public void comparesIdentities(Pthread thread) {
        state.sites().miss("other hash codes by identity than one at " + Texts.caller());
    }

    @Override
    public int hashCode(Pthread thread, Object object, int hash, boolean isAsked) {
        if (isAsked && !state.isQuiet()) {
            state.withoutSteps(() -> state.sites().missIfHashed(object, Texts::caller));
        }
        boolean isOfJvm = HashCodes.isByIdentity(object) && hash == System.identityHashCode(object);
        return isOfJvm ? identityHashCode(thread, object) : hash;
    }

    @Override
    public void frozen(Pthread thread, Object object, Class<?> type) {
        memory.settle();
        memory.freeze(state.task(thread), object, type);
    }

    @Override
    public long seed(Pthread thread) {
        state.sites().miss("other random numbers than those of one seed at " + Texts.caller());
        return identities.next(state.task(thread));
    }

    @Override
    public void call(Pthread thread, Site site, Object target, Object[] arguments) {
        memory.settle();
        memory.checkParallel(site, arguments);
        memory.checkJvm(site, target);
        Task self = state.task(thread);
        if (state.isQuiet()) {
            steps.local(self);
            memory.checkEarly(site);
            memory.look(self, site, target, arguments);
            memory.calls().beginEarly(self, site, target, arguments);
        } else {
            memory.call(self, site, target, arguments);
        }
    }

    @Override
    public void returned(Pthread thread, Site site, Object result) {
        memory.settle();
        memory.tracked().settleCalls();
        if (!state.isOver()) {
            memory.calls().end(state.task(thread), site, result);
        }
    }

    @Override
    public void stepAbruptly(Pthread thread, Site site, Object monitor) {
        memory.settle();
        if (!state.isQuiet() && !state.isOver()) {
            memory.leaveAbruptly(state.task(thread), site, monitor);
        }
    }

    @Override
    public void monitorWait(Pthread thread, Site site, Object monitor, long nanos)
            throws InterruptedException {
        memory.settle();
        memory.await(state.task(thread), site, monitor, nanos);
    }

    @Override
    public void monitorNotify(Pthread thread, Site site, Object monitor, boolean all) {
        memory.settle();
        memory.wake(state.task(thread), site, monitor, all);
    }
}
