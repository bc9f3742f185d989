import fj.P1;

/** Two threads read a value that is computed once and remembered. */
public final class MemoizedProduct {
    private MemoizedProduct() {}

    private static final class Answer extends P1<Integer> {
        @Override
        public Integer _1() {
            return 42;
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        P1<Integer> answer = new Answer().memo();
        Thread other = new Thread(() -> read(answer), "other");
        other.start();
        read(answer);
        other.join();
    }

    private static void read(P1<Integer> answer) {
        Integer value = answer._1();
        if (value == null || value != 42) {
            throw new AssertionError("read " + value);
        }
    }
}
