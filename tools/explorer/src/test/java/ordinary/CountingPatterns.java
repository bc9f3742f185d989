package ordinary;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Small programs in the patterns of SCTBench, written anew: counters, accounts and stages whose
 * steps are not atomic together. Each has one bug.
 */
public final class CountingPatterns {
    private CountingPatterns() {}

    /** A withdrawal looks at the balance, and takes from it later. */
    public static final class Account {
        public static final String FINDING = "uncaught exception";
        private int balance = 10;

        synchronized int balance() {
            return balance;
        }

        synchronized void add(int amount) {
            balance += amount;
            assert balance >= 0 : "overdrawn";
        }

        public static void main(String[] args) throws InterruptedException {
            Account account = new Account();
            Threads.Code withdraw =
                    () -> {
                        if (account.balance() >= 10) {
                            account.add(-10);
                        }
                    };
            Threads.all(withdraw, withdraw, () -> account.add(0));
        }
    }

    /** Setters write two variables, and a checker reads them in between. */
    static final class Reorder {
        private volatile int a;
        private volatile int b;

        static void run(int setters, int checkers) throws InterruptedException {
            Reorder both = new Reorder();
            Threads.Code[] codes = new Threads.Code[setters + checkers];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = i < setters ? both::set : both::check;
            }
            Threads.all(codes);
        }

        private void set() {
            a = 1;
            b = -1;
        }

        private void check() {
            int first = a;
            int second = b;
            assert first == 0 && second == 0 || first == 1 && second == -1;
        }
    }

    public static final class Reorder3 {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            Reorder.run(2, 1);
        }
    }

    public static final class Reorder4 {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            Reorder.run(3, 1);
        }
    }

    public static final class Reorder5 {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            Reorder.run(4, 1);
        }
    }

    public static final class Reorder10 {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            Reorder.run(9, 1);
        }
    }

    /** The second stage follows the first under a lock of its own. */
    static final class TwoStages {
        private int first;
        private int second;
        private final Lock firstLock = new ReentrantLock();
        private final Lock secondLock = new ReentrantLock();

        static void run(int writers) throws InterruptedException {
            TwoStages stages = new TwoStages();
            Threads.Code[] codes = new Threads.Code[writers + 1];
            for (int i = 0; i < writers; i++) {
                codes[i] = stages::write;
            }
            codes[writers] = stages::check;
            Threads.all(codes);
        }

        private void write() {
            int seen;
            firstLock.lock();
            first = 1;
            seen = first;
            firstLock.unlock();
            secondLock.lock();
            second = seen + 1;
            secondLock.unlock();
        }

        private void check() {
            firstLock.lock();
            int one = first;
            firstLock.unlock();
            if (one != 0) {
                secondLock.lock();
                int two = second;
                secondLock.unlock();
                assert two == one + 1 : "the second stage is missing";
            }
        }
    }

    public static final class TwoStage {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            TwoStages.run(1);
        }
    }

    public static final class TwoStage3 {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            TwoStages.run(3);
        }
    }

    /** One thread takes another lock than the others for the same data. */
    public static final class WrongLock {
        public static final String FINDING = "data race";

        static void run(int right) throws InterruptedException {
            int[] data = new int[1];
            Object good = new Object();
            Threads.Code[] codes = new Threads.Code[right + 1];
            for (int i = 0; i <= right; i++) {
                Object lock = i < right ? good : codes;
                codes[i] =
                        () -> {
                            synchronized (lock) {
                                data[0]++;
                            }
                        };
            }
            Threads.all(codes);
        }

        public static void main(String[] args) throws InterruptedException {
            run(1);
        }
    }

    public static final class WrongLock3 {
        public static final String FINDING = "data race";

        public static void main(String[] args) throws InterruptedException {
            WrongLock.run(3);
        }
    }

    /** The last of three is told by a sum that the others have not finished. */
    public static final class Lazy {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicInteger data = new AtomicInteger();
            Threads.all(
                    () -> data.addAndGet(1),
                    () -> data.addAndGet(2),
                    () -> {
                        assert data.get() < 3 : "too many";
                    });
        }
    }

    /** Seats are counted after they are sold. */
    public static final class Airline {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicInteger sold = new AtomicInteger();
            Threads.Code sell =
                    () -> {
                        if (sold.get() < 2) {
                            sold.incrementAndGet();
                        }
                    };
            Threads.all(sell, sell, sell);
            assert sold.get() <= 2 : "oversold";
        }
    }

    /** Two counters are to agree, and are read one after the other. */
    public static final class Arithmetic {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicInteger sent = new AtomicInteger();
            AtomicInteger received = new AtomicInteger();
            Threads.Code pass =
                    () -> {
                        sent.incrementAndGet();
                        received.incrementAndGet();
                    };
            Threads.all(
                    pass,
                    pass,
                    () -> {
                        int out = sent.get();
                        int in = received.get();
                        assert in <= out : "received before it was sent";
                    });
        }
    }

    /** A token goes round, and each one reads its neighbour's before it is written. */
    public static final class TokenRing {
        public static final String FINDING = "uncaught exception";

        public static void main(String[] args) throws InterruptedException {
            AtomicInteger[] ring = new AtomicInteger[4];
            for (int i = 0; i < ring.length; i++) {
                ring[i] = new AtomicInteger();
            }
            Threads.Code[] codes = new Threads.Code[4];
            for (int i = 0; i < 4; i++) {
                int mine = i;
                codes[i] = () -> ring[mine].set((ring[(mine + 3) % 4].get() + 1) % 4);
            }
            codes[3] =
                    () -> {
                        ring[3].set((ring[2].get() + 1) % 4);
                        assert ring[3].get() == 0 || ring[3].get() == 1 : "the token is lost";
                    };
            Threads.all(codes);
        }
    }
}
