package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes come out as they went in, whatever the pieces, and take no more room than they need. */
class EvBufferTest {
    private static final int CAPACITY = Segment.CAPACITY;

    private final Random random = new Random(20261127);

    private byte[] some(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static EvBuffer buffer(byte[] bytes) {
        EvBuffer buffer = new EvBuffer();
        buffer.add(ByteBuffer.wrap(bytes));
        return buffer;
    }

    private static byte[] removed(EvBuffer buffer, int count) {
        ByteBuffer target = ByteBuffer.allocate(count);
        int moved = buffer.remove(target);
        return Arrays.copyOf(target.array(), moved);
    }

    @Test
    void bytes_come_out_as_they_went_in_at_each_border_of_a_segment() throws IOException {
        int[] sizes = {0, 1, CAPACITY - 1, CAPACITY, CAPACITY + 1, 2 * CAPACITY, 3 * CAPACITY + 7};
        for (int size : sizes) {
            byte[] bytes = some(size);
            for (int drained : sizes) {
                EvBuffer buffer = buffer(bytes);
                buffer.drain(drained);
                int left = Math.max(0, size - drained);
                assertEquals(left, buffer.length());
                byte[] expected = Arrays.copyOfRange(bytes, size - left, size);
                assertArrayEquals(expected, removed(buffer, size + 1), size + " - " + drained);
                assertEquals(0, buffer.length());
            }
        }
    }

    @Test
    void any_mix_of_calls_keeps_the_bytes_and_their_order() throws IOException {
        EvBuffer buffer = new EvBuffer();
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int step = 0; step < 2_000; step++) {
            byte[] bytes = some(random.nextInt(10) == 0 ? random.nextInt(2 * CAPACITY) : 9);
            switch (random.nextInt(5)) {
                case 0 -> {
                    buffer.add(ByteBuffer.wrap(bytes));
                    in.write(bytes);
                }
                case 1 -> {
                    EvBuffer other = buffer(bytes);
                    int drained = random.nextInt(9);
                    other.drain(drained);
                    buffer.addBuffer(other);
                    assertEquals(0, other.length());
                    in.write(bytes, Math.min(drained, bytes.length), (int) left(bytes, drained));
                }
                case 2 -> in.write(bytes, 0, read(buffer, bytes));
                case 3 -> out.write(removed(buffer, bytes.length));
                default -> buffer.write(Channels.newChannel(out));
            }
            assertEquals(in.size() - out.size(), buffer.length());
        }
        buffer.write(Channels.newChannel(out));
        assertArrayEquals(in.toByteArray(), out.toByteArray());
    }

    private static long left(byte[] bytes, int drained) {
        return Math.max(0, bytes.length - drained);
    }

    private static int read(EvBuffer buffer, byte[] bytes) throws IOException {
        ByteArrayInputStream source = new ByteArrayInputStream(bytes);
        return Math.max(0, buffer.read(Channels.newChannel(source), Long.MAX_VALUE));
    }

    /** A socket that takes a few bytes and is full then. */
    private static final class Narrow implements WritableByteChannel {
        private int room;
        private int writes;

        Narrow(int room) {
            this.room = room;
        }

        @Override
        public int write(ByteBuffer source) {
            writes++;
            int count = Math.min(room, source.remaining());
            source.position(source.position() + count);
            room -= count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void a_short_write_says_that_the_socket_is_full() throws IOException {
        EvBuffer buffer = buffer(some(2 * CAPACITY));
        Narrow socket = new Narrow(CAPACITY + 1);
        buffer.write(socket);
        assertEquals(CAPACITY - 1, buffer.length());
        assertEquals(2, socket.writes, "a third write would only be told that there is no room");
        buffer.write(socket);
        assertEquals(3, socket.writes);
        buffer.write(new Narrow(CAPACITY));
        assertEquals(0, buffer.length());
    }

    /** A client that sends bytes one by one and reads nothing must not take 64 KiB for each. */
    @Test
    void small_messages_that_wait_share_their_segments() {
        EvBuffer output = new EvBuffer();
        long before = directBuffers();
        int messages = 10_000;
        for (int i = 0; i < messages; i++) {
            output.addBuffer(buffer(new byte[] {(byte) i}));
        }
        assertEquals(messages, output.length());
        long taken = directBuffers() - before;
        assertTrue(taken <= 2, taken + " segments");
        byte[] all = removed(output, messages);
        assertEquals((byte) (messages - 1), all[messages - 1]);
    }

    @Test
    void a_buffer_that_is_added_to_itself_keeps_its_bytes() {
        EvBuffer buffer = buffer(new byte[] {1, 2, 3});
        buffer.addBuffer(buffer);
        assertEquals(3, buffer.length());
        buffer.drain(-1);
        assertArrayEquals(new byte[] {1, 2, 3}, removed(buffer, 9));
        buffer.drain(1);
        assertEquals(0, buffer.length());
    }

    private static long directBuffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getCount)
                .sum();
    }
}
