package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A connection adds to the sums, and adds each byte once. */
class ByteCountTest {
    private final Journal journal = new Journal(true);
    private final ByteCount bytes = new ByteCount(journal);

    @Test
    void what_still_waits_is_received_and_not_sent() {
        bytes.received(10);
        bytes.keep(10);
        assertEquals(10, journal.bytesIn.get());
        assertEquals(0, journal.bytesOut.get());
        bytes.keep(4);
        bytes.keep(4);
        assertEquals(6, journal.bytesOut.get());
    }

    @Test
    void connections_add_to_the_same_sums() {
        ByteCount other = new ByteCount(journal);
        bytes.received(10);
        other.received(5);
        bytes.keep(0);
        other.keep(1);
        assertEquals(15, journal.bytesIn.get());
        assertEquals(14, journal.bytesOut.get());
    }

    @Test
    void a_client_is_silent_until_its_first_byte() {
        assertTrue(bytes.isSilent());
        bytes.received(1);
        bytes.keep(0);
        assertFalse(bytes.isSilent());
    }
}
