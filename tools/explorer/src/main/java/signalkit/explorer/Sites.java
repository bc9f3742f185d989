package signalkit.explorer;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import java.util.Map;
import signalkit.weaver.Site;

/** What the sites of the classes of one loader mean for a run. One worker uses it. */
final class Sites {
    /** A site, looked up once. */
    record Info(Meaning meaning, Key key, Event.Access access) {}

    /** What a step is to other threads. */
    enum Meaning {
        /** Nothing that another could see. */
        LOCAL,
        /** Reads a field, an element or an atomic. */
        READ,
        /** Writes one. */
        WRITE,
        /** Calls into a library object that threads may share: a write. */
        LIBRARY,
        /** Enters a monitor. */
        ENTER,
        /** Leaves one. */
        EXIT,
        /** Waits in a way that is not controlled. */
        REFUSED
    }

    private static final Info NOTHING = new Info(Meaning.LOCAL, null, null);

    private final Map<Site, Info> infos = new IdentityHashMap<>();
    private final Keys keys;
    private final ClassLoader loader;

    Sites(Keys keys, ClassLoader loader) {
        this.keys = keys;
        this.loader = loader;
    }

    Info of(Site site) {
        Info info = infos.get(site);
        if (info == null) {
            info = lookUp(site);
            infos.put(site, info);
        }
        return info;
    }

    void show(Key key) {
        keys.show(key);
    }

    Key monitorKey() {
        return keys.of("monitor");
    }

    private Info lookUp(Site site) {
        return switch (site.op()) {
            case MONITOR_ENTER -> new Info(Meaning.ENTER, keys.of("monitor"), null);
            case MONITOR_EXIT -> new Info(Meaning.EXIT, keys.of("monitor"), null);
            case READ, WRITE -> access(site);
            case STEP -> call(site);
            default -> NOTHING;
        };
    }

    private Info access(Site site) {
        Meaning meaning = site.op() == signalkit.posix.Op.READ ? Meaning.READ : Meaning.WRITE;
        if (site.isCall()) {
            return new Info(meaning, keys.of(site.owner()), new Event.Access(site, true));
        }
        if (site.isArray()) {
            return new Info(meaning, keys.of("elements"), new Event.Access(site, false));
        }
        Field field = field(site);
        int modifiers = field.getModifiers();
        if (Modifier.isFinal(modifiers)) {
            return NOTHING;
        }
        String name = field.getDeclaringClass().getName() + "." + field.getName();
        boolean isVolatile = Modifier.isVolatile(modifiers);
        return new Info(meaning, keys.of(name), new Event.Access(site, isVolatile));
    }

    private Field field(Site site) {
        try {
            Class<?> type = Class.forName(site.owner(), false, loader);
            Field field = find(type, site.member());
            if (field != null) {
                return field;
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a woven class is gone: " + site.owner(), e);
        }
        throw new IllegalStateException("a woven field is gone: " + site);
    }

    private static Field find(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
            for (Class<?> face : each.getInterfaces()) {
                Field field = find(face, name);
                if (field != null) {
                    return field;
                }
            }
        }
        return null;
    }

    private Info call(Site site) {
        if (Refusals.refuses(site)) {
            return new Info(Meaning.REFUSED, null, new Event.Access(site, false));
        }
        String owner = site.owner();
        if (owner.startsWith("java.util.concurrent.")) {
            return new Info(
                    Meaning.LIBRARY, keys.of("objects of " + owner), new Event.Access(site, true));
        }
        if (Refusals.isMutable(site)) {
            return new Info(Meaning.LIBRARY, keys.of("collections"), new Event.Access(site, true));
        }
        return NOTHING;
    }
}
