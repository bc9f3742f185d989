package signalkit.explorer.run;

import signalkit.explorer.FindingKind;
import signalkit.explorer.library.Atomics;
import signalkit.explorer.library.JvmState;
import signalkit.explorer.library.Reflection;
import signalkit.explorer.library.Sums;
import signalkit.explorer.memory.MemoryAccess;
import signalkit.explorer.model.CallEffects;
import signalkit.explorer.model.FinalFields;
import signalkit.explorer.model.Handles;
import signalkit.explorer.model.Key;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.LockUsage;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Places;
import signalkit.explorer.model.Refusals;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.posix.Scheduler;
import signalkit.weaver.Site;

/**
 * What the woven code of a run touches: fields, elements, library objects and monitors.
 *
 * <p>The thread that has the turn uses it.
 */
final class Memory {
    private static final Object[] NO_ARGUMENTS = {};

    private final JvmState jvm = new JvmState();
    private final RunState state;
    private final TaskSteps steps;
    private final Places places;
    private final JdkSteps jdk;
    private final LockUsage locks;
    private final SiteMeanings sites;
    private final LibraryCalls calls;
    private final TrackedMemory tracked;
    private final FinalFields finals;
    private final Sums sums = new Sums();

    Memory(RunState state, TaskSteps steps, JdkSteps jdk, LockUsage locks, SiteMeanings sites) {
        this.state = state;
        this.steps = steps;
        this.places = state.places();
        this.jdk = jdk;
        this.locks = locks;
        this.sites = sites;
        this.tracked = new TrackedMemory(state, steps);
        this.finals = new FinalFields(sites);
        this.calls = new LibraryCalls(state, steps, this, sites);
    }

    TrackedMemory tracked() {
        return tracked;
    }

    /** Has to come before whatever a thread does after an access. */
    void settle() {
        tracked.settle();
    }

    LibraryCalls calls() {
        return calls;
    }

    /** A constructor ends. */
    void freeze(Task self, Object object, Class<?> type) {
        if (state.weak() != null && !state.isQuiet()) {
            finals.freeze(self, object, type);
        }
    }

    /** A thread is about to make a call; what it changes for the whole JVM is kept. */
    void checkJvm(Site site, Object target) {
        if (JvmState.isChangedBy(site)) {
            if (!sites.mayShare()) {
                state.giveUp();
            }
            jvm.keep(site, target);
        }
    }

    JvmState jvm() {
        return jvm;
    }

    /** A thread is about to make a call that may let threads of the JDK run functions. */
    void checkParallel(Site site, Object[] arguments) {
        if (Refusals.isParallel(site, arguments)) {
            refuse(site);
        }
    }

    /** A thread is about to call into the JDK. */
    void call(Task self, Site site, Object target, Object[] arguments) {
        switch (meaning(site, target)) {
            case REFUSED -> refuse(site);
            case READ, WRITE -> {
                missIfSeveral(self, site, target);
                atomic(self, site, target, arguments);
            }
            default -> {
                String missed = Reflection.missed(site, target, arguments, sites.kinds()::isWoven);
                if (missed != null) {
                    sites.miss(missed + " at " + site);
                }
                nameHashes(site, target, arguments);
                sites.missIfHidden(site);
                calls.begin(self, site, target, arguments);
            }
        }
    }

    /**
     * What a call means; the text of an atomic is made of its elements, or of what it refers to.
     */
    private SiteMeanings.Meaning meaning(Site site, Object target) {
        boolean isText = site.member().equals("toString") && Atomics.hasParts(target);
        return isText ? SiteMeanings.Meaning.LIBRARY : sites.of(site).meaning();
    }

    private void nameHashes(Site site, Object target, Object[] arguments) {
        if (CallEffects.isDeep(site) && !Texts.isCopys(site)) {
            state.withoutSteps(
                    () -> {
                        sites.missIfHashed(site, target);
                        for (Object argument : arguments) {
                            sites.missIfHashed(site, argument);
                        }
                    });
        }
    }

    /**
     * Nobody else is there before the first step; what goes on elsewhere is refused all the same.
     */
    void checkEarly(Site site) {
        if (sites.of(site).meaning() == SiteMeanings.Meaning.REFUSED) {
            refuse(site);
        }
        sites.missIfHandle(site);
    }

