package signalkit.lab.load;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * The bytes that clients send: known at each position, so each echoed byte can be checked.
 *
 * <p>The same for all connections but shifted, so bytes of another connection do not match. The
 * period is a prime, hence no multiple of any buffer's size. Immutable.
 */
final class Payload {
    /** The longest message that one slice can hold. */
    static final int PERIOD = 65_521;

    private static final ByteBuffer BYTES = bytes();

    private final int shift;

    Payload(long connection) {
        this.shift = (int) (connection * 7_919 % PERIOD);
    }

    private static ByteBuffer bytes() {
        byte[] period = new byte[PERIOD];
        new Random(1).nextBytes(period);
        return ByteBuffer.allocateDirect(2 * PERIOD)
                .put(period)
                .put(period)
                .clear()
                .asReadOnlyBuffer();
    }

    /** Bytes from a position of the stream on; {@code length} is at most {@link #PERIOD}. */
    ByteBuffer slice(long position, int length) {
        return BYTES.slice((int) ((position + shift) % PERIOD), length);
    }

    /** Whether the received bytes are those from a position of the stream on. */
    boolean matches(long position, ByteBuffer received) {
        long at = position;
        ByteBuffer rest = received.duplicate();
        while (rest.hasRemaining()) {
            int length = Math.min(PERIOD, rest.remaining());
            if (!slice(at, length).equals(rest.slice(rest.position(), length))) {
                return false;
            }
            rest.position(rest.position() + length);
            at += length;
        }
        return true;
    }
}
