package signalkit.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The explorer, with all its choices and states, comes to what the axioms allow. */
class WovenLitmusTest {
    @Test
    void the_explorer_comes_to_what_the_axioms_allow() {
        assertEquals(0, LitmusComparison.compare(0, 6).large());
    }

    /** As many as {@code -Dprograms=N} says, from {@code -Dprograms.first=N} on. */
    @Test
    @Tag("slow")
    void the_explorer_comes_to_what_the_axioms_allow_in_many_programs() {
        int count = Integer.getInteger("programs", 15);
        LitmusComparison.Tally tally =
                LitmusComparison.compare(Long.getLong("programs.first", 20_000), count);
        assertTrue(tally.large() <= count / 20, tally::toString);
    }
}
