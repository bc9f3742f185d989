/**
 * Models of the blocking queues of {@code java.util.concurrent}: each call is one step of the run.
 * Internal.
 *
 * <p>A queue is linearizable, so one step per call shows all that threads can see of it; its
 * iterators, which are weakly consistent, go over what it held when they were made.
 */
package signalkit.explorer.jdk.queue;
