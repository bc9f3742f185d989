package signalkit.echo.server;

/**
 * The bytes that one connection has received and sent back, added to the journal as they move.
 *
 * <p>Only the thread that serves the connection may use it.
 */
public final class ByteCount {
    private final Journal journal;
    private long received;
    private long sent;

    /**
     * Counts from 0.
     *
     * @param journal has the sums over all connections
     */
    public ByteCount(Journal journal) {
        this.journal = journal;
    }

    /**
     * Counts bytes that have arrived.
     *
     * @param bytes 0 or more
     */
    public void received(long bytes) {
        journal.bytesIn.addAndGet(bytes);
        received += bytes;
    }

    /**
     * Counts as sent what has arrived and waits in the output no more.
     *
     * @param unsent the bytes that still wait there, all of them received
     */
    public void keep(long unsent) {
        long written = received - unsent;
        journal.bytesOut.addAndGet(written - sent);
        sent = written;
    }

    /**
     * Whether the client has sent nothing yet.
     *
     * @return true until the first byte is received
     */
    public boolean isSilent() {
        return received == 0;
    }
}
