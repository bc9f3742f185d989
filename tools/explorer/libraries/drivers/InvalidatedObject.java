import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;

/** The capacity that an invalid object leaves is offered to no other key. */
public final class InvalidatedObject {
    private InvalidatedObject() {}

    private static final class Factory extends BaseKeyedPooledObjectFactory<String, Object> {
        @Override
        public Object create(String key) {
            return new Object();
        }

        @Override
        public PooledObject<Object> wrap(Object object) {
            return new DefaultPooledObject<>(object);
        }
    }

    public static void main(String[] arguments) throws Exception {
        GenericKeyedObjectPoolConfig<Object> config = new GenericKeyedObjectPoolConfig<>();
        config.setMaxTotal(1);
        config.setJmxEnabled(false);
        GenericKeyedObjectPool<String, Object> pool =
                new GenericKeyedObjectPool<>(new Factory(), config);
        Object broken = pool.borrowObject("a");
        Thread other = new Thread(() -> borrow(pool, "b"), "other");
        other.start();
        pool.invalidateObject("a", broken);
        other.join();
    }

    private static void borrow(GenericKeyedObjectPool<String, Object> pool, String key) {
        try {
            pool.returnObject(key, pool.borrowObject(key));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
