package signalkit.course.schedule;

import signalkit.course.check.ChosenClass;
import signalkit.course.check.SourceNumbers;
import signalkit.explorer.Scenario;

/**
 * A scenario around an object of the learner's.
 *
 * @param <T> the interface that the learner's class implements
 */
public abstract class Scene<T> implements Scenario {
    /** The learner's, a new one for each run. */
    protected final T subject;

    private final Class<T> type;

    /**
     * Makes the learner's object.
     *
     * @param type the interface
     */
    protected Scene(Class<T> type) {
        this.type = type;
        subject = another();
    }

    /**
     * Makes one more object of the learner's, which shares nothing with the others.
     *
     * @return a new object
     */
    protected final T another() {
        return ChosenClass.make(type, getClass().getClassLoader());
    }

    /**
     * A number of things that no limit in the learner's code allows for.
     *
     * @param floor as {@link SourceNumbers#beyond} has it
     * @param ceiling the same
     * @return the same in each run
     */
    protected final int beyond(int floor, int ceiling) {
        return ChosenClass.numbers(getClass().getClassLoader()).beyond(floor, ceiling);
    }
}
