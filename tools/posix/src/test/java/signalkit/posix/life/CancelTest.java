package signalkit.posix.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import signalkit.posix.Deadlines;
import signalkit.posix.Errno;
import signalkit.posix.Mutex;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Rounds;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;
import signalkit.posix.life.ThreadLife.CancelState;

/** The assertions of {@code pthread_cancel}, of cleanup handlers and of the other ends. */
class CancelTest {
    private final Sem never = new Sem("never", 0);
    private final List<String> done = new CopyOnWriteArrayList<>();

    private static void assertReturned(Errno errno, Runnable call) {
        assertEquals(errno, assertThrows(PosixException.class, call::run).errno());
    }

    /** Creates a thread and waits until it waits for {@link #never}. */
    private Pthread waiter(Runnable first) {
        Pthread waiter =
                Pthread.create(
                        "waiter",
                        () -> {
                            first.run();
                            never.await();
                            done.add("went on");
                        });
        Deadlines.untilParkedOn(waiter, Sem.class);
        return waiter;
    }

    private void noted(String what) {
        ThreadLife.cleanupPush(() -> done.add(what));
    }

    @Rounds(50)
    void pthread_cancel_1_ends_a_thread_in_its_wait() {
        Deadlines.run(
                () -> {
                    Pthread waiter = waiter(() -> {});
                    ThreadLife.cancel(waiter);
                    waiter.join();
                    assertTrue(ThreadLife.wasCancelled(waiter));
                    assertEquals(List.of(), done);
                });
    }

    @Rounds(50)
    void pthread_cancel_2_runs_cleanup_handlers_and_then_destructors() {
        Deadlines.run(
                () -> {
                    ThreadKey<String> key = new ThreadKey<>(done::add);
                    Pthread waiter =
                            waiter(
                                    () -> {
                                        key.set("destructor");
                                        noted("first");
                                        noted("second");
                                    });
                    ThreadLife.cancel(waiter);
                    waiter.join();
                    assertEquals(List.of("second", "first", "destructor"), done);
                });
    }

    @Test
    void pthread_cancel_3_returns_while_the_thread_still_runs() {
        Deadlines.run(
                () -> {
                    Sem go = new Sem("go", 0);
                    Pthread thread =
                            waiter(
                                    () -> {
                                        ThreadLife.setCancelState(CancelState.DISABLE);
                                        go.await();
                                    });
                    ThreadLife.cancel(thread);
                    assertTrue(thread.isAlive());
                    go.post();
                    never.post();
                    thread.join();
                    assertEquals(List.of("went on"), done);
                });
    }

    @Test
    void pthread_cancel_5_joined_thread_is_esrch() {
        Deadlines.run(
                () -> {
                    Pthread ended = Pthread.create("ended", () -> {});
                    ended.join();
                    assertReturned(Errno.ESRCH, () -> ThreadLife.cancel(ended));
                });
    }

    @Test
    void pthread_setcancelstate_1_returns_the_old_state_and_sets_the_new() {
        Deadlines.run(
                () -> {
                    assertSame(CancelState.ENABLE, ThreadLife.setCancelState(CancelState.DISABLE));
                    assertSame(CancelState.DISABLE, ThreadLife.setCancelState(CancelState.ENABLE));
                });
    }

    @Test
    void pthread_setcancelstate_2_new_thread_is_enabled() {
        Deadlines.run(
                () -> {
                    ThreadLife.setCancelState(CancelState.DISABLE);
                    Pthread.create(
                                    "made",
                                    () ->
                                            done.add(
                                                    ""
                                                            + ThreadLife.setCancelState(
                                                                    CancelState.ENABLE)))
                            .join();
                    assertEquals(List.of("ENABLE"), done);
                });
    }

    @Test
    void pthread_setcancelstate_3_no_state_is_einval() {
        Deadlines.run(() -> assertReturned(Errno.EINVAL, () -> ThreadLife.setCancelState(null)));
    }

    @Test
    void pthread_setcanceltype_2_new_thread_ends_at_a_cancellation_point_alone() {
        Deadlines.run(
                () -> {
                    Pthread thread =
                            Pthread.create(
                                    "itself",
                                    () -> {
                                        ThreadLife.cancel(Pthread.self());
                                        Signals.sigpending(); // no cancellation point
                                        done.add("here");
                                        ThreadLife.testCancel();
                                        done.add("not here");
                                    });
                    thread.join();
                    assertEquals(List.of("here"), done);
                });
    }

    @Test
    void pthread_setcanceltype_3_no_type_is_einval() {
        Deadlines.run(() -> assertReturned(Errno.EINVAL, () -> ThreadLife.setCancelType(null)));
    }

    @Test
    void pthread_testcancel_1_is_a_cancellation_point() {
        Deadlines.run(
                () -> {
                    Pthread thread =
                            Pthread.create(
                                    "itself",
                                    () -> {
                                        ThreadLife.testCancel();
                                        ThreadLife.cancel(Pthread.self());
                                        ThreadLife.testCancel();
                                        done.add("not here");
                                    });
                    thread.join();
                    assertTrue(ThreadLife.wasCancelled(thread));
                    assertEquals(List.of(), done);
                });
    }

    @Test
    void pthread_testcancel_2_has_no_effect_when_cancelling_is_disabled() {
        Deadlines.run(
                () -> {
                    Pthread thread =
                            Pthread.create(
                                    "itself",
                                    () -> {
                                        ThreadLife.setCancelState(CancelState.DISABLE);
                                        ThreadLife.cancel(Pthread.self());
                                        ThreadLife.testCancel();
                                        done.add("here");
                                    });
                    thread.join();
                    assertFalse(ThreadLife.wasCancelled(thread));
                    assertEquals(List.of("here"), done);
                });
    }

