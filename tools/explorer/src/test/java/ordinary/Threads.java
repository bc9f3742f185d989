package ordinary;

/** What the programs share: threads whose code may throw. */
final class Threads {
    interface Code {
        void run() throws Exception;
    }

    private Threads() {}

    static Thread start(Code code) {
        Thread thread = new Thread(() -> run(code));
        thread.start();
        return thread;
    }

    static void run(Code code) {
        try {
            code.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs all at a time, and waits for their ends. */
    static void all(Code... codes) throws InterruptedException {
        Thread[] threads = new Thread[codes.length];
        for (int i = 0; i < codes.length; i++) {
            threads[i] = start(codes[i]);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
