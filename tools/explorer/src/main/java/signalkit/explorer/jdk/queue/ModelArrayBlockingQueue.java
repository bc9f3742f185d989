package signalkit.explorer.jdk.queue;

import java.util.Collection;

/**
 * Stands for {@link java.util.concurrent.ArrayBlockingQueue}. A fair one is as any other: whoever
 * waits has done nothing that others see.
 *
 * @param <E> what it holds
 */
public class ModelArrayBlockingQueue<E> extends ModelQueue<E> {
    /** As in ArrayBlockingQueue. */
    public ModelArrayBlockingQueue(int capacity) {
        super("ArrayBlockingQueue", capacity);
    }

    /** As in ArrayBlockingQueue. */
    public ModelArrayBlockingQueue(int capacity, boolean fair) {
        this(capacity);
    }

    /** As in ArrayBlockingQueue. */
    @SuppressWarnings("this-escape") // the elements only go into the queue
    public ModelArrayBlockingQueue(int capacity, boolean fair, Collection<? extends E> elements) {
        this(capacity);
        addAllFrom(elements);
    }
}
