package signalkit.explorer.model;

import java.util.BitSet;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import signalkit.weaver.JdkClasses;
import signalkit.weaver.Site;

/** What the objects of the JDK's classes are to threads that share them, and what calls do. */
public final class LibraryKinds {
    /** What an object is to threads that share it. */
    public enum Kind {
        /** Code of the scenario, whose steps say themselves what they touch. */
        WOVEN,
        /** Nothing that anybody could change. */
        IMMUTABLE,
        /** Orders the threads that use it, without a lock that could be held. */
        CONCURRENT,
        /** Its methods enter its monitor. */
        SYNCHRONIZED,
        /** Has to be guarded by those who share it. */
        PLAIN
    }

    private static final List<String> IMMUTABLE =
            List.of(
                    "java.lang.",
                    "java.math.",
                    "java.time.",
                    "java.net.URI",
                    "java.net.URL",
                    "java.net.InetSocketAddress",
                    "java.net.Inet",
                    "java.nio.charset.",
                    "java.util.AbstractMap$SimpleImmutableEntry",
                    "java.util.Collections$Empty",
                    "java.util.Comparators",
                    "java.util.ImmutableCollections",
                    "java.util.KeyValueHolder",
                    "java.util.Locale",
                    "java.util.Optional",
                    "java.util.UUID",
                    "java.util.function.",
                    "java.util.regex.Pattern",
                    "sun.nio.fs.");

    private static final Set<String> BUILDERS =
            Set.of("java.lang.StringBuilder", "java.lang.StringBuffer");

    private static final List<String> SYNCHRONIZED =
            List.of(
                    "java.io.Buffered",
                    "java.io.ByteArray",
                    "java.io.CharArray",
                    "java.io.OutputStreamWriter",
                    "java.io.Print",
                    "java.io.StringReader",
                    "java.io.StringWriter",
                    "java.lang.StringBuffer",
                    "java.util.Collections$Synchronized",
                    "java.util.Hashtable",
                    "java.util.Properties",
                    "java.util.Stack",
                    "java.util.Vector");

    private static final List<String> CONCURRENT =
            List.of(
                    "java.util.Random",
                    "java.util.concurrent.",
                    "java.util.logging.",
                    "java.security.SecureRandom");

    /** Methods of collections, iterators and builders that leave the object as it is. */
    private static final Set<String> READS =
            Set.of(
                    "ceiling",
                    "ceilingEntry",
                    "ceilingKey",
                    "charAt",
                    "chars",
                    "clone",
                    "codePointAt",
                    "compareTo",
                    "comparator",
                    "contains",
                    "containsAll",
                    "containsKey",
                    "containsValue",
                    "contentEquals",
                    "descendingIterator",
                    "descendingKeySet",
                    "descendingMap",
                    "descendingSet",
                    "element",
                    "entrySet",
                    "equals",
                    "first",
                    "firstEntry",
                    "firstKey",
                    "floor",
                    "floorEntry",
                    "floorKey",
                    "forEach",
                    "get",
                    "getFirst",
                    "getKey",
                    "getLast",
                    "getOrDefault",
                    "getValue",
                    "hasNext",
                    "hasPrevious",
                    "hashCode",
                    "headMap",
                    "headSet",
                    "higher",
                    "higherEntry",
                    "higherKey",
                    "indexOf",
                    "isEmpty",
                    "iterator",
                    "keySet",
                    "last",
                    "lastEntry",
                    "lastIndexOf",
                    "lastKey",
                    "length",
                    "listIterator",
                    "lower",
                    "lowerEntry",
                    "lowerKey",
                    "nextIndex",
                    "parallelStream",
                    "peek",
                    "peekFirst",
                    "peekLast",
                    "previousIndex",
                    "reversed",
                    "search",
                    "size",
                    "spliterator",
                    "stream",
                    "subList",
                    "subMap",
                    "subSequence",
                    "subSet",
                    "substring",
                    "tailMap",
                    "tailSet",
                    "toArray",
                    "toString",
                    "values",
                    "elementAt",
                    "elements",
                    "keys",
                    "capacity");

    /** Methods of views that move on, and only read what they look at. */
    private static final Set<String> MOVES =
            Set.of(
                    "next",
                    "previous",
                    "tryAdvance",
                    "forEachRemaining",
                    "nextElement",
                    "hasMoreElements",
                    "trySplit",
                    "nextInt",
                    "nextLong",
                    "nextDouble");

    /** Methods that keep an argument and do not look into it. */
    private static final Set<String> KEEPS =
            Set.of(
                    "add",
                    "addElement",
                    "addFirst",
                    "addLast",
                    "asList",
                    "cast",
                    "compareAndSet",
                    "entry",
                    "execute",
                    "getAndSet",
                    "identityHashCode",
                    "isInstance",
                    "lazySet",
                    "nCopies",
                    "of",
                    "ofNullable",
                    "offer",
                    "offerFirst",
                    "offerLast",
                    "orElse",
                    "push",
                    "put",
                    "putIfAbsent",
                    "replace",
                    "requireNonNull",
                    "requireNonNullElse",
                    "set",
                    "setValue",
                    "singleton",
                    "singletonList",
                    "wrap",
                    "synchronizedCollection",
                    "synchronizedList",
                    "synchronizedMap",
                    "synchronizedSet",
                    "unmodifiableCollection",
                    "unmodifiableList",
                    "unmodifiableMap",
                    "unmodifiableSet");

    /** Methods of the classes Arrays, Collections and System that change their first argument. */
    private static final Set<String> CHANGES_FIRST =
            Set.of(
                    "addAll",
                    "fill",
                    "parallelPrefix",
                    "parallelSetAll",
                    "parallelSort",
                    "replaceAll",
                    "reverse",
                    "rotate",
                    "setAll",
                    "shuffle",
                    "sort",
                    "swap");