    /** An invariant reads memory: who writes it is seen. */
    void look(Task self, Site site, Object target, int index) {
        if (!self.looks) {
            return;
        }
        SiteMeanings.Info info = sites.of(site);
        switch (info.meaning()) {
            case READ, WRITE, LIBRARY -> {
                Object owner = target == null ? info.key() : target;
                Object part = index >= 0 ? (Object) index : info.key();
                places.use(places.location(owner, part, info.key()), self, false);
            }
            default -> {}
        }
    }

    /** An invariant calls what looks at objects of the JDK. */
    void look(Task self, Site site, Object target, Object[] arguments) {
        if (!self.looks) {
            return;
        }
        switch (meaning(site, target)) {
            case READ, WRITE -> {
                Handles.Place place = sites.handles().of(target, arguments, sites.of(site).key());
                if (place.key() != null) {
                    Object owner = place.owner() == null ? place.key() : place.owner();
                    Object part = place.index() >= 0 ? (Object) place.index() : place.key();
                    places.use(places.location(owner, part, place.key()), self, false);
                }
            }
            default -> calls.look(self, site, target, arguments);
        }
    }

    private void refuse(Site site) {
        state.fail(FindingKind.REFUSED, Refusals.text(sites.declarer(site), site));
    }

    /** A thread is about to do a step of woven code. */
    void step(Task self, Site site, Object target, int index) {
        SiteMeanings.Info info = sites.of(site);
        switch (info.meaning()) {
            case LOCAL -> steps.local(self);
            case FINAL -> {
                steps.local(self);
                if (state.weak() != null && target != null) {
                    finals.read(self, site, target);
                }
            }
            case FENCE -> tracked.fence(self, site);
            case REFUSED -> refuse(site);
            case READ, WRITE, LIBRARY -> {
                missIfSeveral(self, site, target);
                boolean reads = info.meaning() == SiteMeanings.Meaning.READ;
                Operation.Kind kind = reads ? Operation.Kind.READ : Operation.Kind.WRITE;
                access(self, info, info.key(), kind, target, index, target, NO_ARGUMENTS);
            }
            case ENTER -> {
                if (target != null && !sites.mayLock(target)) {
                    state.giveUp();
                }
                enter(self, site, target);
                self.guarded += Texts.isGuarded(site) ? 1 : 0;
            }
            case EXIT -> {
                Monitor monitor = places.monitor(target);
                steps.arrive(self, places.operation(Operation.Kind.EXIT, site, monitor));
                monitor.exit();
                self.guarded -= Texts.isGuarded(site) ? 1 : 0;
            }
        }
    }

    /** Notes an atomic call that may have another result, or take effect bit by bit. */
    private void missIfSeveral(Task self, Site site, Object target) {
        if (site.isCall()) {
            sites.missIfHidden(site);
            sites.missIfManySteps(site, target, NO_ARGUMENTS);
            // What became visible in this run may be what orders the two.
            if (sums.meets(self, target, site) && !sites.hasGrown()) {
                sites.miss("the steps of " + site.member() + " one by one at " + site);
            }
        }
    }

    /** An access through a handle, a field updater or an atomic array. */
    private void atomic(Task self, Site site, Object target, Object[] arguments) {
        SiteMeanings.Info info = sites.of(site);
        Handles.Place place = sites.handles().of(target, arguments, info.key());
        Key key = place.key();
        if (key == null || Handles.isView(target)) {
            sites.miss("the memory that " + site.member() + " accesses at " + site);
            key = key == null ? info.key() : key;
        }
        Operation.Kind kind =
                info.meaning() == SiteMeanings.Meaning.READ
                        ? Operation.Kind.READ
                        : Operation.Kind.WRITE;
        access(self, info, key, kind, place.owner(), place.index(), target, arguments);
        calls.beginEarly(self, site, target, arguments);
    }

