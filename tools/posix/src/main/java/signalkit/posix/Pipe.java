package signalkit.posix;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.annotations.AsyncSignalSafe;

/**
 * A pipe inside the process: what a handler writes to when it may do nothing else.
 *
 * <p>The self-pipe trick (D. J. Bernstein) and libevent's signal events use one. Any thread may
 * write, one reads. {@link #write} is lock-free and never waits; {@link #read} waits and is
 * restartable (SA_RESTART).
 */
public final class Pipe implements Poll.Readable {
    /** How many bytes a pipe holds on Linux. */
    public static final int CAPACITY = 65_536;

    private final ConcurrentLinkedQueue<Byte> bytes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile Runnable reader = () -> {};

    /** An empty pipe. */
    public Pipe() {
        Points.look();
    }

    /**
     * Writes one byte, as a write to a non-blocking pipe does.
     *
     * @param value the byte
     * @return false where POSIX reports EAGAIN, since the pipe is full
     */
    @AsyncSignalSafe("POSIX lists write(2); here: two compare-and-sets and a wake-up")
    public boolean write(byte value) {
        Points.point(Op.OUTPUT, this);
        Pthread self = Pthread.selfOrNull();
        if (self != null) {
            self.life().testCancel();
        }
        if (size.incrementAndGet() > CAPACITY) {
            size.decrementAndGet();
            if (self != null) {
                self.errno = Errno.EAGAIN;
            }
            return false;
        }
        bytes.add(value);
        reader.run();
        return true;
    }

    /**
     * Reads one byte, waiting for it as long as it takes.
     *
     * @return the byte
     * @throws PosixException EINTR when a handler without SA_RESTART ran before there was one
     */
    public byte read() {
        Points.point(Op.INPUT, this);
        Pthread self = Pthread.cancellable();
        long before = self.handledWithoutRestart();
        reader = self::unpark;
        while (true) {
            Byte value = take();
            if (value != null) {
                return value;
            }
            self.checkpoint();
            if (self.handledWithoutRestart() != before) {
                throw new PosixException(Errno.EINTR, "a handler interrupted the read");
            }
            if (bytes.isEmpty()) {
                self.park(this, Scheduler.NEVER);
            }
        }
    }

    /**
     * Reads one byte if there is one.
     *
     * @return the byte, or null where POSIX reports EAGAIN
     */
    public Byte poll() {
        Points.point(Op.INPUT, this);
        Pthread self = Pthread.cancellable();
        Byte value = take();
        if (value == null) {
            self.errno = Errno.EAGAIN;
        }
        return value;
    }

    private Byte take() {
        Byte value = bytes.poll();
        if (value != null) {
            size.decrementAndGet();
        }
        return value;
    }

    /**
     * Whether a read would not wait.
     *
     * @return true when there is a byte
     */
    public boolean isReadable() {
        Points.point(Op.INPUT, this);
        return hasInput();
    }

    @Override
    public boolean hasInput() {
        return !bytes.isEmpty();
    }

    /** Sets what each write calls, so that a loop can wait for this pipe beside other things. */
    @Override
    public void onReadable(Runnable wakeUp) {
        reader = wakeUp;
    }

    @Override
    public String toString() {
        return "a pipe";
    }
}
