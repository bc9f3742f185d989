package signalkit.explorer.model;

import java.util.ArrayList;
import java.util.List;

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
        Object named = object instanceof Class<?> type ? type : object.getClass();
        return "monitor of " + ((Class<?>) named).getSimpleName();
    }
}
