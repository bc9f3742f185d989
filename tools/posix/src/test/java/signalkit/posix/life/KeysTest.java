package signalkit.posix.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import signalkit.posix.Deadlines;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Rounds;
import signalkit.posix.ipc.Sem;

/** The assertions of thread-specific data and of {@code pthread_once}. */
class KeysTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final ThreadKey<String> key = new ThreadKey<>(done::add);
    private final Once once = new Once("once");

    private static void inThread(Runnable code) {
        Pthread.create("thread", code).join();
    }

    private static void assertInvalid(Runnable call) {
        assertEquals(Errno.EINVAL, assertThrows(PosixException.class, call::run).errno());
    }

    @Test
    void pthread_key_create_1_each_thread_has_its_own_value() {
        Deadlines.run(
                () -> {
                    key.set("of main");
                    inThread(() -> key.set("of the thread"));
                    assertEquals("of main", key.get());
                });
    }

    @Test
    void pthread_key_create_2_value_is_null_in_each_thread_at_first() {
        Deadlines.run(
                () -> {
                    key.set("of main");
                    assertNull(new ThreadKey<String>(done::add).get());
                    inThread(() -> assertNull(key.get()));
                });
    }

    @Test
    void pthread_key_create_3_destructor_gets_the_value_at_the_end_if_there_is_one() {
        Deadlines.run(
                () -> {
                    inThread(() -> key.set("value"));
                    inThread(
                            () -> {
                                key.set("no value");
                                key.set(null);
                            });
                    assertEquals(List.of("value"), done);
                });
    }

    @Test
    void pthread_key_create_4_destructors_run_four_rounds_at_most() {
        Deadlines.run(
                () -> {
                    ThreadKey<?>[] again = new ThreadKey<?>[1];
                    ThreadKey<String> own =
                            new ThreadKey<>(
                                    value -> {
                                        done.add(value);
                                        @SuppressWarnings("unchecked")
                                        ThreadKey<String> self = (ThreadKey<String>) again[0];
                                        self.set(value + "+");
                                    });
                    again[0] = own;
                    inThread(() -> own.set("value"));
                    assertEquals(List.of("value", "value+", "value++", "value+++"), done);
                });
    }

    @Test
    void pthread_key_delete_1_deleted_key_cannot_be_set() {
        Deadlines.run(
                () -> {
                    key.set("of main");
                    key.delete();
                    assertInvalid(() -> key.set("later"));
                });
    }

    @Test
    void pthread_key_delete_2_calls_no_destructor_then_or_later() {
        Deadlines.run(
                () -> {
                    ThreadKey<String> third = new ThreadKey<>(done::add);
                    ThreadKey<String> other = new ThreadKey<>(value -> third.delete());
                    inThread(
                            () -> {
                                key.set("value");
                                key.delete();
                                assertNull(key.get());
                                assertInvalid(key::delete);
                            });
                    inThread(() -> other.set("a destructor may delete"));
                    assertEquals(List.of(), done);
                });
    }

    @Test
    void pthread_getspecific_1_returns_the_value_of_the_calling_thread() {
        Deadlines.run(
                () -> {
                    key.set("one");
                    key.set("two");
                    assertEquals("two", key.get());
                });
    }

    @Test
    void pthread_getspecific_2_is_null_in_the_destructor() {
        Deadlines.run(
                () -> {
                    ThreadKey<?>[] itself = new ThreadKey<?>[1];
                    ThreadKey<String> own =
                            new ThreadKey<>(value -> done.add(value + itself[0].get()));
                    itself[0] = own;
                    inThread(() -> own.set("now "));
                    assertEquals(List.of("now null"), done);
                });
    }

    @Test
    void pthread_getspecific_3_is_null_without_a_value() {
        Deadlines.run(() -> assertNull(key.get()));
    }

    @Test
    void pthread_setspecific_1_different_threads_set_different_values() {
        Deadlines.run(
                () -> {
                    key.set("of main");
                    inThread(
                            () -> {
                                key.set("of the thread");
                                done.add("seen " + key.get());
                            });
                    assertEquals(List.of("seen of the thread", "of the thread"), done);
                    assertEquals("of main", key.get());
                });
    }

    @Test
    void pthread_setspecific_2_may_be_called_by_a_destructor() {
        Deadlines.run(
                () -> {
                    ThreadKey<String> first = new ThreadKey<>(value -> key.set("set by " + value));
                    inThread(() -> first.set("the first"));
                    assertEquals(List.of("set by the first"), done);
                });
    }

    @Test
    void pthread_setspecific_3_deleted_key_is_einval() {
        Deadlines.run(
                () -> {
                    key.delete();
                    assertInvalid(() -> key.set("value"));
                });
    }

    @Rounds(50)
    void pthread_once_1_runs_once_whoever_calls() {
        Deadlines.run(
                () -> {
                    Pthread other = Pthread.create("other", () -> once.run(() -> done.add("run")));
                    once.run(() -> done.add("run"));
                    other.join();
                    assertEquals(List.of("run"), done);
                });
    }

    @Rounds(50)
    void pthread_once_2_has_run_when_the_call_returns() {
        Deadlines.run(
                () -> {
                    Sem begun = new Sem("begun", 0);
                    Pthread first =
                            Pthread.create(
                                    "first",
                                    () ->
                                            once.run(
                                                    () -> {
                                                        begun.post();
                                                        Pthread.self().checkpoint();
                                                        done.add("run");
                                                    }));
                    begun.await();
                    once.run(() -> done.add("twice"));
                    assertEquals(List.of("run"), done);
                    first.join();
                });
    }

    @Rounds(50)
    void pthread_once_3_counts_as_not_run_when_it_is_cancelled() {
        Deadlines.run(
                () -> {
                    Sem never = new Sem("never", 0);
                    Pthread first = Pthread.create("first", () -> once.run(never::await));
                    Deadlines.untilParkedOn(first, Sem.class);
                    ThreadLife.cancel(first);
                    first.join();
                    once.run(() -> done.add("run"));
                    assertEquals(List.of("run"), done);
                });
    }

    @Test
    void pthread_once_6_no_code_is_einval() {
        Deadlines.run(() -> assertInvalid(() -> once.run(null)));
    }
}
