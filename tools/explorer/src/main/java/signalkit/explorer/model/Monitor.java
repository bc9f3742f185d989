package signalkit.explorer.model;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.load.StandIns;

/** A Java monitor as the run sees it: the real one may only be entered when this one is free. */
public final class Monitor {
    public final Object object;
    public final List<Task> waiters = new ArrayList<>();
    public Task owner;
    public int count;

    public Monitor(Object object) {
        this.object = object;
    }

    public boolean isFreeFor(Task task) {
        return owner == null || owner == task;
    }

    public void enter(Task task) {
        owner = task;
        count++;
    }

    public void exit() {
        count--;
        if (count == 0) {
            owner = null;
        }
    }

    public String name() {
        Class<?> type = object instanceof Class<?> named ? named : object.getClass();
        String original = StandIns.original(type.getName());
        boolean standsIn = !original.equals(type.getName()) && type.getEnclosingClass() == null;
        return "monitor of "
                + (standsIn
                        ? original.substring(original.lastIndexOf('.') + 1)
                        : type.getSimpleName());
    }
}
