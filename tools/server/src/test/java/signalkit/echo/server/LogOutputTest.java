package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What prints does not wait for who reads. */
@Timeout(30)
class LogOutputTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    /** A pipe whose reader sleeps until it is woken. */
    private static final class Sleeper extends OutputStream {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch woken = new CountDownLatch(1);
        final ByteArrayOutputStream read = new ByteArrayOutputStream();

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            reached.countDown();
            try {
                woken.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            read.write(bytes, offset, length);
        }

        List<String> lines() {
            return read.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    private final Sleeper reader = new Sleeper();
    private final LogOutput output = LogOutput.before(reader, "log of the test");

    @Test
    void lines_come_whole_and_in_order() {
        reader.woken.countDown();
        for (int i = 0; i < 1_000; i++) {
            output.printStream().println("line " + i);
        }
        assertTrue(output.await(LONG));
        assertEquals(1_000, reader.lines().size());
        assertEquals("line 999", reader.lines().get(999));
    }

    @Test
    void a_sleeping_reader_holds_nobody_up() throws InterruptedException {
        output.printStream().println("first");
        reader.reached.await();
        output.printStream().println("second");
        assertFalse(output.await(Duration.ofMillis(1)));
        reader.woken.countDown();
        assertTrue(output.await(LONG));
        assertEquals(List.of("first", "second"), reader.lines());
    }

    @Test
    void what_has_no_room_is_dropped_and_told_of() throws InterruptedException {
        output.printStream().println("first");
        reader.reached.await();
        String line = "x".repeat(999);
        for (int i = 0; i < 2_000; i++) {
            output.printStream().println(line);
        }
        reader.woken.countDown();
        assertTrue(output.await(LONG));
        output.printStream().println("last");
        assertTrue(output.await(LONG));
        List<String> lines = reader.lines();
        assertEquals("last", lines.get(lines.size() - 1));
        String told = lines.get(lines.size() - 2);
        long kept = lines.stream().filter(line::equals).count();
        assertEquals("DROPPED bytes=" + (2_000 - kept) * 1_000, told);
        output.printStream().println("after it");
        assertTrue(output.await(LONG));
        lines = reader.lines();
        assertEquals(List.of("last", "after it"), lines.subList(lines.size() - 2, lines.size()));
    }

    @Test
    void a_reader_that_has_gone_ends_nothing() {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        LogOutput unread = LogOutput.before(broken, "log of the test");
        unread.printStream().println("first");
        assertTrue(unread.await(LONG));
        unread.printStream().println("second");
        assertTrue(unread.await(LONG));
    }
}
