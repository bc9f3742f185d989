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

    /** How far the connection has come, in TCP's terms. */
    private enum State {
        /** Both sides may send. */
        ESTABLISHED,
        /** The peer has sent its FIN, or reading failed; the output still goes out. */
        CLOSE_WAIT,
        /** Our FIN is out; what the peer sends before its own is late. */
        FIN_WAIT,
        /** Nobody is called back any more. */
        CLOSED
    }

    /** What {@link #finish} was told. */
    private record Finish(Duration linger, LongConsumer late, Runnable finished) {}

    private final SocketChannel channel;
    private final EvBuffer input = new EvBuffer();
    private final EvBuffer output = new EvBuffer();
    private final Event reading;
    private final Event writing; // pending while the output waits for the socket
    private final ReadGate gate;
    private final Runnable onRead;
    private final IntConsumer onEvent;
    private Duration writeTimeout;
    private long readLow;
    private long writeLow;
    private boolean writes = true; // bufferevent_init enables EV_WRITE, too
    private long unread = -1; // how much readAvailable may still read; below 0: not asked yet
    private State state = State.ESTABLISHED;
    private Finish finish; // not null from the call of finish on: our FIN follows the output
    private IOException error;
    private boolean isFailing; // a write has failed, which the end of the round will tell

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
        this.channel = channel;
        this.onRead = onRead;
        this.onEvent = onEvent;
        reading = Event.channel(base, channel, Event.READ | Event.PERSIST, () -> onReady(READ));
        writing = Event.channel(base, channel, Event.WRITE | Event.PERSIST, () -> onReady(WRITE));
        gate = new ReadGate(reading, input, output);
    }

    /**
     * Starts reading, or sends what was held: {@code bufferevent_enable}.
     *
     * <p>At first, reading is disabled and writing is enabled. The time of the direction begins
     * anew. As in libevent, enabling WRITE calls {@code onWrite} if there is no output.
     *
     * @param direction READ, WRITE or both
     */
    public void enable(int direction) {
        if ((direction & READ) != 0) {
            gate.setEnabled(true);
        }
        boolean canWrite = state != State.FIN_WAIT && state != State.CLOSED && !isFailing;
        if ((direction & WRITE) != 0 && canWrite) {
            writes = true;
            if (output.length() > 0) {
                writing.add(writeTimeout);
            } else {
                written();
            }
        }
    }

    /**
     * Stops reading, or holds the output, until {@link #enable}: {@code bufferevent_disable}.
     *
     * @param direction READ, WRITE or both
     */
    public void disable(int direction) {
        if ((direction & READ) != 0) {
            gate.setEnabled(false);
        }
        if ((direction & WRITE) != 0) {
            writes = false;
            writing.del();
        }
    }

    /**
     * Sets how long the peer may be silent, or not read: {@code bufferevent_set_timeouts}.
     *
     * @param read time without a byte read, while it reads; null or zero for no limit
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
     * @param high the input never holds more bytes than this: reading pauses while it is full, and
     *     resumes when some have been taken; 0 for no limit; of no effect for WRITE
     */
    public void setWatermark(int direction, long low, long high) {
        if ((direction & READ) != 0) {
            readLow = low;
            gate.setInputHigh(high);
        }
        if ((direction & WRITE) != 0) {
            writeLow = low;
        }
    }

    /** {@return what was read and not taken yet: {@code bufferevent_get_input}} */
    public EvBuffer input() {
        return input;
    }

    /** {@return what was written and not sent yet: {@code bufferevent_get_output}} */
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
     * Sends all bytes of a buffer, or holds them while WRITE is disabled: {@code
     * bufferevent_write_buffer}. It calls nobody back: a failure is told at the end of the round.
     *
     * @param source empty afterwards
     */
    public void write(EvBuffer source) {
        output.addBuffer(source);
        if (writes && !writing.isPending()) {
            send();
            if (output.length() > 0 && writes) {
                writing.add(writeTimeout);
            }
        }
        gate.outputHasGrown();
    }

    /**
     * Bounds the memory that a client which sends but does not read can take.
     *
     * @param high reading pauses while there is more output than this, in bytes; 0 for no bound
     * @param low reading resumes when the output has fallen to this; also the low watermark
     */
    public void limitOutput(long high, long low) {
        gate.setOutputHigh(high);
        writeLow = low;
    }

    /**
     * Reads what has arrived, now, and calls back for it; for the end of a connection.
     *
     * <p>It reads at most what the socket's buffer can hold, so that a client that never stops
     * sending cannot delay the end, and no more at a time than {@link #limitOutput} allows.
     *
     * @return false when it has to be called again, from the {@code onWrite} that will come
     */
    public boolean readAvailable() {
        try {
            unread = unread < 0 ? channel.getOption(StandardSocketOptions.SO_RCVBUF) : unread;
        } catch (IOException closed) {
            return true;
        }
        while (state == State.ESTABLISHED && finish == null && error == null && unread > 0) {
            if (gate.isOutputHigh()) {
                return false;
            }
            long before = input.length();
            if (!receive()) {
                return true;
            }
            unread = Math.max(0, unread - (input.length() - before));
            onRead.run();
        }
        return true;
    }

    /**
     * Ends the connection in order: sends the output, then a FIN, then reads to the peer's.
     *
     * <p>A close with unread input would reset the connection, and the peer could lose output that
     * it has not read yet (RFC 1122, 4.2.2.13). What still comes is counted and dropped. Calling
     * this again, or after {@link #free}, changes nothing.
     *
     * @param linger how long to wait for the peer's FIN after ours
     * @param late called with the number of bytes that came too late
     * @param finished called once, when the channel can be closed; not after an error
     */
    public void finish(Duration linger, LongConsumer late, Runnable finished) {
        if (finish == null && state != State.CLOSED) {
            finish = new Finish(linger, late, finished);
            disable(READ);
            closeOutput();
        }
    }

    private void closeOutput() {
        if (output.length() > 0 || state == State.FIN_WAIT || state == State.CLOSED) {
            return;
        }
        if (state == State.CLOSE_WAIT) {
            finished();
            return;
        }
        state = State.FIN_WAIT;
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            sendFailed(e);
            return;
        }
        gate.setInputHigh(0);
        gate.outputHasFallen();
        gate.setTimeout(null); // only the linger time limits this wait
        gate.setEnabled(true);
        base().once(finish.linger, this::lingered);
    }

    private void lingered() {
        if (state == State.FIN_WAIT) {
            guard(this::finished);
        }
    }

    private void finished() {
        state = State.CLOSED;
        disable(READ);
        finish.finished.run();
    }

    /**
     * What cannot be sent is told at the end of the round: the caller may be a callback. Until then
     * WRITE stays disabled, as libevent, which sends in the loop only, fails after that callback.
     */
    private void sendFailed(IOException e) {
        error = e;
        isFailing = true;
        disable(WRITE);
        forgetWritten();
        base().defer(() -> guard(this::tellSendFailed));
    }

    private void tellSendFailed() {
        isFailing = false;
        if (state != State.CLOSED) {
            onEvent.accept(WRITE | ERROR);
        }
    }

    /** Closes the channel, calls nobody back any more: {@code bufferevent_free}. A callback may. */
    public void free() {
        state = State.CLOSED; // what is written after this has nowhere to go
        disable(READ | WRITE);
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
        if (received && state == State.FIN_WAIT) {
            finish.late.accept(input.length());
            input.drain(input.length());
        } else if (received && input.length() >= readLow) {
            onRead.run();
        }
    }

    /** Reads once, as others wait, too; false when nothing came, after it has told the end. */
    private boolean receive() {
        int count;
        try {
            count = input.read(channel, gate.room());
        } catch (IOException e) {
            error = e;
            readEnded(ERROR);
            return false;
        }
        if (count < 0) {
            readEnded(EOF);
        } else {
            gate.inputHasChanged();
        }
        return count > 0;
    }

    private void readEnded(int reason) {
        disable(READ);
        if (state == State.FIN_WAIT && reason == EOF) {
            finished();
            return;
        }
        state = state == State.FIN_WAIT ? State.CLOSED : State.CLOSE_WAIT;
        onEvent.accept(READ | reason);
    }

    @Override
    void writable() {
        if ((writing.result() & Event.TIMEOUT) != 0) {
            disable(WRITE);
            onEvent.accept(WRITE | TIMEOUT);
            return;
        }
        send();
        if (output.length() == 0 && writing.isPending()) {
            writing.del();
        }
    }

    @Override
    boolean isOutputLow() {
        return output.length() <= writeLow;
    }

    private void send() {
        try {
            output.write(channel);
        } catch (IOException e) {
            sendFailed(e);
            return;
        }
        if (!isOutputLow()) {
            return;
        }
        written();
        gate.outputHasFallen();
        if (finish != null) {
            closeOutput();
        }
    }
}
