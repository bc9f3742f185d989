package signalkit.event;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * A socket with an input and an output buffer: libevent's {@code bufferevent}.
 *
 * <p>The base reads into the input and calls {@code onRead}; what is written goes out as fast as
 * the socket takes it, and {@code onWrite} says when the output has fallen to its low watermark.
 * Made with BEV_OPT_CLOSE_ON_FREE: it owns the channel. Only the thread that dispatches the base
 * may use it.
 */
public final class BufferEvent extends ChannelCallbacks {
    /** Reading, as a direction and as a flag of an event. */
    public static final int READ = Event.READ;

    /** Writing, as a direction and as a flag of an event. */
    public static final int WRITE = Event.WRITE;

    /** BEV_EVENT_EOF: the peer has closed its side. */
    public static final int EOF = 0x10;

    /** BEV_EVENT_ERROR: the connection failed. */
    public static final int ERROR = 0x20;

    /** BEV_EVENT_TIMEOUT: nothing could be read or written for too long. */
    public static final int TIMEOUT = 0x40;

    private final SocketChannel channel;
    private final EvBuffer input = new EvBuffer();
    private final EvBuffer output = new EvBuffer();
    private final Event reading;
    private final ReadGate gate;
    private final Event writing;
    private final EventBase base;
    private final Runnable onRead;
    private IntConsumer onEvent;
    private Duration writeTimeout;
    private long readLow;
    private long readHigh;
    private long writeLow;
    private long pauseAbove;
    private boolean isBlocked; // the output waits for the socket, so writing is pending
    private boolean isPaused; // the gate is told that the output is full
    private boolean freed;
    private long arrived = -1; // how much of it may still be unread; below 0: nobody asked yet
    private boolean ended;
    private boolean outputClosed;
    private Duration linger;
    private LongConsumer onLate;
    private Runnable onFinished;
    private IOException error;

    /**
     * A buffered socket, not reading yet.
     *
     * @param base the loop
     * @param channel a connected, non-blocking channel
     * @param onRead called when the input has reached its low watermark
     * @param onWrite called when the output has fallen to its low watermark
     * @param onEvent called with READ or WRITE and one of EOF, ERROR, TIMEOUT
     */
    public BufferEvent(
            EventBase base,
            SocketChannel channel,
            Runnable onRead,
            Runnable onWrite,
            IntConsumer onEvent) {
        super(base, onWrite);
        this.base = base;
        this.channel = channel;
        this.onRead = onRead;
        this.onEvent = onEvent;
        reading = Event.channel(base, channel, Event.READ | Event.PERSIST, () -> onReady(READ));
        gate = new ReadGate(reading);
        writing = Event.channel(base, channel, Event.WRITE | Event.PERSIST, () -> onReady(WRITE));
    }

    /**
     * Starts reading; writing needs no start: {@code bufferevent_enable}.
     *
     * @param direction READ
     */
    public void enable(int direction) {
        if ((direction & READ) != 0) {
            gate.setEnabled(true);
        }
    }

    /**
     * Stops reading until {@link #enable}: {@code bufferevent_disable}.
     *
     * @param direction READ
     */
    public void disable(int direction) {
        if ((direction & READ) != 0) {
            gate.setEnabled(false);
        }
    }

    /**
     * Sets how long the peer may be silent, or not read: {@code bufferevent_set_timeouts}.
     *
     * @param read time without a byte read, while reading goes on; null or zero for no limit
     * @param write time without a byte written, while there is output; null or zero for no limit
     */
    public void setTimeouts(Duration read, Duration write) {
        gate.setTimeout(Duration.ZERO.equals(read) ? null : read);
        writeTimeout = Duration.ZERO.equals(write) ? null : write;
        ReadGate.limit(writing, writeTimeout);
    }

    /**
     * Sets the marks at which callbacks run: {@code bufferevent_setwatermark}.
     *
     * @param direction READ or WRITE
     * @param low onRead runs from here upwards, onWrite from here downwards; in bytes
     * @param high reading pauses while the input holds so many bytes, and goes on when some have
     *     been taken; 0 for no limit; of no effect for WRITE
     */
    public void setWatermark(int direction, long low, long high) {
        if ((direction & READ) != 0) {
            readLow = low;
            readHigh = high;
            input.onTaken(high > 0 ? this::watchInput : null);
            watchInput();
        }
        if ((direction & WRITE) != 0) {
            writeLow = low;
        }
    }

    private void watchInput() {
        gate.setInputFull(readHigh > 0 && input.length() >= readHigh);
    }

    /**
     * What was read and not taken yet.
     *
     * @return {@code bufferevent_get_input}
     */
    public EvBuffer input() {
        return input;
    }

    /**
     * What was written and not sent yet.
     *
     * @return {@code bufferevent_get_output}
     */
    public EvBuffer output() {
        return output;
    }

    /**
     * The last failure of the channel.
     *
     * @return null when there was none
     */
    public IOException error() {
        return error;
    }