    @Test
    void pthread_cleanup_push_1_handler_runs_at_exit_and_when_it_is_popped_for_that() {
        Deadlines.run(
                () -> {
                    Pthread.create(
                                    "exits",
                                    () -> {
                                        noted("exit");
                                        noted("pop");
                                        ThreadLife.cleanupPop(true);
                                        ThreadLife.exit();
                                    })
                            .join();
                    assertEquals(List.of("pop", "exit"), done);
                });
    }

    @Test
    void pthread_cleanup_pop_1_takes_the_latest_out_with_or_without_a_call() {
        Deadlines.run(
                () -> {
                    noted("first");
                    noted("second");
                    ThreadLife.cleanupPop(false);
                    ThreadLife.cleanupPop(true);
                    assertEquals(List.of("first"), done);
                    assertReturned(Errno.EINVAL, () -> ThreadLife.cleanupPop(true));
                });
    }

    @Test
    void pthread_exit_1_ends_the_calling_thread() {
        Deadlines.run(
                () -> {
                    Pthread thread =
                            Pthread.create(
                                    "exits",
                                    () -> {
                                        ThreadLife.exit();
                                        done.add("not here");
                                    });
                    thread.join();
                    assertFalse(ThreadLife.wasCancelled(thread));
                    assertEquals(List.of(), done);
                });
    }

    @Test
    void pthread_exit_2_cleanup_handlers_run_the_latest_first() {
        Deadlines.run(
                () -> {
                    Pthread.create(
                                    "exits",
                                    () -> {
                                        noted("first");
                                        noted("second");
                                        ThreadLife.exit();
                                    })
                            .join();
                    assertEquals(List.of("second", "first"), done);
                });
    }

    @Test
    void pthread_exit_3_destructors_run_after_the_cleanup_handlers() {
        Deadlines.run(
                () -> {
                    ThreadKey<String> key = new ThreadKey<>(done::add);
                    Pthread.create(
                                    "exits",
                                    () -> {
                                        key.set("destructor");
                                        noted("cleanup");
                                        ThreadLife.exit();
                                    })
                            .join();
                    assertEquals(List.of("cleanup", "destructor"), done);
                });
    }

    @Test
    void pthread_exit_4_mutex_of_the_thread_stays_locked() {
        Deadlines.run(
                () -> {
                    Mutex mutex = new Mutex("mutex");
                    Pthread.create(
                                    "exits",
                                    () -> {
                                        mutex.lock();
                                        ThreadLife.exit();
                                    })
                            .join();
                    assertFalse(mutex.tryLock());
                });
    }

    @Test
    void pthread_exit_5_return_runs_the_destructors_and_no_cleanup_handler() {
        Deadlines.run(
                () -> {
                    ThreadKey<String> key = new ThreadKey<>(done::add);
                    Pthread.create(
                                    "returns",
                                    () -> {
                                        key.set("destructor");
                                        noted("cleanup");
                                    })
                            .join();
                    assertEquals(List.of("destructor"), done);
                });
    }

    @Rounds(50)
    void pthread_exit_6_of_main_leaves_the_process_to_its_last_thread() {
        int status =
                Deadlines.statusOf(
                        () -> {
                            Pthread main = Pthread.self();
                            Pthread.create(
                                    "last",
                                    () -> {
                                        Deadlines.until("main has ended", () -> !main.isAlive());
                                        done.add("last");
                                    });
                            ThreadLife.exit();
                        });
        assertEquals(0, status);
        assertEquals(List.of("last"), done);
    }

    @Test
    void pthread_detach_1_thread_is_joined_by_nobody() {
        Deadlines.run(
                () -> {
                    Pthread waiter = waiter(() -> {});
                    ThreadLife.detach(waiter);
                    assertReturned(Errno.EINVAL, waiter::join);
                });
    }

    @Test
    void pthread_detach_2_thread_continues() {
        Deadlines.run(
                () -> {
                    Pthread waiter = waiter(() -> {});
                    ThreadLife.detach(waiter);
                    never.post();
                    waiter.awaitEnd();
                    assertEquals(List.of("went on"), done);
                });
    }

    @Test
    void pthread_detach_4_detached_thread_is_einval_and_a_joined_one_esrch() {
        Deadlines.run(
                () -> {
                    Pthread waiter = waiter(() -> {});
                    ThreadLife.detach(waiter);
                    assertReturned(Errno.EINVAL, () -> ThreadLife.detach(waiter));
                    Pthread ended = Pthread.create("ended", () -> {});
                    ended.join();
                    assertReturned(Errno.ESRCH, () -> ThreadLife.detach(ended));
                });
    }

    @Rounds(50)
    void pthread_join_4_thread_whose_joiner_is_cancelled_can_be_joined() {
        Deadlines.run(
                () -> {
                    Pthread waiter = waiter(() -> {});
                    Pthread joiner = Pthread.create("joiner", waiter::join);
                    Deadlines.untilParkedOn(joiner, Pthread.class);
                    ThreadLife.cancel(joiner);
                    joiner.join();
                    never.post();
                    waiter.join();
                    assertEquals(List.of("went on"), done);
                });
    }

    @Test
    void pthread_kill_6_joined_thread_is_esrch() {
        Deadlines.run(
                () -> {
                    Pthread ended = Pthread.create("ended", () -> {});
                    ended.join();
                    assertReturned(Errno.ESRCH, () -> Signals.pthreadKill(ended, Signal.USR1));
                });
    }
}
