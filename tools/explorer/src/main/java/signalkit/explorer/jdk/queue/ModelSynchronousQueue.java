package signalkit.explorer.jdk.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import signalkit.explorer.jdk.Here;

/**
 * Stands for {@link java.util.concurrent.SynchronousQueue}: who comes first waits for a partner.
 *
 * @param <E> what is handed over
 */
public class ModelSynchronousQueue<E> extends ModelQueue<E> {
    /** A thread that gives or wants an element. */
    private static final class Party<E> {
        private E element;
        private boolean met;

        Party(E element) {
            this.element = element;
        }
    }

    private final List<Party<E>> givers = new ArrayList<>();
    private final List<Party<E>> takers = new ArrayList<>();

    /** As in SynchronousQueue. */
    public ModelSynchronousQueue() {
        this(false);
    }

    /** As in SynchronousQueue; partners meet in the order of their coming, fair or not. */
    public ModelSynchronousQueue(boolean fair) {
        super("SynchronousQueue", Integer.MAX_VALUE);
    }

    /** Gives to who waits, if anybody does. */
    private boolean giveAtOnce(E element) {
        if (takers.isEmpty()) {
            return false;
        }
        noteOthers(takers);
        Party<E> taker = takers.remove(0);
        taker.element = element;
        taker.met = true;
        return true;
    }

    private static void noteOthers(List<?> waiting) {
        if (waiting.size() > 1) {
            Here.undecided("another partner than the first at a SynchronousQueue");
        }
    }

    private E takeAtOnce() {
        if (givers.isEmpty()) {
            return null;
        }
        noteOthers(givers);
        Party<E> giver = givers.remove(0);
        giver.met = true;
        return giver.element;
    }

    private boolean meet(Party<E> self, List<Party<E>> waiting, long deadline)
            throws InterruptedException {
        waiting.add(self);
        try {
            return Here.awaitPartner(
                    this,
                    "meets at the SynchronousQueue",
                    "a partner at the SynchronousQueue",
                    () -> self.met,
                    deadline);
        } finally {
            waiting.remove(self);
        }
    }

    private boolean give(E element, long deadline) throws InterruptedException {
        Objects.requireNonNull(element);
        Here.awaitChange(this, "gives to the SynchronousQueue", "", () -> true, Here.NEVER);
        return giveAtOnce(element) || meet(new Party<>(element), givers, deadline);
    }

    private E take(long deadline) throws InterruptedException {
        Here.awaitChange(this, "takes from the SynchronousQueue", "", () -> true, Here.NEVER);
        E given = takeAtOnce();
        if (given != null) {
            return given;
        }
        Party<E> self = new Party<>(null);
        return meet(self, takers, deadline) ? self.element : null;
    }

    @Override
    public void put(E element) throws InterruptedException {
        give(element, Here.NEVER);
    }

    @Override
    public boolean offer(E element, long time, TimeUnit unit) throws InterruptedException {
        return give(element, Here.deadline(unit.toNanos(time)));
    }

    @Override
    public boolean offer(E element) {
        Objects.requireNonNull(element);
        change("offers to");
        return giveAtOnce(element);
    }

    @Override
    public E take() throws InterruptedException {
        return take(Here.NEVER);
    }

    @Override
    public E poll(long time, TimeUnit unit) throws InterruptedException {
        return take(Here.deadline(unit.toNanos(time)));
    }

    @Override
    public E poll() {
        change("polls");
        return takeAtOnce();
    }

    @Override
    public int remainingCapacity() {
        return 0;
    }

    @Override
    public int drainTo(Collection<? super E> target, int most) {
        change("drains");
        int count = 0;
        while (count < most && !givers.isEmpty()) {
            target.add(takeAtOnce());
            count++;
        }
        return count;
    }
}
