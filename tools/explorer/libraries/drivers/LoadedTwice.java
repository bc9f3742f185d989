import java.util.concurrent.atomic.AtomicInteger;
import net.jodah.expiringmap.EntryLoader;
import net.jodah.expiringmap.ExpiringMap;

/** Two threads ask for one key that is not there: it must not be loaded twice at a time. */
public final class LoadedTwice {
    private LoadedTwice() {}

    public static void main(String[] arguments) throws InterruptedException {
        AtomicInteger loads = new AtomicInteger();
        EntryLoader<String, Integer> loader =
                key -> {
                    assert loads.incrementAndGet() == 1 : "the key is being loaded";
                    return loads.decrementAndGet();
                };
        ExpiringMap<String, Integer> map = ExpiringMap.builder().entryLoader(loader).build();
        Thread other = new Thread(() -> map.get("key"), "other");
        other.start();
        map.get("key");
        other.join();
        System.exit(0);
    }
}
