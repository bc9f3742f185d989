package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The assertions of the operations on signal sets, and the names of signals. */
class SigsetTest {
    @ParameterizedTest
    @EnumSource
    void sigemptyset_1_has_no_member(Signal signal) {
        assertFalse(SignalSet.EMPTY.contains(signal));
    }

    @ParameterizedTest
    @EnumSource
    void sigfillset_1_has_every_member(Signal signal) {
        assertTrue(SignalSet.FULL.contains(signal));
    }

    @ParameterizedTest
    @EnumSource
    void sigaddset_1_adds_that_signal_alone(Signal signal) {
        assertEquals(SignalSet.of(signal), SignalSet.EMPTY.with(signal));
        assertEquals(1, SignalSet.EMPTY.with(signal).with(signal).size());
    }

    @ParameterizedTest
    @EnumSource
    void sigdelset_1_takes_out_that_signal_alone(Signal signal) {
        SignalSet rest = SignalSet.FULL.without(signal);
        assertFalse(rest.contains(signal));
        assertEquals(Signal.values().length - 1, rest.size());
        assertEquals(rest, rest.without(signal));
    }

    @ParameterizedTest
    @EnumSource
    void sigismember_3_tells_members_from_others(Signal signal) {
        assertTrue(SignalSet.of(Signal.HUP, signal).contains(signal));
        assertFalse(SignalSet.of(Signal.HUP).without(signal).contains(signal));
    }

    @Test
    void set_is_walked_by_number_and_knows_union_and_difference() {
        SignalSet set = SignalSet.of(Signal.TERM, Signal.HUP, Signal.INT);
        List<Signal> walked = new ArrayList<>();
        set.forEach(walked::add);
        assertEquals(List.of(Signal.HUP, Signal.INT, Signal.TERM), walked);
        assertEquals(set, SignalSet.of(Signal.TERM).union(SignalSet.of(Signal.HUP, Signal.INT)));
        assertEquals(SignalSet.of(Signal.HUP, Signal.INT), set.minus(SignalSet.of(Signal.TERM)));
        assertEquals("{HUP,INT,TERM}", set.toString());
    }

    @ParameterizedTest
    @EnumSource
    void signal_is_found_by_name_and_by_number(Signal signal) {
        assertEquals(Optional.of(signal), Signal.parse(signal.name()));
        assertEquals(Optional.of(signal), Signal.parse(" sig" + signal.name().toLowerCase()));
        assertEquals(Optional.of(signal), Signal.parse("" + signal.number()));
        assertEquals(signal, Signal.of(signal.number()));
        assertEquals(Optional.empty(), Signal.parse(signal.name() + "X"));
    }
}
