package signalkit.lab.load;

import java.net.InetSocketAddress;

/**
 * What a load generator does.
 *
 * @param target the server
 * @param clients how many connections are open at once
 * @param size bytes of one message, 1 to {@link #LARGEST}
 * @param rate messages (with {@code churn}: connections) a second of all clients together; 0: each
 *     client sends the next message when the last has come back
 * @param churn each connection is closed after one message, and another one made
 */
public record LoadPlan(
        InetSocketAddress target, int clients, int size, double rate, boolean churn) {
    /** The largest message. */
    public static final int LARGEST = Payload.LARGEST;

    /**
     * Clients that send message after message as fast as the echoes come.
     *
     * @param target the server
     * @param clients how many
     * @return the plan
     */
    public static LoadPlan steady(InetSocketAddress target, int clients) {
        return new LoadPlan(target, clients, 1024, 0, false);
    }

    /**
     * The same at a rate.
     *
     * @param messages a second, of all clients together
     * @return the plan
     */
    public LoadPlan at(double messages) {
        return new LoadPlan(target, clients, size, messages, churn);
    }

    /**
     * Clients that connect, send one message, get its echo and close, over and over.
     *
     * @param target the server
     * @param clients how many at once
     * @return the plan
     */
    public static LoadPlan churning(InetSocketAddress target, int clients) {
        return new LoadPlan(target, clients, 1024, 0, true);
    }
}
