package signalkit.weaver.sanitizer;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** A map from objects, by identity, that keeps none of them alive. Thread-safe. */
final class WeakIdentityMap<K, V> {
    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object object, ReferenceQueue<Object> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            Object object = get();
            return object != null && other instanceof Key key && key.refersTo(object);
        }
    }

    private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
    private final ConcurrentMap<Key, V> map = new ConcurrentHashMap<>();

    /** The value of an object, made when it has none. */
    V get(K object, Supplier<V> first) {
        for (Reference<?> key = dead.poll(); key != null; key = dead.poll()) {
            map.remove(key);
        }
        V value = map.get(new Key(object, null));
        return value != null ? value : map.computeIfAbsent(new Key(object, dead), k -> first.get());
    }

    int size() {
        return map.size();
    }
}