    /**
     * Sends all bytes of a buffer: {@code bufferevent_write_buffer}.
     *
     * @param source empty afterwards
     */
    public void write(EvBuffer source) {
        output.addBuffer(source);
        if (!isBlocked) {
            send();
            if (output.length() > 0 && error == null) {
                writing.add(writeTimeout);
                isBlocked = true;
            }
        }
        if (pauseAbove > 0 && output.length() > pauseAbove) {
            isPaused = true;
            gate.setOutputFull(true);
        }
    }

    /**
     * Bounds the memory that a client can take which sends and does not read.
     *
     * @param high reading pauses while there is more output than this, in bytes; 0 for no bound
     * @param low reading goes on when the output has fallen to this; also the low watermark
     */
    public void limitOutput(long high, long low) {
        pauseAbove = high;
        writeLow = low;
    }

    /**
     * Reads what has arrived, now, and calls back for it; for the end of a connection.
     *
     * <p>That is as much as the socket's buffer can hold, or a client that goes on sending would
     * never let it end, and no more at a time than {@link #limitOutput} allows.
     *
     * @return false when it has to be called again, from the {@code onWrite} that will come
     */
    public boolean readAvailable() {
        try {
            arrived = arrived < 0 ? channel.getOption(StandardSocketOptions.SO_RCVBUF) : arrived;
        } catch (IOException closed) {
            return true;
        }
        while (error == null && !ended && !freed && onFinished == null && arrived > 0) {
            if (pauseAbove > 0 && output.length() > pauseAbove) {
                return false;
            }
            long before = input.length();
            if (!receive()) {
                return true;
            }
            arrived = Math.max(0, arrived - (input.length() - before));
            onRead.run();
        }
        return true;
    }

    /**
     * Ends the connection in order: sends the output, then a FIN, then reads to the peer's.
     *
     * <p>A close with unread input would reset the connection, and the peer could lose output that
     * it has not read yet (RFC 1122, 4.2.2.13). What still comes is counted and dropped.
     *
     * @param patience how long to wait for the peer's FIN after ours
     * @param late called with the number of bytes that came too late
     * @param finished called once, when the channel can be closed; not after an error
     */
    public void finish(Duration patience, LongConsumer late, Runnable finished) {
        if (onFinished == null) {
            linger = patience;
            onLate = late;
            onFinished = finished;
            disable(READ);
            closeOutput();
        }
    }

    private void closeOutput() {
        if (output.length() > 0 || outputClosed) {
            return;
        }
        outputClosed = true;
        if (ended) {
            onFinished.run();
            return;
        }
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            fail(e, WRITE);
            return;
        }
        setWatermark(READ, readLow, 0);
        goOnReading();
        gate.setTimeout(null); // what limits this wait is the patience alone
        gate.setEnabled(true);
        base.once(linger, this::lingered);
    }

    private void lingered() {
        if (!freed && !ended) {
            guard(onFinished);
        }
    }

    private void fail(IOException e, int direction) {
        error = e;
        onEvent.accept(direction | ERROR);
    }

    /** Closes the channel, calls nobody back any more: {@code bufferevent_free}. A callback may. */
    public void free() {
        freed = true;
        onEvent = what -> {}; // what is written after this has nowhere to go
        disable(READ);
        unblock();
        forgetWritten();
        input.drain(input.length());
        output.drain(output.length());
        try {
            channel.close();
        } catch (IOException e) {
            error = e;
        }
    }

    @Override
    void readable() {
        if ((reading.result() & Event.TIMEOUT) != 0) {
            disable(READ);
            onEvent.accept(READ | TIMEOUT);
            return;
        }
        boolean received = receive();
        if (received && outputClosed) {
            onLate.accept(input.length());
            input.drain(input.length());
        } else if (received && input.length() >= readLow) {
            onRead.run();
        }
    }

    /** Reads once, as others wait, too; false when nothing came, after it has told the end. */
    private boolean receive() {
        int count;
        try {
            count = input.read(channel);
        } catch (IOException e) {
            error = e;
            count = -1;
        }
        if (count < 0) {
            disable(READ);
            ended = true;
            if (error == null && outputClosed) {
                onFinished.run();
            } else {
                onEvent.accept(READ | (error == null ? EOF : ERROR));
            }
        } else if (readHigh > 0) {
            watchInput();
        }
        return count > 0;
    }

    @Override
    void writable() {
        if ((writing.result() & Event.TIMEOUT) != 0) {
            unblock();
            onEvent.accept(WRITE | TIMEOUT);
            return;
        }
        send();
        if (output.length() == 0 && isBlocked) {
            unblock();
        }
    }

    private void send() {
        try {
            output.write(channel);
        } catch (IOException e) {
            unblock();
            fail(e, WRITE);
            return;
        }
        if (output.length() > writeLow) {
            return;
        }
        written();
        if (isPaused) {
            goOnReading();
        }
        if (onFinished != null) {
            closeOutput();
        }
    }

    private void goOnReading() {
        isPaused = false;
        gate.setOutputFull(false);
    }

    private void unblock() {
        isBlocked = false;
        writing.del();
    }
}
