package signalkit.explorer.run;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import signalkit.explorer.FindingKind;
import signalkit.explorer.model.Key;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.ModelStep;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Order;
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
    private static final Operation.Access OUTSIDE_SITE = new Operation.Access(null, true);

    private final Execution run;
    private final SiteMeanings sites;
    private final Order order;
    private final Map<Object, Map<Object, Location>> places = new IdentityHashMap<>();
    private final Map<Object, Monitor> monitors = new IdentityHashMap<>();

    Memory(Execution run, SiteMeanings sites, Order order) {
        this.run = run;
        this.sites = sites;
        this.order = order;
    }

    Iterable<Monitor> monitors() {
        return monitors.values();
    }

    /**
     * Nobody else is there before the first step; what goes on elsewhere is refused all the same.
     */
    void checkEarly(Site site) {
        boolean refused = sites.of(site).meaning() == SiteMeanings.Meaning.REFUSED;
        if (refused && !Refusals.isHarmlessAlone(sites.declarer(site))) {
            refuse(site);
        }
    }

    private void refuse(Site site) {
        run.fail(FindingKind.REFUSED, Refusals.text(sites.declarer(site), site));
    }

    /** A thread is about to do a step of woven code. */
    void step(Task self, Site site, Object target, int index) {
        SiteMeanings.Info info = sites.of(site);
        switch (info.meaning()) {
            case LOCAL -> run.local(self);
            case REFUSED -> refuse(site);
            case READ -> access(self, info, Operation.Kind.READ, target, index);
            case WRITE, LIBRARY -> access(self, info, Operation.Kind.WRITE, target, index);
            case ENTER -> enter(self, site, target);
            case EXIT -> {
                Monitor monitor = monitor(target);
                run.arrive(self, operation(Operation.Kind.EXIT, site, monitor));
                monitor.exit();
            }
        }
    }

    private void access(
            Task self, SiteMeanings.Info info, Operation.Kind kind, Object target, int index) {
        Site site = info.access().site();
        Object owner = target == null ? info.key() : target;
        Object part = index >= 0 ? (Object) index : info.key();
        Location place = location(owner, part, info.key());
        if (place.noteUse(self.party(), kind == Operation.Kind.WRITE)) {
            sites.show(info.key());
        }
        if (info.key().visible) {
            run.arrive(self, new Operation(kind, site.op(), target, place, null, info.access()));
        } else {
            run.local(self);
        }
    }

    private Location location(Object owner, Object part, Key key) {
        return places.computeIfAbsent(owner, absent -> new HashMap<>())
                .computeIfAbsent(part, absent -> new Location(key));
    }

    private void enter(Task self, Site site, Object target) {
        Monitor monitor = monitor(target);
        run.arrive(self, operation(Operation.Kind.ENTER, site, monitor));
        monitor.enter(self);
        run.locks().taken(self, target, monitor.name(), site::toString);
    }

    /** A thread leaves a monitor because of an exception: it cannot be stopped there. */
    void leaveAbruptly(Task self, Site site, Object object) {
        Monitor monitor = monitor(object);
        order.add(self, operation(Operation.Kind.EXIT, site, monitor));
        monitor.exit();
    }

    /** Stands for Object.wait. */
    void await(Task self, Site site, Object object, long nanos) throws InterruptedException {
        Monitor monitor = own(self, object);
        run.jdk().throwIfInterrupted(self);
        run.arrive(self, run.jdk().beforeWait(self, operation(Operation.Kind.EXIT, site, monitor)));
        run.jdk().throwIfInterrupted(self);
        int count = monitor.count;
        monitor.owner = null;
        monitor.count = 0;
        monitor.waiters.add(self);
        self.waitsOn = monitor;
        self.notified = false;
        self.timedOut = false;
        self.interrupted = false;
        self.deadline = nanos == 0 ? Scheduler.NEVER : run.nanoTime() + nanos;
        try {
            run.rest(self, site);
        } finally {
            monitor.waiters.remove(self);
            self.waitsOn = null;
        }
        monitor.owner = self;
        monitor.count = count;
        order.add(self, operation(Operation.Kind.ENTER, site, monitor));
        if (self.interrupted) {
            run.jdk().throwIfInterrupted(self);
        }
    }

    /** A thread's wait is over without a notify: nobody can notify it any more. */
    void endWait(Task task) {
        Monitor monitor = task.waitsOn;
        Location place = location(monitor, monitor, sites.monitorKey());
        ModelStep end = new ModelStep("stops waiting", () -> 0);
        order.add(
                task, new Operation(Operation.Kind.WRITE, null, end, place, monitor, OUTSIDE_SITE));
        monitor.waiters.remove(task);
    }

    /** Stands for Object.notify and Object.notifyAll. */
    void wake(Task self, Site site, Object object, boolean all) {
        Monitor monitor = own(self, object);
        run.arrive(self, operation(Operation.Kind.EXIT, site, monitor));
        for (Task waiter : monitor.waiters) {
            if (!waiter.notified) {
                waiter.notified = true;
                if (!all) {
                    return;
                }
            }
        }
    }

    boolean holds(Task task, Object object) {
        Monitor monitor = monitors.get(object);
        return monitor != null && monitor.owner == task;
    }

    /** Where the steps of a model of the JDK meet. */
    Location modelLocation(Object place) {
        Key key = sites.modelKey(place.getClass());
        return location(place, key, key);
    }

    /** Notes a use of it. */
    void use(Location location, Task task, boolean writes) {
        if (location.noteUse(task.party(), writes)) {
            sites.show(location.key);
        }
    }

    private Monitor monitor(Object object) {
        return monitors.computeIfAbsent(Objects.requireNonNull(object), Monitor::new);
    }

    private Monitor own(Task self, Object object) {
        Monitor monitor = monitor(object);
        if (monitor.owner != self) {
            throw new IllegalMonitorStateException(self + " does not have the " + monitor.name());
        }
        return monitor;
    }

    private Operation operation(Operation.Kind kind, Site site, Monitor monitor) {
        Location place = location(monitor, monitor, sites.monitorKey());
        return new Operation(
                kind, null, monitor.object, place, monitor, new Operation.Access(site, true));
    }
}
