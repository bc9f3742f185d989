package signalkit.explorer;

import java.util.ArrayList;
import java.util.List;

/** A Java monitor as the run sees it: the real one may only be entered when this one is free. */
final class Monitor {
    final Object object;
    final List<Task> waiters = new ArrayList<>();
    Task owner;
    int count;

    Monitor(Object object) {
        this.object = object;
    }

    boolean isFreeFor(Task task) {
        return owner == null || owner == task;
    }

    void enter(Task task) {
        owner = task;
        count++;
    }

    void exit() {
        count--;
        if (count == 0) {
            owner = null;
        }
    }

    String name() {
        Object named = object instanceof Class<?> type ? type : object.getClass();
        return "monitor of " + ((Class<?>) named).getSimpleName();
    }
}
