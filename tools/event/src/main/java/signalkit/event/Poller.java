package signalkit.event;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import signalkit.posix.Errno;
import signalkit.posix.Pthread;

/**
 * What a loop waits with: libevent's {@code eventop}.
 *
 * <p>Only the dispatching thread uses it, apart from {@link #wakeUp} and, before the first
 * dispatch, {@link #open}.
 */
interface Poller {
    /** Takes the descriptors that it needs; a wake-up after this is never lost. */
    void open() throws IOException;

    /** The key of a channel, for which it waits from now on. */
    SelectionKey register(SelectableChannel channel) throws IOException;

    /** Forgets a channel at once, and not at the next wait. */
    void deregister(SelectableChannel channel);

    /**
     * Ends a wait, or the next one when there is none now. Any thread.
     *
     * @param loop the dispatching thread
     */
    void wakeUp(Pthread loop);

    /**
     * Waits for channels and for a wake-up; the error is EINTR when a handler ran on top of it.
     *
     * @param self the calling thread
     * @param nanos how long at most; {@link signalkit.posix.Scheduler#NEVER} for no limit
     */
    Errno await(Pthread self, long nanos);

    void close();
}
