package signalkit.course.schedule;

import signalkit.course.check.ChosenClass;
import signalkit.explorer.Scenario;

/**
 * A scenario around an object of the learner's.
 *
 * @param <T> the interface that the learner's class implements
 */
public abstract class Scene<T> implements Scenario {
    /** The learner's, a new one for each run. */
    protected final T subject;

    /**
     * Makes the learner's object.
     *
     * @param type the interface
     */
    protected Scene(Class<T> type) {
        subject = ChosenClass.make(type, getClass().getClassLoader());
    }
}
