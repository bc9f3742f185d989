package signalkit.libc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import signalkit.posix.How;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/** Who waits for a signal, who gets it, and what a handler does to a wait. */
final class WaitScenarios {
    private static final SignalSet INT = SignalSet.of(Signal.INT);
    private static final SignalSet TERM = SignalSet.of(Signal.TERM);
    private static final SignalSet BOTH = SignalSet.of(Signal.INT, Signal.TERM);
    private static final Duration LONG = Duration.ofSeconds(20);

    private WaitScenarios() {}

    static void sigwait_1_takes_a_pending_signal_and_clears_it(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        m.raise(Signal.TERM);
        m.note(m.sigwait(TERM));
        m.note(m.sigpending());
    }

    static void sigwait_1_takes_a_signal_that_the_waiter_does_not_block(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        Machine.Task waiter = m.create("waiter", () -> m.note("took " + m.sigwait(TERM)));
        m.untilBlocked(waiter);
        m.pthreadKill(waiter, Signal.TERM);
        waiter.join();
    }

    static void sigwait_1_runs_no_handler(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        m.sigmask(How.BLOCK, TERM);
        m.kill(Signal.TERM);
        m.note(m.sigwait(TERM));
    }

    static void sigwait_1_leaves_what_is_not_in_the_set(Machine m) {
        m.sigmask(How.BLOCK, BOTH);
        m.raise(Signal.INT);
        m.raise(Signal.TERM);
        m.note(m.sigwait(TERM));
        m.note(m.sigpending());
    }

    static void sigwait_3_signals_that_merged_are_taken_once(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        m.kill(Signal.TERM);
        m.kill(Signal.TERM);
        m.note(m.sigwait(TERM));
        m.note(m.sigtimedwait(TERM, Duration.ZERO));
    }

    static void sigwait_3_one_for_the_thread_and_one_for_the_process_are_two(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        m.raise(Signal.TERM);
        m.kill(Signal.TERM);
        m.note(m.sigwait(TERM));
        m.note(m.sigwait(TERM));
        m.note(m.sigpending());
    }

    static void sigwait_4_suspends_until_a_signal_comes(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        Machine.Task waiter = m.create("waiter", () -> m.note("takes " + m.sigwait(TERM)));
        m.untilBlocked(waiter);
        m.note("sends");
        m.kill(Signal.TERM);
        waiter.join();
    }

