import org.apache.commons.pool.BasePoolableObjectFactory;
import org.apache.commons.pool.impl.GenericObjectPool;

/** A borrower that is interrupted takes its place in the queue with it, and with it an object. */
public final class InterruptedBorrower {
    private InterruptedBorrower() {}

    public static void main(String[] arguments) throws Exception {
        GenericObjectPool pool =
                new GenericObjectPool(
                        new BasePoolableObjectFactory() {
                            @Override
                            public Object makeObject() {
                                return new Object();
                            }
                        },
                        1);
        Object only = pool.borrowObject();
        Thread impatient = new Thread(() -> borrowAndReturn(pool), "impatient");
        impatient.start();
        impatient.interrupt();
        pool.returnObject(only);
        impatient.join();
        // It is idle now, or it is lost.
        borrowAndReturn(pool);
    }

    private static void borrowAndReturn(GenericObjectPool pool) {
        try {
            pool.returnObject(pool.borrowObject());
        } catch (InterruptedException e) {
            // As it may be.
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
