import java.util.concurrent.atomic.AtomicInteger;
import net.jodah.expiringmap.EntryLoader;
import net.jodah.expiringmap.ExpiringMap;

/** Two threads ask for one key that is not there: the loader must be called once. */
public final class LoadedTwice {
    private LoadedTwice() {}

    public static void main(String[] arguments) throws InterruptedException {
        AtomicInteger loads = new AtomicInteger();
        EntryLoader<String, Integer> loader = key -> loads.incrementAndGet();
        ExpiringMap<String, Integer> map = ExpiringMap.builder().entryLoader(loader).build();
        Thread other = new Thread(() -> map.get("key"), "other");
        other.start();
        map.get("key");
        other.join();
        assert loads.get() == 1 : "loaded " + loads.get() + " times";
        System.exit(0);
    }
}
