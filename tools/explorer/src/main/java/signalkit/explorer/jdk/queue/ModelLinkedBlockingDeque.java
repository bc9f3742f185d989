package signalkit.explorer.jdk.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.TimeUnit;
import signalkit.explorer.jdk.Here;

/**
 * Stands for {@link java.util.concurrent.LinkedBlockingDeque}.
 *
 * @param <E> what it holds
 */
public class ModelLinkedBlockingDeque<E> extends ModelQueue<E> implements BlockingDeque<E> {
    /** As in LinkedBlockingDeque. */
    public ModelLinkedBlockingDeque() {
        this(Integer.MAX_VALUE);
    }

    /** As in LinkedBlockingDeque. */
    public ModelLinkedBlockingDeque(int capacity) {
        super("LinkedBlockingDeque", capacity);
    }

    /** As in LinkedBlockingDeque. */
    @SuppressWarnings("this-escape") // the elements only go into the queue
    public ModelLinkedBlockingDeque(Collection<? extends E> elements) {
        this();
        addAllFrom(elements);
    }

    private E takeLastItem() {
        return items.remove(items.size() - 1);
    }

    @Override
    public boolean offerFirst(E element) {
        Objects.requireNonNull(element);
        change("offers to");
        if (hasRoom()) {
            items.add(0, element);
            return true;
        }
        return false;
    }

    @Override
    public boolean offerLast(E element) {
        return offer(element);
    }

    @Override
    public void addFirst(E element) {
        if (!offerFirst(element)) {
            throw new IllegalStateException("Deque full");
        }
    }

    @Override
    public void addLast(E element) {
        if (!offer(element)) {
            throw new IllegalStateException("Deque full");
        }
    }

    @Override
    public void putFirst(E element) throws InterruptedException {
        Objects.requireNonNull(element);
        awaitRoom(Here.NEVER);
        items.add(0, element);
    }

    @Override
    public void putLast(E element) throws InterruptedException {
        put(element);
    }

    @Override
    public boolean offerFirst(E element, long time, TimeUnit unit) throws InterruptedException {
        Objects.requireNonNull(element);
        boolean inTime = awaitRoom(Here.deadline(unit.toNanos(time)));
        if (inTime) {
            items.add(0, element);
        }
        return inTime;
    }

    @Override
    public boolean offerLast(E element, long time, TimeUnit unit) throws InterruptedException {
        return offer(element, time, unit);
    }

    @Override
    public E takeFirst() throws InterruptedException {
        return take();
    }

    @Override
    public E takeLast() throws InterruptedException {
        awaitItem(Here.NEVER);
        return takeLastItem();
    }

    @Override
    public E pollFirst(long time, TimeUnit unit) throws InterruptedException {
        return poll(time, unit);
    }

    @Override
    public E pollLast(long time, TimeUnit unit) throws InterruptedException {
        return awaitItem(Here.deadline(unit.toNanos(time))) ? takeLastItem() : null;
    }

    @Override
    public E pollFirst() {
        return poll();
    }

    @Override
    public E pollLast() {
        change("polls");
        return items.isEmpty() ? null : takeLastItem();
    }

    @Override
    public E removeFirst() {
        return required(poll());
    }

    @Override
    public E removeLast() {
        return required(pollLast());
    }

    @Override
    public E peekFirst() {
        return peek();
    }

    @Override
    public E peekLast() {
        look();
        return items.isEmpty() ? null : items.get(items.size() - 1);
    }

    @Override
    public E getFirst() {
        return required(peek());
    }

    @Override
    public E getLast() {
        return required(peekLast());
    }

    @Override
    public boolean removeFirstOccurrence(Object element) {
        return remove(element);
    }

    @Override
    public boolean removeLastOccurrence(Object element) {
        change("removes from");
        int last = items.lastIndexOf(element);
        if (last >= 0) {
            items.remove(last);
        }
        return last >= 0;
    }

    @Override
    public void push(E element) {
        addFirst(element);
    }

    @Override
    public E pop() {
        return removeFirst();
    }

    @Override
    public Iterator<E> descendingIterator() {
        look();
        List<E> reversed = new ArrayList<>(items);
        Collections.reverse(reversed);
        return iterator(reversed);
    }
}
