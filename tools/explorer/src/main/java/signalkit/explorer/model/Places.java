package signalkit.explorer.model;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import signalkit.weaver.Site;

/** Where the steps of a run meet: the locations of its memory, and its monitors. */
public final class Places {
    private static final Operation.Access OUTSIDE_SITE = new Operation.Access(null, true);

    /** A second run of a handler on top of the first one. */
    private static final int ANOTHER = Integer.MIN_VALUE;

    private final Order order;
    private final SiteMeanings sites;
    private final Map<Object, Monitor> monitors = new IdentityHashMap<>();
    private final Map<Object, Map<Object, Location>> locations = new IdentityHashMap<>();

    /** No places yet; {@code sites} says what is a place. */
    public Places(Order order, SiteMeanings sites) {
        this.order = order;
        this.sites = sites;
    }

    /** A part of an object: a field, or an element. */
    public Location location(Object owner, Object part, Key key) {
        return locations
                .computeIfAbsent(owner, absent -> new HashMap<>(4))
                .computeIfAbsent(part, absent -> new Location(key, owner));
    }

    /** Where the steps of a model of the JDK meet. */
    public Location ofModel(Object model) {
        Key key = sites.keyOf(model.getClass());
        return location(model, key, key);
    }

    /** Notes a use; what two parties use, and one writes, becomes visible. */
    public void use(Location location, Task task, boolean writes) {
        boolean isShared = location.noteUse(task.party(), writes);
        if (!isShared && task.mayInterruptItself()) {
            isShared = location.noteUse(ANOTHER, writes);
        }
        if (isShared) {
            sites.show(location.key);
        }
    }

    /** All monitors that some thread has been in. */
    public Iterable<Monitor> monitors() {
        return monitors.values();
    }

    /** The monitor of an object. */
    public Monitor monitor(Object object) {
        return monitors.computeIfAbsent(
                Objects.requireNonNull(object), absent -> new Monitor(object));
    }

    /** Whether a thread is in the monitor of an object. */
    public boolean holds(Task task, Object object) {
        Monitor monitor = monitors.get(object);
        return monitor != null && monitor.owner == task;
    }

    /** Enters or leaves a monitor. */
    public Operation operation(Operation.Kind kind, Site site, Monitor monitor) {
        return new Operation(
                kind,
                null,
                monitor.object,
                ofMonitor(monitor),
                monitor,
                new Operation.Access(site, true));
    }

    /** What the JVM does to a monitor, at no line of the program. */
    public Operation step(Operation.Kind kind, ModelStep step, Monitor monitor) {
        return new Operation(kind, null, step, ofMonitor(monitor), monitor, OUTSIDE_SITE);
    }

    /** A thread uses what no other thread can see, but a handler on top of it can. */
    public Operation own(Task task) {
        ModelStep step = new ModelStep("uses what is its own", () -> 0);
        Location place = ofModel(task.thread);
        return new Operation(Operation.Kind.READ, null, step, place, null, OUTSIDE_SITE);
    }

    /** A thread's Object.wait is over without a notify: nobody can notify it any more. */
    public void endWait(Task task) {
        Monitor monitor = task.waitsOn;
        ModelStep end = new ModelStep("stops waiting", () -> 0);
        order.add(task, step(Operation.Kind.WRITE, end, monitor));
        monitor.waiters.remove(task);
    }

    private Location ofMonitor(Monitor monitor) {
        return location(monitor, monitor, sites.key(Keys.MONITOR));
    }
}
