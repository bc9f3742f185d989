package signalkit.explorer.jdk.queue;

import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import signalkit.explorer.jdk.Effect;
import signalkit.explorer.jdk.Here;

/**
 * What the models of blocking queues share.
 *
 * @param <E> what they hold
 */
public abstract class ModelQueue<E> extends AbstractQueue<E> implements BlockingQueue<E> {
    private final String name;
    private final int capacity;

    /** In the order of the queue. */
    final List<E> items = new ArrayList<>();

    ModelQueue(String kind, int capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException();
        }
        this.name = Here.name(kind);
        this.capacity = capacity;
    }

    /** Puts an element where it belongs. */
    void insert(E element) {
        items.add(element);
    }

    final void addAllFrom(Collection<? extends E> elements) {
        for (E element : elements) {
            if (!hasRoom()) {
                throw new IllegalArgumentException();
            }
            insert(Objects.requireNonNull(element));
        }
    }

    final boolean hasRoom() {
        return items.size() < capacity;
    }

    final void change(String what) {
        Here.step(this, Effect.WRITE, what + " the " + name);
    }

    final void look() {
        Here.step(this, Effect.READ, "looks at the " + name);
    }

    /** Waits for room; false when the deadline comes first. */
    final boolean awaitRoom(long deadline) throws InterruptedException {
        return Here.awaitChange(
                this, "puts into the " + name, "room in the " + name, this::hasRoom, deadline);
    }

    /** Waits for an element; false when the deadline comes first. */
    final boolean awaitItem(long deadline) throws InterruptedException {
        return Here.awaitChange(
                this,
                "takes from the " + name,
                "an element in the " + name,
                () -> !items.isEmpty(),
                deadline);
    }

    @Override
    public boolean offer(E element) {
        Objects.requireNonNull(element);
        change("offers to");
        if (hasRoom()) {
            insert(element);
            return true;
        }
        return false;
    }

    @Override
    public boolean add(E element) {
        if (!offer(element)) {
            throw new IllegalStateException("Queue full");
        }
        return true;
    }

    @Override
    public void put(E element) throws InterruptedException {
        Objects.requireNonNull(element);
        awaitRoom(Here.NEVER);
        insert(element);
    }

    @Override
    public boolean offer(E element, long time, TimeUnit unit) throws InterruptedException {
        Objects.requireNonNull(element);
        boolean inTime = awaitRoom(Here.deadline(unit.toNanos(time)));
        if (inTime) {
            insert(element);
        }
        return inTime;
    }

    @Override
    public E take() throws InterruptedException {
        awaitItem(Here.NEVER);
        return items.remove(0);
    }

    @Override
    public E poll(long time, TimeUnit unit) throws InterruptedException {
        return awaitItem(Here.deadline(unit.toNanos(time))) ? items.remove(0) : null;
    }

    @Override
    public E poll() {
        change("polls");
        return items.isEmpty() ? null : items.remove(0);
    }

    @Override
    public E remove() {
        return required(poll());
    }

    @Override
    public E peek() {
        look();
        return items.isEmpty() ? null : items.get(0);
    }

    @Override
    public E element() {
        return required(peek());
    }

    static <T> T required(T element) {
        if (element == null) {
            throw new java.util.NoSuchElementException();
        }
        return element;
    }

    @Override
    public int remainingCapacity() {
        look();
        return capacity == Integer.MAX_VALUE ? capacity : capacity - items.size();
    }

    @Override
    public int size() {
        look();
        return items.size();
    }

    @Override
    public boolean isEmpty() {
        return size() == 0;
    }

    @Override
    public boolean contains(Object element) {
        return snapshot().contains(element);
    }

    @Override
    public boolean containsAll(Collection<?> elements) {
        return elements.stream().allMatch(this::contains);
    }

    @Override
    public boolean remove(Object element) {
        change("removes from");
        List<E> found = new ArrayList<>(items);
        int place = found.indexOf(element);
        return place >= 0 && removeSame(found.get(place));
    }

    /** By identity: to ask elements whether they are equal may be steps of the program. */
    private boolean removeSame(E element) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) == element) {
                items.remove(i);
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        if (elements == this) {
            throw new IllegalArgumentException();
        }
        elements.forEach(this::add);
        return !elements.isEmpty();
    }

    @Override
    public boolean removeAll(Collection<?> elements) {
        return removeIf(elements::contains);
    }

    @Override
    public boolean retainAll(Collection<?> elements) {
        return removeIf(element -> !elements.contains(element));
    }

    @Override
    public boolean removeIf(Predicate<? super E> filter) {
        takenForOneStep("removeIf");
        change("removes from");
        boolean removed = false;
        for (E element : new ArrayList<>(items)) {
            removed |= filter.test(element) && removeSame(element);
        }
        return removed;
    }

    @Override
    public void clear() {
        change("clears");
        items.clear();
    }

    @Override
    public int drainTo(Collection<? super E> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super E> target, int most) {
        if (target == this) {
            throw new IllegalArgumentException();
        }
        change("drains");
        int count = Math.max(0, Math.min(most, items.size()));
        List<E> drained = List.copyOf(items.subList(0, count));
        items.subList(0, count).clear();
        target.addAll(drained);
        return count;
    }

    /** Notes that others may come into the middle of a call that is one step here. */
    private void takenForOneStep(String call) {
        Here.undecided("what comes into the middle of " + name + "." + call);
    }

    private List<E> snapshot() {
        look();
        return new ArrayList<>(items);
    }

    @Override
    public Object[] toArray() {
        return snapshot().toArray();
    }

    @Override
    public <T> T[] toArray(T[] array) {
        return snapshot().toArray(array);
    }

    @Override
    public void forEach(Consumer<? super E> action) {
        takenForOneStep("forEach");
        snapshot().forEach(action);
    }

    @Override
    public Stream<E> stream() {
        takenForOneStep("stream");
        return snapshot().stream();
    }

    @Override
    public Iterator<E> iterator() {
        return iterator(snapshot());
    }

    final Iterator<E> iterator(List<E> elements) {
        takenForOneStep("iterator");
        Iterator<E> all = elements.iterator();
        return new Iterator<>() {
            private E last;

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public E next() {
                last = all.next();
                return last;
            }

            @Override
            public void remove() {
                if (last == null) {
                    throw new IllegalStateException();
                }
                ModelQueue.this.remove(last);
                last = null;
            }
        };
    }

    @Override
    public String toString() {
        return snapshot().toString();
    }
}