    private void access(
            Task self,
            SiteMeanings.Info info,
            Key key,
            Operation.Kind kind,
            Object target,
            int index,
            Object receiver,
            Object[] arguments) {
        Site site = info.access().site();
        if (info.isFinal() && sites.isPrepared(key, kind == Operation.Kind.WRITE)) {
            steps.local(self);
            return;
        }
        Object owner = target == null ? key : target;
        Object part = index >= 0 ? (Object) index : key;
        Location place = places.location(owner, part, key);
        if (!info.isFinal()) {
            places.use(place, self, kind == Operation.Kind.WRITE);
        } else if (place.noteFinal(self, kind == Operation.Kind.WRITE) && !sites.hasGrown()) {
            // What became visible in this run may be what orders the two.
            sites.show(key);
        }
        boolean writes = kind == Operation.Kind.WRITE;
        Operation step =
                key.visible || writes
                        ? new Operation(kind, site.op(), target, place, null, info.access())
                        : null;
        if (!key.visible) {
            MemoryAccess memory = info.access().memory();
            if (state.isLong() && !writes || memory != null && memory.mayFail()) {
                // A loop may wait for a write that nobody has come to yet.
                sites.show(key);
            }
            steps.local(self, step);
            return;
        }
        if (tracked.prepare(step, index, receiver, arguments)) {
            tracked.access(self, step, arguments);
        } else {
            steps.arrive(self, step);
        }
        if (state.weak() != null && step.access().memory() != null) {
            tracked.follow(self, step, index, receiver, arguments);
        }
        calls.checkAlone(self, site, place, writes);
    }

    void enter(Task self, Site site, Object target) {
        Monitor monitor = places.monitor(target);
        steps.arrive(self, places.operation(Operation.Kind.ENTER, site, monitor));
        monitor.enter(self);
        locks.taken(self, target, monitor.name(), site::toString);
    }

    /** A thread leaves a monitor that it has entered in the same step. */
    void exit(Task self, Site site, Object target) {
        Monitor monitor = places.monitor(target);
        steps.happen(self, places.operation(Operation.Kind.EXIT, site, monitor));
        monitor.exit();
    }

    /** A thread leaves a monitor because of an exception: it cannot be stopped there. */
    void leaveAbruptly(Task self, Site site, Object object) {
        Monitor monitor = places.monitor(object);
        state.order().add(self, places.operation(Operation.Kind.EXIT, site, monitor));
        monitor.exit();
        self.guarded -= Texts.isGuarded(site) ? 1 : 0;
    }

    /** Stands for Object.wait. */
    void await(Task self, Site site, Object object, long nanos) throws InterruptedException {
        if (state.isQuiet()) {
            throw new IllegalStateException(
                    "prepare and invariants must not wait, but wait for a notify");
        }
        Monitor monitor = own(self, object);
        jdk.noteWait(object);
        jdk.throwIfInterrupted(self);
        steps.arrive(
                self, jdk.beforeWait(self, places.operation(Operation.Kind.EXIT, site, monitor)));
        jdk.throwIfInterrupted(self);
        int count = monitor.count;
        monitor.owner = null;
        monitor.count = 0;
        monitor.waiters.add(self);
        self.waitsOn = monitor;
        self.notified = false;
        self.timedOut = false;
        self.interrupted = false;
        self.deadline = nanos == 0 ? Scheduler.NEVER : state.clock().now() + nanos;
        try {
            steps.rest(self, site);
        } finally {
            monitor.waiters.remove(self);
            self.waitsOn = null;
        }
        monitor.owner = self;
        monitor.count = count;
        state.order().add(self, places.operation(Operation.Kind.ENTER, site, monitor));
        if (self.interrupted) {
            jdk.throwIfInterrupted(self);
        }
    }

    /** Stands for Object.notify and Object.notifyAll. */
    void wake(Task self, Site site, Object object, boolean all) {
        if (state.isQuiet()) {
            // Nobody waits.
            return;
        }
        Monitor monitor = own(self, object);
        steps.arrive(self, places.operation(Operation.Kind.EXIT, site, monitor));
        if (all) {
            steps.wakeAll(self, monitor);
        } else {
            steps.wakeOne(self, monitor);
        }
    }

    private Monitor own(Task self, Object object) {
        Monitor monitor = places.monitor(object);
        if (monitor.owner != self) {
            throw new IllegalMonitorStateException(self + " does not have the " + monitor.name());
        }
        return monitor;
    }
}
