package ordinary;

import java.util.concurrent.atomic.AtomicInteger;

/** Programs that say with their exit status how they have ended. */
public final class ExitPairs {
    private ExitPairs() {}

    /** A script that starts this program believes the status. */
    public static final class ChecksBeforeTheJoin {
        public static final String FINDING = "exit status";

        public static final class Buggy {
            public static void main(String[] arguments) {
                AtomicInteger done = new AtomicInteger();
                Thread thread = new Thread(done::incrementAndGet);
                thread.start();
                System.exit(done.get() == 1 ? 0 : 1);
            }
        }

        public static final class Fixed {
            public static void main(String[] arguments) throws InterruptedException {
                AtomicInteger done = new AtomicInteger();
                Thread thread = new Thread(done::incrementAndGet);
                thread.start();
                thread.join();
                System.exit(done.get() == 1 ? 0 : 1);
            }
        }
    }
}
