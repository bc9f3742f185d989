package signalkit.posix.ipc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import signalkit.annotations.AsyncSignalSafe;
import signalkit.posix.Errno;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.Poll;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;
import signalkit.posix.Signal;

/**
 * A pipe with both of its ends: short reads, short writes, the end of the input, and SIGPIPE.
 *
 * <p>Like Linux, it has room for 16 pages of 4,096 bytes. A write adds to the last page if all that
 * exceeds whole pages fits there, and takes new pages for the rest. So a write of at most {@link
 * #ATOMIC} bytes is never split. Thread-safe.
 */
public final class BytePipe implements Poll.Readable {
    /** PIPE_BUF: as many bytes are written at once or not at all. */
    public static final int ATOMIC = 4_096;

    private static final int PAGES = 16;
    private static final String LISTED =
            "POSIX XSH 2.4.3 lists it; here no handler can start under the one lock that it takes";

    /** Bytes {@code from} to {@code to} of a page wait to be read. */
    private static final class Page {
        private final byte[] bytes = new byte[ATOMIC];
        private int from;
        private int to;

        void add(byte[] source, int at, int count) {
            System.arraycopy(source, at, bytes, to, count);
            to += count;
        }
    }

    private final String name;
    private final Queue<Pthread> waiters = new ConcurrentLinkedQueue<>();
    private volatile Runnable onReadable = () -> {};

    // This monitor must be held when using these; no call of it leaves this class:
    private final Deque<Page> pages = new ArrayDeque<>();
    private boolean readerIsClosed;
    private boolean writerIsClosed;

    /**
     * An empty pipe, both ends open.
     *
     * @param name shown by thread dumps and by the explorer
     * @throws PosixException EINVAL when it is null
     */
    public BytePipe(String name) {
        if (name == null) {
            throw new PosixException(Errno.EINVAL, "the name of a pipe is null");
        }
        Points.look();
        this.name = name;
    }

    /**
     * Writes bytes, waiting for room: {@code write}.
     *
     * @param bytes what to write
     * @return how many were written: fewer when a handler ran in between, whatever its flags
     * @throws PosixException EPIPE, after SIGPIPE for the caller, when the reading end is closed;
     *     EINTR when a handler without SA_RESTART ran before there was room
     */
    @AsyncSignalSafe(LISTED)
    public int write(byte[] bytes) {
        Points.point(Op.OUTPUT, this);
        Pthread self = Pthread.cancellable();
        long handled = self.handled();
        long interrupted = self.handledWithoutRestart();
        int written = 0;
        boolean begins = true;
        waiters.add(self);
        try {
            while (true) {
                long seen = self.handled();
                int more = add(self, bytes, written, begins);
                begins = false;
                if (more < 0) {
                    return written;
                }
                written += more;
                if (written == bytes.length) {
                    return written;
                }
                self.checkpoint();
                if (written > 0 && self.handled() != handled) {
                    return written;
                }
                if (self.handledWithoutRestart() != interrupted) {
                    throw new PosixException(Errno.EINTR, "a handler interrupted the write");
                }
                if (self.handled() == seen) {
                    self.park(this, Scheduler.NEVER);
                }
            }
        } finally {
            waiters.remove(self);
        }
    }

    /**
     * Writes what there is room for: {@code write} with O_NONBLOCK.
     *
     * @param bytes what to write
     * @return how many were written; -1 where POSIX reports EAGAIN
     * @throws PosixException EPIPE, after SIGPIPE for the caller, when the reading end is closed
     */
    @AsyncSignalSafe(LISTED)
    public int writeNow(byte[] bytes) {
        Points.point(Op.OUTPUT, this);
        int written = add(Pthread.cancellable(), bytes, 0, true);
        return written == 0 && bytes.length > 0 ? again() : written;
    }

    /** How many bytes were added; -1 after SIGPIPE when some were before, for they count. */
    private int add(Pthread self, byte[] bytes, int from, boolean begins) {
        int added = bytes.length == 0 ? 0 : fill(bytes, from, begins);
        if (added < 0) {
            self.process().kill(self, Signal.PIPE);
            self.checkpoint();
            if (from == 0) {
                throw new PosixException(Errno.EPIPE, "nobody can read what is written to " + name);
            }
        }
        if (added > 0) {
            wake();
        }
        return added;
    }

