package signalkit.lessons.scene;

import java.lang.reflect.Method;
import signalkit.explorer.Scenario;

/**
 * A scenario around an object of the learner's.
 *
 * @param <T> the interface that the learner's class implements
 */
public abstract class Scene<T> implements Scenario {
    /** The class that the check puts beside the exercise; it makes the learner's object. */
    public static final String CHOSEN = "lesson.Chosen";

    /** The learner's, a new one for each run. */
    protected final T subject;

    /**
     * Makes the learner's object.
     *
     * @param type the interface
     */
    protected Scene(Class<T> type) {
        subject = chosen(type, getClass().getClassLoader());
    }

    /**
     * A new object of the learner's.
     *
     * @param type the interface
     * @param loader that knows {@link #CHOSEN}
     * @param <T> the interface
     * @return the object
     */
    public static <T> T chosen(Class<T> type, ClassLoader loader) {
        try {
            Class<?> chosen = Class.forName(CHOSEN, true, loader);
            Method make = chosen.getMethod("make");
            return type.cast(make.invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make the exercise's object: " + e, e);
        }
    }
}
