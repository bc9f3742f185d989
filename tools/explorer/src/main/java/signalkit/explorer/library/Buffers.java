package signalkit.explorer.library;

import java.lang.reflect.Array;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Set;
import signalkit.explorer.model.Range;
import signalkit.weaver.Site;

/** What the calls of buffers use, of those that stand before an array. */
final class Buffers {
    /**
     * What a call uses.
     *
     * @param moves whether it changes the buffer's position, limit or order
     * @param elements of its array
     * @param changes whether it writes them
     */
    record Use(boolean moves, Range elements, boolean changes) {}

    private static final Set<String> ALL =
            Set.of(
                    "append",
                    "charAt",
                    "chars",
                    "compact",
                    "compareTo",
                    "equals",
                    "hashCode",
                    "mismatch",
                    "toString");

    private static final Set<String> CHANGES = Set.of("append", "compact");

    /** Methods that leave the buffer as it is when they have no argument. */
    private static final Set<String> LOOKS = Set.of("limit", "order", "position");

    private static final Set<String> KEEPS =
            Set.of(
                    "array",
                    "arrayOffset",
                    "asReadOnlyBuffer",
                    "capacity",
                    "charAt",
                    "chars",
                    "compareTo",
                    "duplicate",
                    "equals",
                    "hasArray",
                    "hasRemaining",
                    "hashCode",
                    "isDirect",
                    "isReadOnly",
                    "mismatch",
                    "remaining",
                    "slice",
                    "toString");

    private Buffers() {}

    /** Whether an object is a buffer that shows its array. */
    static boolean isOfArray(Object object) {
        return object instanceof Buffer buffer && buffer.hasArray();
    }

    /** A use of all that is in a buffer. */
    static Use all(Buffer buffer, boolean changes) {
        return new Use(changes, range(buffer, 0, buffer.capacity()), changes);
    }

    /** A use that reads all, and moves the position. */
    static Use read(Buffer buffer) {
        return new Use(true, range(buffer, 0, buffer.capacity()), false);
    }

    /** What a call uses of the buffer that it is a method of. */
    static Use use(Buffer buffer, Site site, Object[] arguments) {
        String name = site.member();
        boolean puts = name.startsWith("put");
        if (puts || name.startsWith("get")) {
            // An index comes before what is put.
            boolean isAt = arguments.length > (puts ? 1 : 0) && arguments[0] instanceof Integer;
            int start = isAt ? (Integer) arguments[0] : buffer.position();
            return new Use(!isAt, range(buffer, start, count(buffer, name, arguments)), puts);
        }
        boolean moves =
                !KEEPS.contains(name)
                        && !(name.startsWith("as") && name.endsWith("Buffer"))
                        && !(LOOKS.contains(name) && arguments.length == 0);
        int count = ALL.contains(name) ? buffer.capacity() : 0;
        return new Use(moves, range(buffer, 0, count), CHANGES.contains(name));
    }

    /** How many elements are put or got. */
    private static int count(Buffer buffer, String name, Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            Object each = arguments[i];
            boolean isArray = each != null && each.getClass().isArray();
            if (isArray || each instanceof Buffer) {
                boolean isPart = i + 2 < arguments.length;
                return isPart
                        ? (Integer) arguments[i + 2]
                        : isArray ? Array.getLength(each) : ((Buffer) each).remaining();
            }
            if (each instanceof CharSequence) {
                return buffer.capacity();
            }
        }
        return buffer instanceof ByteBuffer ? bytes(name) : 1;
    }

    private static int bytes(String name) {
        return switch (name.substring("get".length())) {
            case "Char", "Short" -> Short.BYTES;
            case "Int", "Float" -> Integer.BYTES;
            case "Long", "Double" -> Long.BYTES;
            default -> Byte.BYTES;
        };
    }

    /** A wrong index or count makes the call throw. */
    private static Range range(Buffer buffer, int start, int count) {
        int from = Math.max(0, Math.min(start, buffer.capacity()));
        int to = Math.max(from, Math.min(from + count, buffer.capacity()));
        return new Range(buffer.arrayOffset() + from, buffer.arrayOffset() + to);
    }
}
