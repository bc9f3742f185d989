package signalkit.posix.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import signalkit.posix.PosixProcess;

/** Native delivery where nothing provides it; where something does is tested in its module. */
class DeliveryTest {
    @Test
    void native_delivery_is_refused_where_nothing_provides_it_and_changes_nothing() {
        PosixProcess main = PosixProcess.main();
        UnsupportedOperationException refusal =
                assertThrows(
                        UnsupportedOperationException.class, () -> main.deliverBy(Delivery.NATIVE));
        assertTrue(refusal.getMessage().contains("choose posix or jvm"), refusal.getMessage());
        assertEquals(Delivery.POSIX, main.delivery());
    }
}