    /** Methods that change an array or collection that is passed to them. */
    private static final Set<String> CHANGES =
            Set.of("copyInto", "drainTo", "getBytes", "getChars", "nextBytes", "read", "toArray");

    /** Methods that look into all that is in what they are given, and call its methods. */
    private static final Set<String> DEEP =
            Set.of(
                    "append",
                    "deepEquals",
                    "deepHashCode",
                    "deepToString",
                    "equals",
                    "format",
                    "formatted",
                    "hash",
                    "hashCode",
                    "insert",
                    "join",
                    "makeConcatWithConstants",
                    "makeConcat",
                    "print",
                    "printf",
                    "println",
                    "toString",
                    "valueOf");

    private final ClassLoader loader;
    private final ClassValue<Kind> kinds =
            new ClassValue<>() {
                @Override
                protected Kind computeValue(Class<?> type) {
                    return kindOf(type);
                }
            };

    LibraryKinds(ClassLoader loader) {
        this.loader = loader;
    }

    /** What an object is; for a call of a superclass's method, what that class makes it. */
    public Kind of(Object object, Site site) {
        Kind kind = kinds.get(object.getClass());
        return kind == Kind.WOVEN && site.isSuper() ? byName(site.owner()) : kind;
    }

    /** Whether the objects of a class are code of the scenario. */
    public boolean isWoven(Class<?> type) {
        return kinds.get(type) == Kind.WOVEN;
    }

    /** What an object is. */
    public Kind of(Object object) {
        return kinds.get(object.getClass());
    }

    /**
     * Whether several runs at a time could have the object: a text, a number, a class, a stream.
     */
    boolean isOneOfJvm(Object object) {
        return object instanceof String
                || object instanceof Number && kinds.get(object.getClass()) == Kind.IMMUTABLE
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof Class<?> type && type.getClassLoader() != loader
                || object instanceof Enum<?> constant
                        && constant.getClass().getClassLoader() != loader
                || object == System.out
                || object == System.err
                || object == System.in;
    }

    private Kind kindOf(Class<?> type) {
        if (type.isArray()) {
            return Kind.PLAIN;
        }
        if (type.getClassLoader() == loader || type.isHidden() || !JdkClasses.has(type.getName())) {
            return Kind.WOVEN;
        }
        if (type.isEnum() || Throwable.class.isAssignableFrom(type) || isStateless(type)) {
            return Kind.IMMUTABLE;
        }
        return byName(type.getName());
    }

    /** Comparators, collectors and their kin, whose fields are set once. */
    private static boolean isStateless(Class<?> type) {
        return java.util.Comparator.class.isAssignableFrom(type)
                || java.util.stream.Collector.class.isAssignableFrom(type);
    }

    private static Kind byName(String name) {
        if (startsWith(SYNCHRONIZED, name)) {
            return Kind.SYNCHRONIZED;
        }
        if (startsWith(CONCURRENT, name)) {
            return Kind.CONCURRENT;
        }
        boolean moves = name.endsWith("Itr") || name.endsWith("Iterator");
        return !moves && !BUILDERS.contains(name) && startsWith(IMMUTABLE, name)
                ? Kind.IMMUTABLE
                : Kind.PLAIN;
    }

    private static boolean startsWith(List<String> prefixes, String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    /** Whether an object looks at another: inner classes do; copies are of public ones. */
    public boolean isView(Object result) {
        Class<?> type = result.getClass();
        Kind kind = of(result);
        return (kind == Kind.PLAIN || kind == Kind.SYNCHRONIZED)
                && !type.isArray()
                && (type.getName().indexOf('$') > 0
                        || type.getName().startsWith("java.nio.")
                        || type.getName().startsWith("java.util.stream."));
    }

    /** Whether what a call returns may be an object that there was, and has changed. */
    public static boolean changesResult(Site site) {
        return site.member().equals("collect");
    }

    /** Whether a call may change its receiver. */
    public static boolean changesReceiver(Object receiver, Site site) {
        return !READS.contains(site.member()) || !isKnown(receiver);
    }

    /** Elsewhere a method that looks like a read may move a position, or compute what it keeps. */
    private static boolean isKnown(Object receiver) {
        return receiver instanceof Collection
                || receiver instanceof Map && !(receiver instanceof WeakHashMap)
                || receiver instanceof Map.Entry
                || receiver instanceof Iterator
                || receiver instanceof Enumeration
                || receiver instanceof BitSet
                || receiver.getClass().isArray()
                || receiver.getClass().getName().startsWith("java.util.stream.")
                || BUILDERS.contains(receiver.getClass().getName());
    }

    /** Whether a call through a view may change what the view looks at. */
    public static boolean changesBase(Object view, Site site) {
        return changesReceiver(view, site)
                && !MOVES.contains(site.member())
                && !view.getClass().getName().startsWith("java.util.stream.");
    }

    /** Whether a call looks into an argument. */
    public static boolean readsArguments(Site site) {
        return !KEEPS.contains(site.member());
    }

    /** Whether a call may change an argument. */
    public static boolean changesArgument(Site site, int index) {
        if (site.owner().equals("java.lang.System")) {
            return site.member().equals("arraycopy") && index == 2;
        }
        boolean isTool =
                site.owner().equals("java.util.Arrays")
                        || site.owner().equals("java.util.Collections");
        return isTool
                ? index == 0 && CHANGES_FIRST.contains(site.member())
                : CHANGES.contains(site.member());
    }

    /** Whether a call looks into what is in its receiver and its arguments, too. */
    public static boolean isDeep(Site site) {
        return DEEP.contains(site.member());
    }
}
