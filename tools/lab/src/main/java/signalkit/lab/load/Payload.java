package signalkit.lab.load;

import java.nio.ByteBuffer;
import java.util.Random;

/**
 * The bytes that one connection sends: known at each position, so each echoed byte can be checked.
 *
 * <p>The same for all connections but shifted, so bytes of another connection do not match. The
 * period is a prime, hence no multiple of any buffer's size. Nothing is allocated per message. For
 * one thread.
 */
final class Payload {
    /** The longest message. */
    static final int LARGEST = 64 * 1024;

    private static final int PERIOD = 65_521;
    private static final ByteBuffer BYTES = bytes();

    private final ByteBuffer view = BYTES.duplicate();
    private final int shift;

    Payload(long connection) {
        this.shift = (int) (connection * 7_919 % PERIOD);
    }

    private static ByteBuffer bytes() {
        byte[] period = new byte[PERIOD];
        new Random(1).nextBytes(period);
        ByteBuffer bytes = ByteBuffer.allocateDirect(PERIOD + LARGEST);
        bytes.put(period);
        while (bytes.hasRemaining()) {
            bytes.put(period[bytes.position() % PERIOD]);
        }
        return bytes.clear().asReadOnlyBuffer();
    }

    /** The bytes from a position of the stream on; valid until the next call. */
    ByteBuffer at(long position, int length) {
        int start = (int) ((position + shift) % PERIOD);
        return view.limit(start + length).position(start);
    }

    /** Where received bytes differ from those of the stream from a position on; -1: nowhere. */
    long mismatch(long position, ByteBuffer received) {
        long at = position;
        int end = received.limit();
        while (received.position() < end) {
            int length = Math.min(LARGEST, end - received.position());
            received.limit(received.position() + length);
            int different = received.mismatch(at(at, length));
            if (different >= 0) {
                return at + different;
            }
            received.position(received.limit());
            at += length;
        }
        return -1;
    }
}
