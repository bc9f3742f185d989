import net.jodah.expiringmap.ExpiringMap;

/** A thread iterates over a map that is safe for threads while another one adds to it. */
public final class IteratedMap {
    private IteratedMap() {}

    public static void main(String[] arguments) throws InterruptedException {
        ExpiringMap<String, Integer> map = ExpiringMap.builder().build();
        map.put("a", 1);
        Thread other = new Thread(() -> map.put("b", 2), "other");
        other.start();
        for (int value : map.values()) {
            assert value > 0;
        }
        other.join();
        System.exit(0);
    }
}
