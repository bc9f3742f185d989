package signalkit.event;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.function.BooleanSupplier;
import signalkit.posix.Errno;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/** Waits in an explorer's scheduler, which sees each wait and each wake-up; without channels. */
final class ParkingPoller implements Poller {
    private final Object base;
    private final Scheduler scheduler;
    private final BooleanSupplier mayWait;

    /**
     * Waits for {@code base}. A wait begins only while {@code mayWait}: a handler on top may have
     * ended the reason.
     */
    ParkingPoller(Object base, Scheduler scheduler, BooleanSupplier mayWait) {
        this.base = base;
        this.scheduler = scheduler;
        this.mayWait = mayWait;
    }

    @Override
    public void open() {}

    @Override
    public SelectionKey register(SelectableChannel channel) {
        throw new IllegalStateException(
                "an explorer cannot control " + channel + "; use timers, signals or active()");
    }

    @Override
    public void deregister(SelectableChannel channel) {}

    @Override
    public void wakeUp(Pthread loop) {
        loop.unpark();
    }

    @Override
    public Errno await(Pthread self, long nanos) {
        self.checkpoint();
        if (nanos > 0 && mayWait.getAsBoolean()) {
            boolean limited = nanos != Scheduler.NEVER;
            self.park(base, limited ? scheduler.nanoTime() + nanos : Scheduler.NEVER);
        }
        return Errno.NONE;
    }

    @Override
    public void close() {}
}
