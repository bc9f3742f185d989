package signalkit.libc;

import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Sigaction.Flag;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/** What a handler runs with, on top of, and leaves behind. */
final class HandlerScenarios {
    private static final SignalSet INT = SignalSet.of(Signal.INT);
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);

    private HandlerScenarios() {}

    static void sigaction_2_old_action_is_returned(Machine m) {
        m.note(m.sigaction(Signal.TERM, m.noting()));
        m.note(m.sigaction(Signal.TERM, Sigaction.IGNORE));
        m.note(m.sigaction(Signal.TERM, Sigaction.DEFAULT));
    }

    static void sigaction_3_without_an_action_it_only_asks(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        m.note(m.disposition(Signal.TERM));
        m.raise(Signal.TERM);
    }

    static void sigaction_4_kill_and_stop_in_sa_mask_are_no_error_and_not_blocked(Machine m) {
        Sigaction action = m.notingMask().withMask(Signal.KILL, Signal.STOP, Signal.INT);
        m.note(m.sigaction(Signal.TERM, action));
        m.raise(Signal.TERM);
    }

    static void sigaction_7_sa_mask_holds_back_another_signal(Machine m) {
        m.sigaction(Signal.INT, m.noting());
        m.sigaction(
                Signal.TERM,
                Sigaction.handler(
                                s -> {
                                    m.raise(Signal.INT);
                                    m.note("handler of TERM ends");
                                })
                        .withMask(Signal.INT));
        m.raise(Signal.TERM);
    }

    static void sigaction_13_handlers_nest(Machine m) {
        m.sigaction(Signal.INT, m.notingMask());
        m.sigaction(
                Signal.TERM,
                Sigaction.handler(
                        s -> {
                            m.note("handler of TERM begins");
                            m.raise(Signal.INT);
                            m.note("handler of TERM ends");
                        }));
        m.raise(Signal.TERM);
        m.note(m.sigmask());
    }

    static void sigaction_14_resethand_resets_on_entry(Machine m) {
        m.sigaction(
                Signal.TERM,
                Sigaction.handler(s -> m.note(m.disposition(s))).withFlags(Flag.RESETHAND));
        m.note(m.disposition(Signal.TERM));
        m.raise(Signal.TERM);
    }

    static void sigaction_14_resethand_acts_as_nodefer(Machine m) {
        m.sigaction(Signal.TERM, m.notingMask().withFlags(Flag.RESETHAND));
        m.raise(Signal.TERM);
    }

    static void sigaction_15_without_resethand_the_action_stays(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        m.raise(Signal.TERM);
        m.note(m.disposition(Signal.TERM));
        m.raise(Signal.TERM);
    }

    static void sigaction_16_restart_lets_a_read_go_on(Machine m) {
        readUnderSignal(m, m.noting().withFlags(Flag.RESTART));
    }

    static void sigaction_17_without_restart_a_read_fails_with_eintr(Machine m) {
        readUnderSignal(m, m.noting());
    }

    static void sigaction_16_handler_on_top_of_one_that_restarts_does_not_end_the_read(Machine m) {
        m.sigaction(Signal.INT, m.noting());
        readUnderSignal(m, raising(m, Signal.INT).withFlags(Flag.RESTART));
    }

    static void sigaction_17_handler_that_restarts_on_top_of_one_that_does_not_ends_it(Machine m) {
        m.sigaction(Signal.INT, m.noting().withFlags(Flag.RESTART));
        readUnderSignal(m, raising(m, Signal.INT));
    }

    private static Sigaction raising(Machine m, Signal nested) {
        return Sigaction.handler(
                signal -> {
                    m.raise(nested);
                    m.note("handler of " + signal);
                });
    }

    private static void readUnderSignal(Machine m, Sigaction action) {
        m.sigaction(Signal.TERM, then(m, action));
        Machine.Task reader = m.create("reader", () -> m.note("read " + m.read()));
        m.untilBlocked(reader);
        m.pthreadKill(reader, Signal.TERM);
        reader.join();
    }

    /** A handler that also writes what the reader waits for, so that a restarted read can end. */
    private static Sigaction then(Machine m, Sigaction action) {
        boolean restart = action.flags().contains(Flag.RESTART);
        Sigaction both =
                Sigaction.handler(
                        s -> {
                            action.handler().handle(s);
                            if (restart) {
                                m.write();
                            }
                        });
        return restart ? both.withFlags(Flag.RESTART) : both;
    }

    static void sigaction_22_nodefer_lets_a_handler_interrupt_itself(Machine m) {
        m.sigaction(Signal.TERM, raisingItself(m).withFlags(Flag.NODEFER));
        m.raise(Signal.TERM);
    }

    static void sigaction_22_nodefer_does_not_undo_sa_mask(Machine m) {
        m.sigaction(Signal.TERM, m.notingMask().withMask(Signal.TERM).withFlags(Flag.NODEFER));
        m.raise(Signal.TERM);
    }

    static void sigaction_23_without_nodefer_the_signal_waits_for_its_handler(Machine m) {
        m.sigaction(Signal.TERM, raisingItself(m));
        m.raise(Signal.TERM);
    }

    private static Sigaction raisingItself(Machine m) {
        int[] depth = {0};
        return Sigaction.handler(
                s -> {
                    int level = ++depth[0];
                    m.note("begins " + level);
                    if (level == 1) {
                        m.raise(s);
                    }
                    m.note("ends " + level);
                });
    }

    static void sigaction_25_mask_is_union_of_old_sa_mask_and_signal(Machine m) {
        m.sigaction(Signal.TERM, m.notingMask().withMask(Signal.USR1));
        m.sigmask(How.SETMASK, INT);
        m.raise(Signal.TERM);
    }

    static void sigaction_26_old_mask_is_back_whatever_the_handler_did(Machine m) {
        m.sigaction(Signal.TERM, Sigaction.handler(s -> m.sigmask(How.SETMASK, TERM)));
        m.sigmask(How.SETMASK, INT);
        m.raise(Signal.TERM);
        m.note(m.sigmask());
    }

    static void sigaction_27_failed_call_changes_nothing(Machine m) {
        m.sigaction(Signal.KILL, m.noting());
        m.note(m.disposition(Signal.KILL));
    }

    static void sigaction_30_catching_or_ignoring_kill_or_stop_is_einval(Machine m) {
        m.note(m.sigaction(Signal.KILL, m.noting()));
        m.note(m.sigaction(Signal.STOP, m.noting()));
        m.note(m.sigaction(Signal.KILL, Sigaction.IGNORE));
    }

    static void sigaction_1_ignoring_a_pending_signal_discards_it(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        m.raise(Signal.TERM);
        m.kill(Signal.TERM);
        m.sigaction(Signal.TERM, Sigaction.IGNORE);
        m.note(m.sigpending());
    }

    static void sigaction_1_setting_the_default_of_an_ignored_one_discards_it(Machine m) {
        SignalSet both = SignalSet.of(Signal.CHLD, Signal.TERM);
        m.sigaction(Signal.CHLD, m.noting());
        m.sigmask(How.BLOCK, both);
        m.raise(Signal.CHLD);
        m.raise(Signal.TERM);
        m.sigaction(Signal.CHLD, Sigaction.DEFAULT);
        m.note(m.sigpending());
        m.sigaction(Signal.TERM, Sigaction.IGNORE);
    }

    static void raise_1_returns_only_after_the_handler(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        m.note("raise " + m.raise(Signal.TERM));
    }

    static void raise_7_no_such_signal_is_einval(Machine m) {
        m.note(m.raise(100));
        m.note(m.raise(-1));
    }

    static void kill_2_signal_0_only_checks(Machine m) {
        m.note(m.kill(0));
        m.note(m.sigpending());
    }

    static void kill_4_no_such_signal_is_einval(Machine m) {
        m.note(m.kill(100));
    }

    static void kill_8_is_delivered_before_it_returns_when_nobody_else_takes_it(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        m.note("kill " + m.kill(Signal.TERM));
    }

    static void pthread_kill_2_signal_0_only_checks(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        Machine.Task other = m.create("other", () -> m.sigwait(TERM));
        m.note(m.pthreadKill(other, 0));
        m.untilBlocked(other);
        m.pthreadKill(other, Signal.TERM);
        other.join();
    }

    static void pthread_kill_7_no_such_signal_is_einval(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        Machine.Task other = m.create("other", () -> m.sigwait(TERM));
        m.note(m.pthreadKill(other, 100));
        m.untilBlocked(other);
        m.pthreadKill(other, Signal.TERM);
        other.join();
    }
}
