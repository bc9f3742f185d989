package signalkit.explorer.model;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import signalkit.explorer.memory.VectorClock;
import signalkit.weaver.Site;

/**
 * When final fields of the objects of a run were frozen, and who has read them. Only runs in which
 * weak accesses may publish an object need it. The thread that has the turn uses it.
 */
public final class FinalFields {
    private final SiteMeanings sites;

    /** By object, and the class whose constructor has ended. */
    private final Map<Object, Map<Class<?>, VectorClock>> frozen = new IdentityHashMap<>();

    /** None are frozen yet. */
    public FinalFields(SiteMeanings sites) {
        this.sites = sites;
    }

    /** A constructor ends. */
    public void freeze(Task self, Object object, Class<?> type) {
        frozen.computeIfAbsent(object, absent -> new HashMap<>()).put(type, self.clock.copy());
    }

    /** A thread is about to read a final field of an object. */
    public void read(Task self, Site site, Object owner) {
        Field field = sites.field(site);
        Object value = valueOf(field, owner);
        self.finals.reach(
                value, frozen.getOrDefault(owner, Map.of()).get(field.getDeclaringClass()));
        self.finals.reach(value, self.finals.of(owner));
    }

    private static Object valueOf(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot look at " + field, e);
        }
    }
}
