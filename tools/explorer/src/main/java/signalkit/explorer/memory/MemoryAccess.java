package signalkit.explorer.memory;

import java.util.Set;

/**
 * What an access to a location does, and the order that it promises.
 *
 * @param kind what
 * @param mode the order
 */
public record MemoryAccess(Kind kind, AccessMode mode) {
    /** What an access does. */
    public enum Kind {
        READ,
        WRITE,
        /** Reads and writes, always. */
        UPDATE,
        /** Reads, and writes if that is the expected value. */
        COMPARE,
        /** The same, but may fail for no reason. */
        WEAK_COMPARE
    }

    private static final String VAR_HANDLE = "java.lang.invoke.VarHandle";
    private static final Set<String> WRITES =
            Set.of("set", "setPlain", "setOpaque", "setRelease", "setVolatile", "lazySet");

    /**
     * What a method of a VarHandle, an atomic class or a field updater does.
     *
     * @param owner the class, with dots
     * @param method its name
     * @param reads whether it is one that only reads
     */
    public static MemoryAccess of(String owner, String method, boolean reads) {
        Kind kind = kindOf(method, reads);
        return new MemoryAccess(kind, modeOf(owner.equals(VAR_HANDLE), method, kind));
    }

    private static Kind kindOf(String method, boolean reads) {
        if (reads) {
            return Kind.READ;
        }
        if (WRITES.contains(method)) {
            return Kind.WRITE;
        }
        if (method.startsWith("weakCompareAndSet")) {
            return Kind.WEAK_COMPARE;
        }
        return method.startsWith("compareAnd") ? Kind.COMPARE : Kind.UPDATE;
    }

    private static AccessMode modeOf(boolean isHandle, String method, Kind kind) {
        if (method.endsWith("Plain")
                || isHandle && (method.equals("get") || method.equals("set"))
                || !isHandle && method.equals("weakCompareAndSet")) {
            // An update is atomic in any mode.
            return kind == Kind.READ || kind == Kind.WRITE ? AccessMode.PLAIN : AccessMode.OPAQUE;
        }
        if (method.endsWith("Opaque")) {
            return AccessMode.OPAQUE;
        }
        if (method.endsWith("Acquire")) {
            return AccessMode.ACQUIRE;
        }
        return method.endsWith("Release") || method.equals("lazySet")
                ? AccessMode.RELEASE
                : AccessMode.VOLATILE;
    }

    public boolean reads() {
        return kind != Kind.WRITE;
    }

    public boolean mayWrite() {
        return kind != Kind.READ;
    }

    public boolean compares() {
        return kind == Kind.COMPARE || kind == Kind.WEAK_COMPARE;
    }

    public boolean isPlain() {
        return mode == AccessMode.PLAIN;
    }

    public boolean isVolatile() {
        return mode == AccessMode.VOLATILE;
    }

    /** Whether it promises less than a volatile access, and more than a plain one. */
    public boolean isWeak() {
        return !isPlain() && (!isVolatile() || kind == Kind.WEAK_COMPARE);
    }

    /** Whether it may fail for no reason. */
    public boolean mayFail() {
        return kind == Kind.WEAK_COMPARE;
    }

    boolean acquires() {
        return reads() && (mode == AccessMode.ACQUIRE || isVolatile());
    }

    boolean releases() {
        return mayWrite() && (mode == AccessMode.RELEASE || isVolatile());
    }
}
