package signalkit.explorer.jdk;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Stands for {@link ThreadLocal}: a value for each thread of the run.
 *
 * @param <T> the value's type
 */
public class ModelThreadLocal<T> {
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
        Map<ModelThreadLocal<?>, Object> locals = Here.self().locals;
        if (!locals.containsKey(this)) {
            locals.put(this, initialValue());
        }
        return (T) locals.get(this);
    }

    /** As in {@link ThreadLocal}. */
    public void set(T value) {
        Here.self().locals.put(this, value);
    }

    /** As in {@link ThreadLocal}. */
    public void remove() {
        Here.self().locals.remove(this);
    }

    boolean isInherited() {
        return false;
    }

    Object inherited(Object value) {
        throw new IllegalStateException("not inherited");
    }
}
