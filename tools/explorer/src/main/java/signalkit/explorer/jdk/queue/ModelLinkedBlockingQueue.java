package signalkit.explorer.jdk.queue;

import java.util.Collection;

/**
 * Stands for {@link java.util.concurrent.LinkedBlockingQueue}.
 *
 * @param <E> what it holds
 */
public class ModelLinkedBlockingQueue<E> extends ModelQueue<E> {
    /** As in LinkedBlockingQueue. */
    public ModelLinkedBlockingQueue() {
        this(Integer.MAX_VALUE);
    }

    /** As in LinkedBlockingQueue. */
    public ModelLinkedBlockingQueue(int capacity) {
        super("LinkedBlockingQueue", capacity);
    }

    /** As in LinkedBlockingQueue. */
    @SuppressWarnings("this-escape") // the elements only go into the queue
    public ModelLinkedBlockingQueue(Collection<? extends E> elements) {
        this();
        addAllFrom(elements);
    }
}
