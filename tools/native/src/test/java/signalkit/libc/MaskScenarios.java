package signalkit.libc;

import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/** What is blocked, what is pending, and when it comes. */
final class MaskScenarios {
    private static final SignalSet INT = SignalSet.of(Signal.INT);
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);
    private static final SignalSet BOTH = SignalSet.of(Signal.INT, Signal.TERM);

    private MaskScenarios() {}

    static void sigprocmask_4_block_is_union(Machine m) {
        m.sigmask(How.BLOCK, INT);
        m.sigmask(How.BLOCK, TERM);
        m.note(m.sigmask());
    }

    static void sigprocmask_5_setmask_replaces(Machine m) {
        m.sigmask(How.BLOCK, INT);
        m.sigmask(How.SETMASK, TERM);
        m.note(m.sigmask());
    }

    static void sigprocmask_6_unblock_subtracts_and_may_name_what_is_open(Machine m) {
        m.sigmask(How.BLOCK, BOTH);
        m.sigmask(How.UNBLOCK, SignalSet.of(Signal.INT, Signal.USR1));
        m.note(m.sigmask());
    }

    static void sigprocmask_7_old_mask_is_returned(Machine m) {
        m.note(m.sigmask(How.BLOCK, INT));
        m.note(m.sigmask(How.SETMASK, TERM));
        m.note(m.sigmask(How.UNBLOCK, TERM));
    }

    static void sigprocmask_9_pending_signal_is_delivered_before_the_call_returns(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        m.sigmask(How.BLOCK, TERM);
        m.raise(Signal.TERM);
        m.note("unblocking");
        m.sigmask(How.UNBLOCK, TERM);
        m.note("unblocked");
    }

    static void sigprocmask_9_of_two_pending_signals_the_higher_number_starts_first(Machine m) {
        m.sigaction(Signal.INT, m.noting());
        m.sigaction(Signal.TERM, m.noting());
        m.sigmask(How.BLOCK, BOTH);
        m.raise(Signal.TERM);
        m.raise(Signal.INT);
        m.sigmask(How.UNBLOCK, BOTH);
    }

    static void sigprocmask_9_signals_of_thread_and_process_are_both_delivered(Machine m) {
        m.sigaction(Signal.INT, m.noting());
        m.sigaction(Signal.TERM, m.noting());
        m.sigmask(How.BLOCK, BOTH);
        m.kill(Signal.INT);
        m.raise(Signal.TERM);
        m.sigmask(How.UNBLOCK, BOTH);
    }

    static void sigprocmask_10_kill_and_stop_are_not_blocked_and_no_error(Machine m) {
        m.sigmask(How.BLOCK, TERM.with(Signal.KILL).with(Signal.STOP));
        m.note(m.sigmask());
    }

    static void sigprocmask_12_failed_call_changes_nothing(Machine m) {
        m.sigmask(How.SETMASK, TERM);
        m.sigmaskWithUnknownHow(INT);
        m.note(m.sigmask());
    }

    static void sigprocmask_17_unknown_how_is_einval(Machine m) {
        m.note(m.sigmaskWithUnknownHow(INT));
    }

    static void sigpending_1_holds_what_is_pending_for_thread_and_process(Machine m) {
        m.sigmask(How.BLOCK, BOTH);
        m.note(m.sigpending());
        m.raise(Signal.INT);
        m.note(m.sigpending());
        m.kill(Signal.TERM);
        m.note(m.sigpending());
    }

    static void sigpending_1_shows_a_thread_what_is_pending_for_the_process_alone(Machine m) {
        m.sigmask(How.BLOCK, BOTH);
        m.raise(Signal.INT);
        m.kill(Signal.TERM);
        m.create("other", () -> m.note(m.sigpending())).join();
    }

    static void sigpending_1_signals_merge(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        m.sigmask(How.BLOCK, TERM);
        for (int i = 0; i < 3; i++) {
            m.raise(Signal.TERM);
        }
        m.sigmask(How.UNBLOCK, TERM);
        m.note(m.sigpending());
    }

    static void sigpending_1_one_for_the_thread_and_one_for_the_process_are_two(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        m.sigmask(How.BLOCK, TERM);
        m.raise(Signal.TERM);
        m.kill(Signal.TERM);
        m.sigmask(How.UNBLOCK, TERM);
    }

    static void sigpending_1_ignored_signal_stays_pending_while_blocked(Machine m) {
        m.sigaction(Signal.TERM, Sigaction.IGNORE);
        m.sigmask(How.BLOCK, TERM);
        m.raise(Signal.TERM);
        m.note(m.sigpending());
        m.sigmask(How.UNBLOCK, TERM);
        m.note(m.sigpending());
    }

    static void pthread_create_1_new_thread_inherits_the_mask(Machine m) {
        m.sigmask(How.SETMASK, BOTH);
        m.create("other", () -> m.note(m.sigmask())).join();
    }

    static void pthread_create_1_new_thread_has_nothing_pending(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        m.raise(Signal.TERM);
        m.create("other", () -> m.note(m.sigpending())).join();
        m.note(m.sigpending());
    }

    static void pthread_create_1_mask_of_a_thread_is_its_own(Machine m) {
        m.create("other", () -> m.sigmask(How.BLOCK, TERM)).join();
        m.note(m.sigmask());
    }
}
