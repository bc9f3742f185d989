package signalkit.explorer.jdk;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * Stands for {@link ThreadLocal}: a value for each thread of the run.
 *
 * @param <T> the value's type
 */
public class ModelThreadLocal<T> {
    /** The value of one thread: only that thread uses it, and the handlers on top of it. */
    static final class Slot {
        private Object value;
        private boolean isSet;

        boolean isSet() {
            return isSet;
        }
    }

    private Supplier<? extends T> initial;

    /** As in {@link ThreadLocal}. */
    public ModelThreadLocal() {}

    /** As in {@link ThreadLocal}. */
    public static <S> ModelThreadLocal<S> withInitial(Supplier<? extends S> supplier) {
        ModelThreadLocal<S> made = new ModelThreadLocal<>();
        made.initial = Objects.requireNonNull(supplier);
        return made;
    }

    /** As in {@link ThreadLocal}. */
    protected T initialValue() {
        return initial == null ? null : initial.get();
    }

    /** As in {@link ThreadLocal}. */
    @SuppressWarnings("unchecked") // only set and get put values there
    public T get() {
        Slot slot = slot();
        Here.step(slot, Effect.READ, "reads a ThreadLocal");
        if (!slot.isSet) {
            set(initialValue());
        }
        return (T) slot.value;
    }

    /** As in {@link ThreadLocal}. */
    public void set(T value) {
        change(value, true);
    }

    /** As in {@link ThreadLocal}. */
    public void remove() {
        change(null, false);
    }

    private void change(T value, boolean isSet) {
        Slot slot = slot();
        Here.step(slot, Effect.WRITE, (isSet ? "writes" : "removes") + " a ThreadLocal");
        slot.value = value;
        slot.isSet = isSet;
    }

    private Slot slot() {
        return Here.self().locals.computeIfAbsent(this, absent -> new Slot());
    }

    boolean isInherited() {
        return false;
    }

    Object inherited(Object value) {
        throw new IllegalStateException("not inherited");
    }

    /** What a new thread has of the value of the thread that makes it. */
    final Slot inheritedSlot(Slot parents) {
        Slot slot = new Slot();
        slot.value = inherited(parents.value);
        slot.isSet = true;
        return slot;
    }
}
