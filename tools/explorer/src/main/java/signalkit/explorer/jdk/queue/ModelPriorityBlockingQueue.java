package signalkit.explorer.jdk.queue;

import java.util.Collection;
import java.util.Comparator;

/**
 * Stands for {@link java.util.concurrent.PriorityBlockingQueue}; of equal elements the earlier one
 * is first.
 *
 * @param <E> what it holds
 */
public class ModelPriorityBlockingQueue<E> extends ModelQueue<E> {
    private final Comparator<? super E> comparator;

    /** As in PriorityBlockingQueue. */
    public ModelPriorityBlockingQueue() {
        this(11);
    }

    /** As in PriorityBlockingQueue. */
    public ModelPriorityBlockingQueue(int initialCapacity) {
        this(initialCapacity, null);
    }

    /** As in PriorityBlockingQueue. */
    public ModelPriorityBlockingQueue(int initialCapacity, Comparator<? super E> comparator) {
        super("PriorityBlockingQueue", Integer.MAX_VALUE);
        this.comparator = comparator;
    }

    /** As in PriorityBlockingQueue. */
    @SuppressWarnings("this-escape") // the order of its own elements
    public ModelPriorityBlockingQueue(Collection<? extends E> elements) {
        this();
        addAllFrom(elements);
    }

    @Override
    void insert(E element) {
        int place = items.size();
        while (place > 0 && compare(items.get(place - 1), element) > 0) {
            place--;
        }
        items.add(place, element);
    }

    @SuppressWarnings("unchecked") // as in the JDK: without a comparator they must be comparable
    private int compare(E one, E other) {
        return comparator == null
                ? ((Comparable<? super E>) one).compareTo(other)
                : comparator.compare(one, other);
    }

    /** As in PriorityBlockingQueue. */
    public Comparator<? super E> comparator() {
        return comparator;
    }
}
