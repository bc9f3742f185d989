package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;

/** What nobody has judged is not taken for safe. */
class UnknownLibraryTest {
    static class Library {
        volatile org.junit.jupiter.api.function.Executable executable;

        @HandlerContext
        void onSignal() {
            org.junit.jupiter.api.Assertions.assertTrue(true);
        }
    }

    @Test
    void a_library_that_no_table_knows_cannot_be_verified() {
        assertEquals(
                List.of(
                        "UNVERIFIED: Library.onSignal() →"
                                + " org.junit.jupiter.api.Assertions.assertTrue(boolean)"),
                Verdicts.on(Library.class));
    }
}
