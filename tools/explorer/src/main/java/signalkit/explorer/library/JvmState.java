package signalkit.explorer.library;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import signalkit.weaver.Site;

/**
 * What all programs of a JVM share: properties, defaults, streams and loggers. A run that may
 * change some of it leaves it as it was. One run uses it.
 */
public final class JvmState {
    private static final String LOGGER = "java.util.logging.Logger";

    private final Map<Object, Runnable> undo = new HashMap<>();

    /**
     * Whether a call may change it.
     *
     * @param site the call
     * @return false for calls that only look
     */
    public static boolean isChangedBy(Site site) {
        String member = site.member();
        return switch (site.owner()) {
            case "java.lang.System" ->
                    member.endsWith("Properties")
                            || member.endsWith("Property") && !member.startsWith("get")
                            || member.equals("setOut")
                            || member.equals("setErr")
                            || member.equals("setIn");
            case "java.util.Locale", "java.util.TimeZone" -> member.equals("setDefault");
            case LOGGER ->
                    member.startsWith("set")
                            || member.equals("addHandler")
                            || member.equals("removeHandler");
            default -> false;
        };
    }

    /**
     * Keeps what a call may change, as it is now.
     *
     * @param site the call
     * @param target what it is called on; null for a static method
     */
    public void keep(Site site, Object target) {
        Object what = target == null ? site.owner() : target;
        if (!undo.containsKey(what)) {
            undo.put(what, undoOf(site, target));
        }
    }

    private static Runnable undoOf(Site site, Object target) {
        return switch (site.owner()) {
            case "java.lang.System" -> undoOfSystem();
            case "java.util.Locale" -> undoOfLocale();
            case "java.util.TimeZone" -> {
                TimeZone zone = TimeZone.getDefault();
                yield () -> TimeZone.setDefault(zone);
            }
            default -> target instanceof Logger logger ? undoOf(logger) : () -> {};
        };
    }

    private static Runnable undoOfSystem() {
        Properties properties = System.getProperties();
        Properties copy = (Properties) properties.clone();
        var out = System.out;
        var err = System.err;
        var in = System.in;
        return () -> {
            System.setProperties(properties);
            properties.keySet().retainAll(copy.keySet());
            properties.putAll(copy);
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
        };
    }

    private static Runnable undoOfLocale() {
        Locale all = Locale.getDefault();
        Locale display = Locale.getDefault(Locale.Category.DISPLAY);
        Locale format = Locale.getDefault(Locale.Category.FORMAT);
        return () -> {
            Locale.setDefault(all);
            Locale.setDefault(Locale.Category.DISPLAY, display);
            Locale.setDefault(Locale.Category.FORMAT, format);
        };
    }

    private static Runnable undoOf(Logger logger) {
        Handler[] handlers = logger.getHandlers();
        Level level = logger.getLevel();
        boolean usesParents = logger.getUseParentHandlers();
        var filter = logger.getFilter();
        return () -> {
            for (Handler handler : logger.getHandlers()) {
                logger.removeHandler(handler);
            }
            for (Handler handler : handlers) {
                logger.addHandler(handler);
            }
            logger.setLevel(level);
            logger.setUseParentHandlers(usesParents);
            logger.setFilter(filter);
        };
    }

    /** Puts all back. */
    public void restore() {
        undo.values().forEach(Runnable::run);
        undo.clear();
    }
}
