package signalkit.explorer.run;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import signalkit.explorer.model.Key;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.ModelStep;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.weaver.Site;

/** Where the steps of a run meet: the locations of its memory and of its monitors. */
final class Places {
    private static final Operation.Access OUTSIDE_SITE = new Operation.Access(null, true);

    private final RunState state;
    private final SiteMeanings sites;
    private final Map<Object, Map<Object, Location>> locations = new IdentityHashMap<>();

    Places(RunState state, SiteMeanings sites) {
        this.state = state;
        this.sites = sites;
    }

    /** A part of an object: a field, or an element. */
    Location location(Object owner, Object part, Key key) {
        return locations
                .computeIfAbsent(owner, absent -> new HashMap<>())
                .computeIfAbsent(part, absent -> new Location(key));
    }

    /** Where the steps of a model of the JDK meet. */
    Location ofModel(Object model) {
        Key key = sites.modelKey(model.getClass());
        return location(model, key, key);
    }

    /** Notes a use; what two parties use, and one writes, becomes visible. */
    void use(Location location, Task task, boolean writes) {
        if (location.noteUse(task.party(), writes)) {
            sites.show(location.key);
        }
    }

    Monitor monitor(Object object) {
        return state.monitors()
                .computeIfAbsent(Objects.requireNonNull(object), absent -> new Monitor(object));
    }

    boolean holds(Task task, Object object) {
        Monitor monitor = state.monitors().get(object);
        return monitor != null && monitor.owner == task;
    }

    /** Enters or leaves a monitor. */
    Operation operation(Operation.Kind kind, Site site, Monitor monitor) {
        return new Operation(
                kind,
                null,
                monitor.object,
                ofMonitor(monitor),
                monitor,
                new Operation.Access(site, true));
    }

    /** A thread's Object.wait is over without a notify: nobody can notify it any more. */
    void endWait(Task task) {
        Monitor monitor = task.waitsOn;
        ModelStep end = new ModelStep("stops waiting", () -> 0);
        state.order()
                .add(
                        task,
                        new Operation(
                                Operation.Kind.WRITE,
                                null,
                                end,
                                ofMonitor(monitor),
                                monitor,
                                OUTSIDE_SITE));
        monitor.waiters.remove(task);
    }

    private Location ofMonitor(Monitor monitor) {
        return location(monitor, monitor, sites.monitorKey());
    }
}
