package signalkit.event;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A listening socket whose connections come as callbacks: libevent's {@code evconnlistener}.
 *
 * <p>When the process is out of descriptors, accepting pauses, since the connection stays in the
 * backlog and the socket stays readable (libevent's book names the busy loop). Only the thread that
 * dispatches the base may use it.
 */
public final class Listener {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int BATCH = 64;

    private final EventBase base;
    private final ServerSocketChannel channel;
    private final Event accepting;
    private final Consumer<SocketChannel> onAccept;
    private final Consumer<IOException> onError;
    private final int backlog;
    private final int port;
    private Duration pause = PAUSE;
    private int batch = BATCH;
    private boolean reported;
    private long lastReport;

    /**
     * Binds, listens, and accepts as soon as the base is dispatched.
     *
     * @param base the loop
     * @param address where to listen; port 0 lets the system choose
     * @param backlog how many connections may wait in the kernel
     * @param onAccept called with each connection, non-blocking
     * @param onError called when an accept failed; with the default pause at most once a second
     * @throws IOException when the address cannot be bound
     */
    public Listener(
            EventBase base,
            InetSocketAddress address,
            int backlog,
            Consumer<SocketChannel> onAccept,
            Consumer<IOException> onError)
            throws IOException {
        this.base = base;
        this.backlog = backlog;
        this.onAccept = onAccept;
        this.onError = onError;
        // The JDK's first close of a socket opens descriptors of its own, and when that fails,
        // every later close fails too: so it has to happen while there are some.
        SocketChannel.open().close();
        channel = ServerSocketChannel.open();
        try {
            channel.bind(address, backlog);
            channel.configureBlocking(false);
            port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        accepting = Event.channel(base, channel, Event.READ | Event.PERSIST, this::acceptable);
        accepting.add(null);
    }

    /**
     * Where this listener can be reached.
     *
     * @return the port, also when the system chose it
     */
    public int port() {
        return port;
    }

    /**
     * The loop that accepts.
     *
     * @return {@code evconnlistener_get_base}
     */
    public EventBase base() {
        return base;
    }

    /**
     * Sets how many connections are accepted in a row and how long to pause after an error. One
     * connection and no pause are what a callback that calls {@code accept} once does.
     *
     * @param connections how many to accept each time the socket is readable, at most
     * @param afterError how long to pause when the process is out of descriptors; zero for no pause
     */
    public void setAccepting(int connections, Duration afterError) {
        batch = connections;
        pause = afterError;
    }

    /**
     * Accepts what waits in the backlog and stops listening: what {@link #close} would reset.
     *
     * <p>No more can wait than the backlog holds, which ends this also while clients keep coming. A
     * connection that comes between the last accept and the close is reset all the same; no order
     * of calls can help that. So is what waits when the process has no descriptor left for it.
     */
    public void drain() {
        stop();
        accept(backlog + 1); // sk_acceptq_is_full: Linux lets one more in than it is told
        close();
    }

    /** Stops listening: {@code evconnlistener_free}. What waits in the backlog is reset. */
    public void close() {
        stop();
        try {
            channel.close();
        } catch (IOException e) {
            onError.accept(e);
        }
    }

    /** Leaves the selector: the JDK closes a registered socket only at the next select. */
    private void stop() {
        if (accepting.isPending()) {
            accepting.del();
        }
        base.deregister(channel);
    }

    private void acceptable() {
        accept(batch);
    }

    private void accept(int most) {
        // A callback may have closed this listener.
        for (int left = most; left > 0 && channel.isOpen() && accept(); left--) {}
    }

    private boolean accept() {
        SocketChannel accepted = null;
        try {
            accepted = channel.accept();
            if (accepted == null) {
                return false;
            }
            accepted.configureBlocking(false);
        } catch (IOException e) {
            if (accepted != null) {
                discard(accepted);
            }
            report(e);
            if (!pause.isZero() && channel.isOpen()) {
                accepting.del();
                base.once(pause, this::resume);
            }
            return false;
        }
        onAccept.accept(accepted);
        return true;
    }

    /** A listener that pauses would say the same twice a second, so it says it less often. */
    private void report(IOException e) {
        long now = base.now();
        if (pause.isZero() || !reported || now - lastReport >= QUIET.toNanos()) {
            reported = true;
            lastReport = now;
            onError.accept(e);
        }
    }

    /**
     * Closes a connection that came to nothing, whatever state it is in.
     *
     * @param accepted given to the callback, which could not use it
     */
    public static void discard(SocketChannel accepted) {
        try {
            accepted.close();
        } catch (IOException e) {
            // Its descriptor is gone either way.
        }
    }

    /**
     * Tells a client why it is not served, and closes its connection. Never waits.
     *
     * <p>One that has sent something already may see a reset after the reason.
     *
     * @param accepted given to the callback
     * @param reason a line
     */
    public static void refuse(SocketChannel accepted, String reason) {
        try {
            accepted.write(ByteBuffer.wrap(reason.getBytes(StandardCharsets.UTF_8)));
            accepted.shutdownOutput();
        } catch (IOException e) {
            // It has gone already.
        }
        discard(accepted);
    }

    private void resume() {
        if (channel.isOpen()) {
            accepting.add(null);
        }
    }
}
