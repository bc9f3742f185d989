import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** A borrower waits for an object that another one is making; it is never made. */
public final class FailedCreation {
    private FailedCreation() {}

    private static final class Factory extends BasePooledObjectFactory<Object> {
        private boolean hasFailed;

        @Override
        public synchronized Object create() {
            if (!hasFailed) {
                hasFailed = true;
                throw new IllegalStateException("the server is down");
            }
            return new Object();
        }

        @Override
        public PooledObject<Object> wrap(Object object) {
            return new DefaultPooledObject<>(object);
        }
    }

    public static void main(String[] arguments) throws InterruptedException {
        GenericObjectPoolConfig config = new GenericObjectPoolConfig();
        config.setMaxTotal(1);
        config.setJmxEnabled(false);
        GenericObjectPool<Object> pool = new GenericObjectPool<>(new Factory(), config);
        Thread other = new Thread(() -> borrow(pool), "other");
        other.start();
        borrow(pool);
        other.join();
    }

    private static void borrow(GenericObjectPool<Object> pool) {
        try {
            pool.returnObject(pool.borrowObject());
        } catch (IllegalStateException e) {
            // The server is down.
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
