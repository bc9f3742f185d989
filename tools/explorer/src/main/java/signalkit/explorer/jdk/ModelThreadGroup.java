package signalkit.explorer.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Stands for {@link ThreadGroup}: the threads of the run that were made in it.
 *
 * <p>Who looks at a group looks at each thread of it, and at the numbers that each new thread
 * takes.
 */
@SuppressWarnings("this-escape") // its parent only keeps it
public class ModelThreadGroup implements ModelThread.UncaughtExceptionHandler {
    private final String name;
    private final ModelThreadGroup parent;
    private final List<ModelThread> threads = new ArrayList<>();
    private final List<ModelThreadGroup> groups = new ArrayList<>();
    private int maxPriority = Thread.MAX_PRIORITY;
    private boolean daemon;

    private ModelThreadGroup(String name, ModelThreadGroup parent) {
        this.name = name;
        this.parent = parent;
        if (parent != null) {
            parent.groups.add(this);
        }
    }

    /** As in {@link ThreadGroup}. */
    public ModelThreadGroup(String name) {
        this(Here.self().ownGroup(), name);
    }

    /** As in {@link ThreadGroup}. */
    public ModelThreadGroup(ModelThreadGroup parent, String name) {
        this.name = name;
        this.parent = Objects.requireNonNull(parent);
        Here.step(parent, Effect.WRITE, "makes a thread group");
        this.maxPriority = parent.maxPriority;
        this.daemon = parent.daemon;
        parent.groups.add(this);
    }

    /** The group of main in a JVM, below one of the JVM's own. */
    static ModelThreadGroup ofMain() {
        return new ModelThreadGroup("main", new ModelThreadGroup("system", null));
    }

    /** Another group of the JVM's own. */
    ModelThreadGroup besideIt(String other) {
        return new ModelThreadGroup(other, parent);
    }

    /** A thread is made, which has just taken its number. */
    void add(ModelThread thread) {
        threads.add(thread);
    }

    /** As in {@link ThreadGroup}. */
    public final String getName() {
        return name;
    }

    /** As in {@link ThreadGroup}. */
    public final ModelThreadGroup getParent() {
        return parent;
    }

    /** As in {@link ThreadGroup}. */
    public final int getMaxPriority() {
        Here.step(this, Effect.READ, "reads a group's priority");
        return maxPriority;
    }

    /** The same without a step: priorities change nothing but what they say. */
    int limit() {
        return maxPriority;
    }

    /** As in {@link ThreadGroup}. */
    public final void setMaxPriority(int priority) {
        Here.step(this, Effect.WRITE, "sets a group's priority");
        if (priority >= Thread.MIN_PRIORITY && priority <= Thread.MAX_PRIORITY) {
            limit(parent == null ? priority : Math.min(priority, parent.maxPriority));
        }
    }

    private void limit(int priority) {
        maxPriority = priority;
        for (ModelThreadGroup each : groups) {
            each.limit(Math.min(each.maxPriority, priority));
        }
    }

    /** As in {@link ThreadGroup}. */
    public final boolean isDaemon() {
        Here.step(this, Effect.READ, "reads a group's kind");
        return daemon;
    }

    /** As in {@link ThreadGroup}. */
    public final void setDaemon(boolean on) {
        Here.step(this, Effect.WRITE, "sets a group's kind");
        daemon = on;
    }

    /** As in {@link ThreadGroup}. */
    public final boolean parentOf(ModelThreadGroup group) {
        ModelThreadGroup each = group;
        while (each != null && each != this) {
            each = each.parent;
        }
        return each != null;
    }

    /** As in {@link ThreadGroup}. */
    public int activeCount() {
        return living(true).size();
    }

    /** As in {@link ThreadGroup}. */
    public int activeGroupCount() {
        return below(true).size();
    }

    /** As in {@link ThreadGroup}. */
    public int enumerate(ModelThread[] list) {
        return enumerate(list, true);
    }

    /** As in {@link ThreadGroup}. */
    public int enumerate(ModelThread[] list, boolean recurse) {
        return copy(living(recurse), list);
    }

    /** As in {@link ThreadGroup}. */
    public int enumerate(ModelThreadGroup[] list) {
        return enumerate(list, true);
    }

    /** As in {@link ThreadGroup}. */
    public int enumerate(ModelThreadGroup[] list, boolean recurse) {
        return copy(below(recurse), list);
    }

    private static <T> int copy(List<T> from, T[] to) {
        int count = Math.min(from.size(), to.length);
        for (int i = 0; i < count; i++) {
            to[i] = from.get(i);
        }
        return count;
    }

    private List<ModelThreadGroup> below(boolean recurse) {
        Here.step(this, Effect.READ, "looks at the groups of a group");
        List<ModelThreadGroup> all = new ArrayList<>(groups);
        if (recurse) {
            for (ModelThreadGroup each : List.copyOf(groups)) {
                all.addAll(each.below(true));
            }
        }
        return all;
    }

    private List<ModelThread> living(boolean recurse) {
        Here.state().lookAtThreads();
        List<ModelThread> all = new ArrayList<>();
        for (ModelThread each : List.copyOf(threads)) {
            if (each.isAlive()) {
                all.add(each);
            }
        }
        if (recurse) {
            for (ModelThreadGroup each : below(false)) {
                all.addAll(each.living(true));
            }
        }
        return all;
    }

    /** As in {@link ThreadGroup}. */
    public final void interrupt() {
        for (ModelThread each : living(true)) {
            each.interrupt();
        }
    }

    /** As in {@link ThreadGroup}; what nobody takes is a finding, where a JVM only prints it. */
    @Override
    public void uncaughtException(ModelThread thread, Throwable thrown) {
        if (parent != null) {
            parent.uncaughtException(thread, thrown);
            return;
        }
        ModelThread.UncaughtExceptionHandler taker =
                ModelThread.getDefaultUncaughtExceptionHandler();
        if (taker == null) {
            throw ModelThreadGroup.<RuntimeException>unchecked(thrown);
        }
        taker.uncaughtException(thread, thrown);
    }

    @SuppressWarnings("unchecked") // it is thrown as it is
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Override
    public String toString() {
        return "java.lang.ThreadGroup[name=" + name + ",maxpri=" + maxPriority + "]";
    }
}