    private synchronized int fill(byte[] bytes, int from, boolean begins) {
        if (writerIsClosed) {
            throw new PosixException(Errno.EBADF, "the writing end of " + name + " is closed");
        }
        if (readerIsClosed) {
            return -1;
        }
        int at = from;
        int beyondPages = begins ? bytes.length % ATOMIC : 0;
        Page last = pages.peekLast();
        if (beyondPages > 0 && last != null && last.to + beyondPages <= ATOMIC) {
            last.add(bytes, at, beyondPages);
            at += beyondPages;
        }
        while (at < bytes.length && pages.size() < PAGES) {
            Page page = new Page();
            page.add(bytes, at, Math.min(ATOMIC, bytes.length - at));
            pages.add(page);
            at += page.to;
        }
        return at - from;
    }

    /**
     * Reads what there is, waiting for the first byte: {@code read}.
     *
     * @param buffer gets the bytes; it need not become full
     * @return how many were read; 0 at the end, when the writing end is closed
     * @throws PosixException EINTR when a handler without SA_RESTART ran before there was a byte
     */
    @AsyncSignalSafe(LISTED)
    public int read(byte[] buffer) {
        Points.point(Op.INPUT, this);
        Pthread self = Pthread.cancellable();
        long interrupted = self.handledWithoutRestart();
        waiters.add(self);
        try {
            while (true) {
                long seen = self.handled();
                int count = take(buffer);
                if (count >= 0) {
                    return count;
                }
                self.checkpoint();
                if (self.handledWithoutRestart() != interrupted) {
                    throw new PosixException(Errno.EINTR, "a handler interrupted the read");
                }
                if (self.handled() == seen) {
                    self.park(this, Scheduler.NEVER);
                }
            }
        } finally {
            waiters.remove(self);
        }
    }

    /**
     * Reads what there is: {@code read} with O_NONBLOCK.
     *
     * @param buffer gets the bytes
     * @return how many were read; 0 at the end; -1 where POSIX reports EAGAIN
     */
    @AsyncSignalSafe(LISTED)
    public int readNow(byte[] buffer) {
        Points.point(Op.INPUT, this);
        Pthread.cancellable();
        int count = take(buffer);
        return count < 0 ? again() : count;
    }

    /** How many bytes were taken; -1 when there may be some later. */
    private int take(byte[] buffer) {
        int count = 0;
        synchronized (this) {
            if (readerIsClosed) {
                throw new PosixException(Errno.EBADF, "the reading end of " + name + " is closed");
            }
            if (pages.isEmpty()) {
                return writerIsClosed || buffer.length == 0 ? 0 : -1;
            }
            while (count < buffer.length && !pages.isEmpty()) {
                Page page = pages.peek();
                int part = Math.min(buffer.length - count, page.to - page.from);
                System.arraycopy(page.bytes, page.from, buffer, count, part);
                page.from += part;
                count += part;
                if (page.from == page.to) {
                    pages.remove();
                }
            }
        }
        wake();
        return count;
    }

    /** Closes the reading end: from now on a write sends SIGPIPE and fails with EPIPE. */
    @AsyncSignalSafe(LISTED)
    public void closeReader() {
        Points.point(Op.OUTPUT, this);
        synchronized (this) {
            readerIsClosed = true;
        }
        wake();
    }

    /** Closes the writing end: a read gets what is left, and then 0. */
    @AsyncSignalSafe(LISTED)
    public void closeWriter() {
        Points.point(Op.OUTPUT, this);
        synchronized (this) {
            writerIsClosed = true;
        }
        wake();
    }

    private void wake() {
        waiters.forEach(Pthread::unpark);
        onReadable.run();
    }

    private static int again() {
        Errno.set(Errno.EAGAIN);
        return -1;
    }

    /** Whether a read would not wait. */
    @Override
    public synchronized boolean hasInput() {
        return !pages.isEmpty() || writerIsClosed;
    }

    @Override
    public void onReadable(Runnable wakeUp) {
        onReadable = wakeUp;
    }

    @Override
    public String toString() {
        return name;
    }
}