    static void sigwait_6_exactly_one_of_several_waiters_gets_a_signal(Machine m) {
        m.sigmask(How.BLOCK, BOTH);
        List<Machine.Task> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(m.create("waiter", () -> m.note("got " + m.sigwait(BOTH))));
        }
        waiters.forEach(m::untilBlocked);
        m.kill(Signal.TERM);
        m.untilNoted(1);
        m.note(m.sigpending());
        m.kill(Signal.INT);
        m.untilNoted(3);
        m.kill(Signal.INT);
        waiters.forEach(Machine.Task::join);
    }

    static void sigwait_6_signal_of_one_thread_is_taken_by_that_thread_alone(Machine m) {
        m.sigmask(How.BLOCK, BOTH);
        Machine.Task first = m.create("first", () -> m.note("first " + m.sigwait(BOTH)));
        Machine.Task second = m.create("second", () -> m.note("second " + m.sigwait(BOTH)));
        m.untilBlocked(first);
        m.untilBlocked(second);
        m.pthreadKill(second, Signal.TERM);
        second.join();
        m.pthreadKill(first, Signal.INT);
        first.join();
    }

    static void sigwait_7_lowest_number_is_taken_first(Machine m) {
        m.sigmask(How.BLOCK, BOTH);
        m.raise(Signal.TERM);
        m.raise(Signal.INT);
        m.note(m.sigwait(BOTH));
        m.note(m.sigwait(BOTH));
    }

    static void sigwait_7_signal_of_a_fault_is_taken_before_lower_numbers(Machine m) {
        SignalSet set = SignalSet.of(Signal.INT, Signal.SYS, Signal.TERM);
        m.sigmask(How.BLOCK, set);
        for (Signal signal : set) {
            m.raise(signal);
        }
        for (int i = 0; i < set.size(); i++) {
            m.note(m.sigwait(set));
        }
    }

    static void sigwait_7_of_the_process_the_lowest_number_is_taken_first(Machine m) {
        m.sigmask(How.BLOCK, BOTH);
        m.kill(Signal.TERM);
        m.kill(Signal.INT);
        m.note(m.sigwait(BOTH));
        m.note(m.sigwait(BOTH));
    }

    static void sigwait_7_signals_of_thread_and_process_are_both_taken(Machine m) {
        m.sigmask(How.BLOCK, BOTH);
        m.kill(Signal.INT);
        m.raise(Signal.TERM);
        m.note(m.sigwait(BOTH));
        m.note(m.sigwait(BOTH));
    }

    static void sigwait_8_handler_of_another_signal_does_not_end_the_wait(Machine m) {
        m.sigaction(Signal.INT, m.noting());
        m.sigmask(How.BLOCK, TERM);
        Machine.Task waiter = m.create("waiter", () -> m.note("takes " + m.sigwait(TERM)));
        m.untilBlocked(waiter);
        m.pthreadKill(waiter, Signal.INT);
        m.untilNoted(1);
        m.untilBlocked(waiter);
        m.pthreadKill(waiter, Signal.TERM);
        waiter.join();
    }

    static void sigwaitinfo_3_handler_ends_the_wait_with_eintr(Machine m) {
        m.sigaction(Signal.INT, m.noting());
        m.sigmask(How.BLOCK, TERM);
        Machine.Task waiter = m.create("waiter", () -> m.note(m.sigwaitinfo(TERM)));
        m.untilBlocked(waiter);
        m.pthreadKill(waiter, Signal.INT);
        waiter.join();
    }

    static void sigwaitinfo_3_restart_does_not_apply_to_it(Machine m) {
        m.sigaction(Signal.INT, m.noting().withFlags(Sigaction.Flag.RESTART));
        m.sigmask(How.BLOCK, TERM);
        Machine.Task waiter = m.create("waiter", () -> m.note(m.sigwaitinfo(TERM)));
        m.untilBlocked(waiter);
        m.pthreadKill(waiter, Signal.INT);
        waiter.join();
    }

    static void sigtimedwait_2_zero_only_looks(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        m.note(m.sigtimedwait(TERM, Duration.ZERO));
        m.raise(Signal.TERM);
        m.note(m.sigtimedwait(TERM, Duration.ZERO));
    }

    static void sigtimedwait_4_returns_the_signal_that_comes_in_time(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        Machine.Task waiter = m.create("waiter", () -> m.note(m.sigtimedwait(TERM, LONG)));
        m.untilBlocked(waiter);
        m.kill(Signal.TERM);
        waiter.join();
    }

    static void sigtimedwait_5_nothing_in_time_is_eagain(Machine m) {
        m.sigmask(How.BLOCK, TERM);
        m.note(m.sigtimedwait(TERM, Duration.ofMillis(2)));
    }

    static void sigsuspend_1_replaces_the_mask_until_a_handler_runs(Machine m) {
        m.sigaction(Signal.TERM, m.notingMask());
        m.sigmask(How.BLOCK, BOTH);
        m.raise(Signal.TERM);
        m.note(m.sigsuspend(INT));
        m.note(m.sigmask());
    }

    static void sigsuspend_1_an_ignored_signal_does_not_end_the_wait(Machine m) {
        m.sigaction(Signal.INT, m.noting());
        m.sigaction(Signal.TERM, Sigaction.IGNORE);
        m.sigmask(How.BLOCK, BOTH.with(Signal.CHLD));
        Machine.Task sleeper = m.create("sleeper", () -> m.note(m.sigsuspend(SignalSet.EMPTY)));
        m.untilBlocked(sleeper);
        m.pthreadKill(sleeper, Signal.TERM);
        m.pthreadKill(sleeper, Signal.CHLD);
        m.untilBlocked(sleeper);
        m.note("still waits");
        m.pthreadKill(sleeper, Signal.INT);
        sleeper.join();
    }

    static void sigsuspend_4_two_signals_that_are_pending_already_are_both_delivered(Machine m) {
        m.sigaction(Signal.INT, m.noting());
        m.sigaction(Signal.TERM, m.noting());
        m.sigmask(How.BLOCK, BOTH);
        m.raise(Signal.TERM);
        m.raise(Signal.INT);
        m.note(m.sigsuspend(SignalSet.EMPTY));
        m.note(m.sigpending());
    }

    static void sigsuspend_4_old_mask_is_back_and_holds_what_comes_later(Machine m) {
        m.sigaction(Signal.INT, Sigaction.handler(s -> m.raise(Signal.TERM)));
        m.sigaction(Signal.TERM, m.noting());
        m.sigmask(How.BLOCK, BOTH);
        m.raise(Signal.INT);
        m.sigsuspend(TERM);
        m.note(m.sigmask());
        m.note(m.sigpending());
    }

    static void pthread_kill_1_handler_runs_on_the_thread_it_is_sent_to(Machine m) {
        m.sigaction(Signal.TERM, Sigaction.handler(s -> m.note("on " + m.self())));
        m.sigmask(How.BLOCK, TERM);
        Machine.Task other = m.create("other", () -> m.note(m.sigsuspend(SignalSet.EMPTY)));
        m.untilBlocked(other);
        m.pthreadKill(other, Signal.TERM);
        other.join();
    }

    static void kill_1_goes_to_the_thread_that_does_not_block_it(Machine m) {
        m.sigaction(Signal.TERM, Sigaction.handler(s -> m.note("on " + m.self())));
        m.sigmask(How.BLOCK, TERM);
        Machine.Task open = m.create("open", () -> m.note(m.sigsuspend(SignalSet.EMPTY)));
        m.untilBlocked(open);
        m.kill(Signal.TERM);
        open.join();
    }

    static void kill_1_exactly_one_of_several_open_threads_gets_it(Machine m) {
        m.sigaction(Signal.TERM, m.noting());
        m.sigmask(How.BLOCK, TERM);
        List<Machine.Task> open = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            open.add(m.create("open", () -> m.sigsuspend(SignalSet.EMPTY)));
        }
        open.forEach(m::untilBlocked);
        m.kill(Signal.TERM);
        m.untilNoted(1);
        m.note(m.sigpending());
        m.kill(Signal.TERM);
        open.forEach(Machine.Task::join);
    }

    static void sigsuspend_4_signal_that_sa_mask_held_back_stays_pending_after_it(Machine m) {
        m.sigaction(Signal.INT, m.noting().withMask(Signal.TERM));
        m.sigaction(Signal.TERM, m.noting().withMask(Signal.INT));
        m.sigmask(How.BLOCK, BOTH);
        m.kill(Signal.TERM);
        m.kill(Signal.INT);
        m.sigsuspend(SignalSet.EMPTY);
        m.note(m.sigpending());
    }

    static void kill_1_waits_for_the_first_thread_that_unblocks_it(Machine m) {
        m.sigaction(Signal.TERM, Sigaction.handler(s -> m.note("on " + m.self())));
        m.sigmask(How.BLOCK, TERM);
        m.kill(Signal.TERM);
        m.create("other", () -> m.sigmask(How.UNBLOCK, TERM)).join();
        m.note(m.sigpending());
    }

    static void nanosleep_1_handler_ends_it_early_with_eintr(Machine m) {
        m.sigaction(Signal.TERM, m.noting().withFlags(Sigaction.Flag.RESTART));
        Machine.Task sleeper = m.create("sleeper", () -> m.note(m.nanosleep(LONG)));
        m.untilBlocked(sleeper);
        m.pthreadKill(sleeper, Signal.TERM);
        sleeper.join();
    }
}
