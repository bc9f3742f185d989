/**
 * The part of libevent that the two servers use, on NIO.
 *
 * <pre>
 *  any thread            the dispatching thread
 *
 *  once, loopExit ---&gt;  timers ---+
 *  signal handler ---&gt;  pipe -----+--&gt; active ---&gt; callbacks, one after the other
 *  the network ------&gt;  selector -+
 * </pre>
 *
 * <p>Names and behaviour follow libevent 2.1 (event.h, bufferevent.h, listener.h). Without {@link
 * signalkit.event.EventBase#useThreads} a base has no lock and its loop is not woken from outside,
 * exactly as a libevent base without {@code evthread_use_pthreads}.
 *
 * <p><b>Lock order.</b> A base's lock is a leaf: no callback runs and no other lock is taken under
 * it.
 *
 * <p><b>Differs from libevent.</b> Timers have the selector's resolution, one millisecond. A
 * buffered write goes to the socket at once when it can. A freed base reports its use, where C
 * would read freed memory.
 */
package signalkit.event;
