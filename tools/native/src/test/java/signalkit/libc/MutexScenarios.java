package signalkit.libc;

import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;

/** Three kinds of mutex, and handlers above and below them. */
final class MutexScenarios {
    private MutexScenarios() {}

    static void pthread_mutex_lock_1_owner_is_the_caller(Machine m) {
        Machine.Lock lock = m.mutex(Mutex.Kind.NORMAL);
        m.note(lock.lock());
        m.create("other", () -> m.note(lock.trylock())).join();
        m.note(lock.unlock());
        m.create("other", () -> m.note(lock.trylock() + lock.unlock())).join();
    }

    static void pthread_mutex_lock_3_errorcheck_relock_is_edeadlk(Machine m) {
        Machine.Lock lock = m.mutex(Mutex.Kind.ERRORCHECK);
        m.note(lock.lock());
        m.note(lock.lock());
        m.note(lock.unlock());
    }

    static void pthread_mutex_lock_3_errorcheck_relock_in_a_handler_is_edeadlk(Machine m) {
        Machine.Lock lock = m.mutex(Mutex.Kind.ERRORCHECK);
        m.sigaction(Signal.TERM, Sigaction.handler(s -> m.note("handler " + lock.lock())));
        lock.lock();
        m.raise(Signal.TERM);
        m.note(lock.unlock());
    }

    static void pthread_mutex_lock_3_foreign_unlock_is_eperm(Machine m) {
        Machine.Lock checked = m.mutex(Mutex.Kind.ERRORCHECK);
        Machine.Lock recursive = m.mutex(Mutex.Kind.RECURSIVE);
        m.note(checked.unlock() + " " + recursive.unlock());
        checked.lock();
        recursive.lock();
        m.create("other", () -> m.note(checked.unlock() + " " + recursive.unlock())).join();
        m.note(checked.unlock() + " " + recursive.unlock());
    }

    static void pthread_mutex_lock_4_recursive_counts(Machine m) {
        Machine.Lock lock = m.mutex(Mutex.Kind.RECURSIVE);
        lock.lock();
        m.note(lock.lock());
        lock.unlock();
        m.create("other", () -> m.note(lock.trylock())).join();
        lock.unlock();
        m.create("other", () -> m.note(lock.trylock() + lock.unlock())).join();
    }

    static void pthread_mutex_lock_4_recursive_lets_a_handler_in(Machine m) {
        Machine.Lock lock = m.mutex(Mutex.Kind.RECURSIVE);
        m.sigaction(
                Signal.TERM, Sigaction.handler(s -> m.note("in " + lock.lock() + lock.unlock())));
        lock.lock();
        m.raise(Signal.TERM);
        m.note(lock.unlock());
    }

    static void pthread_mutex_lock_5_handler_runs_during_the_wait_which_goes_on(Machine m) {
        Machine.Lock lock = m.mutex(Mutex.Kind.NORMAL);
        m.sigaction(Signal.TERM, Sigaction.handler(s -> m.note("handler on " + m.self())));
        lock.lock();
        Machine.Task waiter =
                m.create(
                        "waiter",
                        () -> {
                            m.note("lock " + lock.lock());
                            lock.unlock();
                        });
        m.untilBlocked(waiter);
        m.pthreadKill(waiter, Signal.TERM);
        m.untilNoted(1);
        m.untilBlocked(waiter);
        m.note("unlocks");
        lock.unlock();
        waiter.join();
    }

    static void pthread_mutex_trylock_3_held_is_ebusy_also_for_its_owner(Machine m) {
        Machine.Lock lock = m.mutex(Mutex.Kind.NORMAL);
        m.note(lock.trylock());
        m.note(lock.trylock());
        m.note(m.mutex(Mutex.Kind.RECURSIVE).trylock());
        lock.unlock();
    }
}
