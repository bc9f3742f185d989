package signalkit.explorer.model;

import java.util.BitSet;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import signalkit.weaver.Site;

/** What the methods of the JDK do to the objects that they are given, by their names. */
public final class CallEffects {
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

    /** What these are given, they turn into text. */
    private static final Set<String> OF_TEXT =
            Set.of(
                    "java.lang.String",
                    "java.lang.StringBuffer",
                    "java.lang.StringBuilder",
                    "java.util.StringJoiner");

    /** Methods that look into all that is in what they are given, and call its methods. */
    private static final Set<String> DEEP =
            Set.of(
                    "append",
                    "compare",
                    "compareTo",
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

    /** Methods that compare what is in a collection with what they are given. */
    private static final Set<String> COMPARES =
            Set.of(
                    "contains",
                    "containsAll",
                    "containsValue",
                    "indexOf",
                    "lastIndexOf",
                    "removeAll",
                    "retainAll");

    /** Those of them that make a hash code. */
    private static final Set<String> HASHES = Set.of("deepHashCode", "hash", "hashCode");

    /** Those that make a text which the program may look at; printed ones it does not. */
    private static final Set<String> TEXTS =
            Set.of(
                    "append",
                    "deepToString",
                    "format",
                    "formatted",
                    "insert",
                    "join",
                    "makeConcat",
                    "makeConcatWithConstants",
                    "toString",
                    "valueOf");

    private CallEffects() {}

    /** Whether a call returns a hash code of its arguments. */
    static boolean makesHash(Site site) {
        return site.isStatic()
                && HASHES.contains(site.member())
                && !site.owner().startsWith("java.lang.runtime.");
    }

    /** Whether a call makes a text of its receiver or its arguments. */
    static boolean makesText(Site site) {
        return TEXTS.contains(site.member()) && !site.owner().startsWith("java.io.");
    }

    /** Whether a call may change its receiver. */
    public static boolean changesReceiver(Object receiver, Site site) {
        if (receiver instanceof Throwable) {
            return !site.member().startsWith("get");
        }
        return !READS.contains(site.member()) || !isKnown(receiver);
    }

    /** Whether a call compares an argument with all that is in its receiver. */
    public static boolean compares(Site site) {
        return COMPARES.contains(site.member());
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
                || LibraryKinds.BUILDERS.contains(receiver.getClass().getName());
    }

    /** Whether a call through a view may change what the view looks at. */
    public static boolean changesBase(Object view, Site site) {
        return changesReceiver(view, site)
                && !MOVES.contains(site.member())
                && !view.getClass().getName().startsWith("java.util.stream.");
    }

    /** Whether a call looks into an argument; an array of arguments is read. */
    public static boolean readsArguments(Site site) {
        boolean copies =
                site.owner().startsWith("java.nio.")
                        ? !site.member().equals("wrap")
                        : site.member().equals("of") && site.memberDescriptor().startsWith("([");
        return copies || OF_TEXT.contains(site.owner()) || !KEEPS.contains(site.member());
    }

    /** Whether a call looks into what is in its receiver and its arguments, too. */
    public static boolean isDeep(Site site) {
        return DEEP.contains(site.member());
    }

    /** Looks at all that is in an object. */
    public static void lookInto(Object container, Consumer<Object> look) {
        if (container instanceof Collection<?> collection) {
            collection.forEach(look);
        } else if (container instanceof Map<?, ?> map) {
            map.forEach(
                    (key, value) -> {
                        look.accept(key);
                        look.accept(value);
                    });
        } else if (container instanceof Map.Entry<?, ?> entry) {
            look.accept(entry.getKey());
            look.accept(entry.getValue());
        } else if (container instanceof Optional<?> optional) {
            optional.ifPresent(look);
        }
    }
}
