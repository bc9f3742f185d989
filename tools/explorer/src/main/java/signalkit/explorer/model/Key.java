package signalkit.explorer.model;

/**
 * A kind of memory: a field of a class, the elements of arrays of a type, the objects of a library.
 *
 * <p>Its accesses become points of choice when some object of this kind was seen to be used by two
 * parties, one of them writing. One object for all workers of a search.
 */
public final class Key {
    final String name;
    final long hash;

    /** Only ever set; a worker that sees it late repeats its run. */
    public volatile boolean visible;

    /** Whether accesses may see older values: weak ones were made, or ones that race. Only set. */
    public volatile boolean tracked;

    /** For final fields: whether some run has set one. Only ever set. */
    volatile boolean isSet;

    Key(String name) {
        this.name = name;
        this.hash = name.hashCode() * 0x9E3779B97F4A7C15L;
    }

    /** Whether it is all that is in an object of a library. */
    boolean isObject() {
        return name.startsWith("objects of ") || name.equals("collections");
    }

    /** For fingerprints. */
    public long hash() {
        return hash;
    }

    @Override
    public String toString() {
        return name;
    }
}
