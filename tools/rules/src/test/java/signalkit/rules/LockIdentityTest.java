package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.junit.jupiter.api.Test;
import signalkit.annotations.HandlerContext;

/** One lock may have several names; who holds it by one blocks who takes it by another. */
class LockIdentityTest {
    private static boolean isSelfDeadlock(Class<?> fixture) {
        return Verdicts.textsOn(fixture).stream().anyMatch(text -> text.contains("deadlock:"));
    }

    static class ReadAgainstWrite {
        private final ReentrantReadWriteLock table = new ReentrantReadWriteLock();

        void change() {
            table.writeLock().lock();
        }

        @HandlerContext
        void onSignal() {
            table.readLock().lock();
        }
    }

    static class PartsInFields {
        private final ReentrantReadWriteLock table = new ReentrantReadWriteLock();
        private final Lock read = table.readLock();
        private final Lock write = table.writeLock();

        void change() {
            write.lock();
        }

        @HandlerContext
        void onSignal() {
            read.lock();
        }
    }

    static class PartsOfALocalLock {
        private final Lock read;
        private final Lock write;

        PartsOfALocalLock() {
            ReadWriteLock table = new ReentrantReadWriteLock();
            read = table.readLock();
            write = table.writeLock();
        }

        void change() {
            write.lock();
        }

        @HandlerContext
        void onSignal() {
            read.lock();
        }
    }

    @Test
    void a_read_lock_waits_for_the_write_lock_of_the_same_lock() {
        assertTrue(isSelfDeadlock(ReadAgainstWrite.class));
        assertTrue(isSelfDeadlock(PartsInFields.class));
        assertTrue(isSelfDeadlock(PartsOfALocalLock.class));
    }

    static class PartsOfTwoLocks {
        private final Lock read = new ReentrantReadWriteLock().readLock();
        private final Lock write = new ReentrantReadWriteLock().writeLock();

        void change() {
            write.lock();
        }

        @HandlerContext
        void onSignal() {
            read.lock();
        }
    }

    @Test
    void parts_of_two_locks_do_not_wait_for_each_other() {
        assertFalse(Verdicts.on(PartsOfTwoLocks.class).isEmpty());
        assertFalse(isSelfDeadlock(PartsOfTwoLocks.class));
    }

    static class Waits {
        private final CompletableFuture<String> answer = new CompletableFuture<>();

        void run() {
            answer.join();
        }

        @HandlerContext
        void onSignal() {
            answer.join();
        }
    }

    @Test
    void nobody_holds_what_is_only_waited_for() {
        String text = Verdicts.textsOn(Waits.class).get(0);
        assertTrue(text.contains("would block"), text);
        assertFalse(text.contains("deadlock:"), text);
    }
}
