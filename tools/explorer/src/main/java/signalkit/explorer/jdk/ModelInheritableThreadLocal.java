package signalkit.explorer.jdk;

/**
 * Stands for {@link InheritableThreadLocal}.
 *
 * @param <T> the value's type
 */
public class ModelInheritableThreadLocal<T> extends ModelThreadLocal<T> {
    /** As in {@link InheritableThreadLocal}. */
    public ModelInheritableThreadLocal() {}

    /** As in {@link InheritableThreadLocal}. */
    protected T childValue(T parentValue) {
        return parentValue;
    }

    @Override
    boolean isInherited() {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // the value is one of this variable
    Object inherited(Object value) {
        return childValue((T) value);
    }
}
