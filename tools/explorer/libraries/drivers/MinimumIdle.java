import org.apache.commons.pool.BasePoolableObjectFactory;
import org.apache.commons.pool.impl.GenericObjectPool;

/** The evictor refills the pool while a client connects through a driver manager. */
public final class MinimumIdle {
    private MinimumIdle() {}

    /** As java.sql.DriverManager was until Java 6: one lock around each connect. */
    private static final class DriverManager {
        private GenericObjectPool pool;

        synchronized Object connectToServer() {
            return new Object();
        }

        synchronized Object connectThroughPool() throws Exception {
            return pool.borrowObject();
        }
    }

    public static void main(String[] arguments) throws Exception {
        DriverManager manager = new DriverManager();
        GenericObjectPool pool =
                new GenericObjectPool(
                        new BasePoolableObjectFactory() {
                            @Override
                            public Object makeObject() {
                                return manager.connectToServer();
                            }
                        });
        manager.pool = pool;
        Thread evictor = new Thread(() -> refill(pool), "evictor");
        evictor.start();
        pool.returnObject(manager.connectThroughPool());
        evictor.join();
    }

    /** The evictor calls this until enough objects are idle. */
    private static void refill(GenericObjectPool pool) {
        try {
            pool.addObject();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
