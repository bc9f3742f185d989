package signalkit.explorer.model;

import java.util.List;
import java.util.Set;
import signalkit.weaver.Site;

/**
 * Calls into the JDK by which threads could meet, or runs differ, where no search can follow.
 *
 * <p>They are made, named in the result, and deny the proof.
 */
final class HiddenEffects {
    /** Members of a class; none stands for all. */
    private record Rule(String owner, Set<String> members) {
        private boolean matches(Site site) {
            return site.owner().startsWith(owner)
                    && (members.isEmpty() || members.contains(site.member()));
        }
    }

    private static final Set<String> MADE = Set.of("<init>");

    private static final Set<String> WEAK = Set.of("weakCompareAndSet");

    private static final Set<String> CHANGES =
            Set.of("addProvider", "insertProviderAt", "removeProvider", "setProperty");

    private static final Set<String> PARALLEL =
            Set.of("parallelPrefix", "parallelSetAll", "parallelSort");

    /** They read the clock, or a seed of the JVM's, when they are made without an argument. */
    private static final Set<String> MADE_OF_NOW =
            Set.of("java.util.Date", "java.util.GregorianCalendar", "java.util.SplittableRandom");

    /** They make what accesses memory, or calls the JDK, without a point. */
    private static final List<Rule> HANDLES =
            List.of(
                    new Rule(
                            "java.lang.invoke.MethodHandles$Lookup",
                            Set.of(
                                    "bind",
                                    "defineClass",
                                    "defineHiddenClass",
                                    "findConstructor",
                                    "findGetter",
                                    "findSetter",
                                    "findSpecial",
                                    "findStatic",
                                    "findStaticGetter",
                                    "findStaticSetter",
                                    "findVirtual",
                                    "unreflect",
                                    "unreflectConstructor",
                                    "unreflectGetter",
                                    "unreflectSetter",
                                    "unreflectSpecial")),
                    new Rule(
                            "java.lang.invoke.MethodHandles",
                            Set.of(
                                    "arrayElementGetter",
                                    "arrayElementSetter",
                                    "varHandleExactInvoker",
                                    "varHandleInvoker")),
                    new Rule("java.lang.invoke.VarHandle", Set.of("toMethodHandle")),
                    new Rule("sun.misc.Unsafe", Set.of()));

    private static final List<Rule> RULES =
            List.of(
                    // Classes that no loader of a run has made.
                    new Rule("java.lang.ClassLoader", Set.of("<init>", "defineClass")),
                    new Rule("java.net.URLClassLoader", Set.of("<init>", "newInstance")),
                    new Rule("javax.script.", Set.of()),
                    new Rule("javax.tools.", Set.of()),
                    // They may fail although the value is the expected one.
                    new Rule("java.util.concurrent.atomic.AtomicMarkableReference", WEAK),
                    new Rule("java.util.concurrent.atomic.AtomicStampedReference", WEAK),
                    new Rule("java.io.ObjectOutputStream", Set.of("writeObject", "writeUnshared")),
                    new Rule("java.io.ObjectInputStream", Set.of("readObject", "readUnshared")),
                    // What another run would do otherwise.
                    new Rule("java.security.SecureRandom", Set.of()),
                    new Rule("java.util.UUID", Set.of("randomUUID")),
                    new Rule("java.util.concurrent.ThreadLocalRandom", Set.of()),
                    new Rule("java.util.random.", Set.of("create", "getDefault", "of")),
                    new Rule("java.time.", Set.of("now")),
                    new Rule("java.time.Clock", Set.of("instant", "millis")),
                    new Rule("java.util.Calendar", Set.of("getInstance")),
                    new Rule("java.util.Arrays", PARALLEL),
                    // What depends on the garbage collector.
                    new Rule("java.lang.ref.", Set.of("get", "poll", "refersTo", "remove")),
                    new Rule("java.lang.ref.Cleaner", Set.of("create")),
                    new Rule("java.util.WeakHashMap", MADE),
                    // What all the JVM shares, or the machine.
                    new Rule(
                            "java.lang.System",
                            Set.of(
                                    "clearProperty",
                                    "getenv",
                                    "setErr",
                                    "setIn",
                                    "setOut",
                                    "setProperties",
                                    "setProperty")),
                    new Rule("java.lang.Runtime", Set.of("freeMemory", "maxMemory", "totalMemory")),
                    new Rule("java.lang.ProcessHandle", Set.of("current")),
                    new Rule("java.lang.management.", Set.of()),
                    new Rule("java.util.Locale", Set.of("setDefault")),
                    new Rule("java.util.TimeZone", Set.of("setDefault")),
                    new Rule("java.util.logging.LogManager", Set.of("readConfiguration", "reset")),
                    new Rule("java.security.Security", CHANGES),
                    new Rule("java.nio.file.Files", Set.of()),
                    new Rule("java.io.FileInputStream", MADE),
                    new Rule("java.io.FileOutputStream", MADE),
                    new Rule("java.io.FileReader", MADE),
                    new Rule("java.io.FileWriter", MADE),
                    new Rule("java.io.RandomAccessFile", MADE));

    /**
     * Methods of concurrent collections that take effect at one moment.
     *
     * <p>All others may go from element to element, also those of the views and iterators.
     */
    private static final Set<String> ONE =
            Set.of(
                    "add",
                    "addFirst",
                    "addIfAbsent",
                    "addLast",
                    "ceilingKey",
                    "compute",
                    "computeIfAbsent",
                    "computeIfPresent",
                    "containsKey",
                    "firstKey",
                    "floorKey",
                    "get",
                    "getOrDefault",
                    "higherKey",
                    "lastKey",
                    "lowerKey",
                    "merge",
                    "offer",
                    "offerFirst",
                    "offerLast",
                    "peek",
                    "peekFirst",
                    "peekLast",
                    "poll",
                    "pollFirst",
                    "pollFirstEntry",
                    "pollLast",
                    "pollLastEntry",
                    "pop",
                    "push",
                    "put",
                    "putIfAbsent",
                    "remove",
                    "replace",
                    "<init>");

    /** Methods of {@code Random} that draw more than one number of 32 bits. */
    private static final Set<String> SEVERAL_NUMBERS =
            Set.of(
                    "doubles",
                    "ints",
                    "longs",
                    "nextBytes",
                    "nextDouble",
                    "nextExponential",
                    "nextGaussian",
                    "nextLong");

    private HiddenEffects() {}

    static boolean has(Site site) {
        return matches(HANDLES, site)
                || matches(RULES, site)
                || site.member().equals("<init>")
                        && "()V".equals(site.memberDescriptor())
                        && MADE_OF_NOW.contains(site.owner());
    }

    /** Whether a call makes a handle, whose accesses come later. */
    static boolean makesHandle(Site site) {
        return matches(HANDLES, site);
    }

    private static boolean matches(List<Rule> rules, Site site) {
        for (Rule rule : rules) {
            if (rule.matches(site)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a call does several things to an object, between which others may come. */
    static boolean isManySteps(Object receiver, LibraryKinds.Kind kind, Site site) {
        String name = receiver.getClass().getName();
        if (receiver.getClass() == java.util.Random.class) {
            return SEVERAL_NUMBERS.contains(site.member());
        }
        if (kind != LibraryKinds.Kind.CONCURRENT || !name.startsWith("java.util.concurrent.")) {
            return false;
        }
        if (name.startsWith("java.util.concurrent.atomic.")) {
            return false;
        }
        return !name.contains(".CopyOnWrite") && !ONE.contains(site.member());
    }
}
