package signalkit.explorer.library;

import java.nio.Buffer;
import java.util.List;
import java.util.Set;
import signalkit.weaver.Site;

/** Which calls of the JDK may change an argument: an array, a buffer, a collection. */
final class Fills {
    /** Methods of the classes Arrays and Collections that change their first argument. */
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

    /** Methods that change a collection, builder or array of objects that is passed to them. */
    private static final Set<String> CHANGES =
            Set.of(
                    "appendReplacement",
                    "appendTail",
                    "copyInto",
                    "drainTo",
                    "enumerate",
                    "toArray");

    /**
     * Methods that only read an array of numbers. Any other may write there what it has read or
     * computed.
     */
    private static final Set<String> READS_ARRAY =
            Set.of(
                    "<init>",
                    "append",
                    "cast",
                    "clone",
                    "codePointAt",
                    "codePointBefore",
                    "codePointCount",
                    "compare",
                    "compareTo",
                    "compareUnsigned",
                    "copyValueOf",
                    "encodeToString",
                    "equals",
                    "exec",
                    "format",
                    "formatHex",
                    "formatted",
                    "getByAddress",
                    "getLength",
                    "hashCode",
                    "identityHashCode",
                    "insert",
                    "isEqual",
                    "isInstance",
                    "join",
                    "mismatch",
                    "nameUUIDFromBytes",
                    "of",
                    "offsetByCodePoints",
                    "print",
                    "printf",
                    "println",
                    "put",
                    "replace",
                    "set",
                    "setBytes",
                    "setDictionary",
                    "setInput",
                    "toString",
                    "unread",
                    "update",
                    "valueOf",
                    "verify",
                    "wrap",
                    "write",
                    "writeBytes",
                    "writeTo");

    /** Methods that read their array when it is all that they are given, and else fill one. */
    private static final Set<String> READS_ONE_ARRAY =
            Set.of("decode", "digest", "doFinal", "encode", "generatePrivate");

    /** What has methods that read a buffer, and so move its position, or fill it. */
    private static final List<String> OF_BUFFERS =
            List.of("java.io.", "java.nio.", "java.security.", "java.util.zip.", "javax.crypto.");

    /** What of java.util fills arrays of numbers; its collections keep an array as it is. */
    private static final List<String> FILLING =
            List.of(
                    "java.util.Base64",
                    "java.util.Random",
                    "java.util.SplittableRandom",
                    "java.util.concurrent.ThreadLocalRandom",
                    "java.util.random.",
                    "java.util.zip.");

    private static final Set<String> LEAVES_BUFFER =
            Set.of("append", "compareTo", "equals", "mismatch", "wrap");

    /** Methods that only read the first buffer that they are given. */
    private static final Set<String> READS_BUFFER =
            Set.of("decode", "encode", "put", "update", "write");

    private Fills() {}

    /** Whether a call changes a buffer only so far as it moves its position. */
    static boolean onlyMoves(Site site, int index) {
        return index == 0 && READS_BUFFER.contains(site.member());
    }

    /** Whether a call may change an argument. */
    static boolean changes(Site site, Object argument, int index) {
        if (site.owner().equals("java.lang.System")) {
            return site.member().equals("arraycopy") && index == 2;
        }
        if (site.owner().equals("java.lang.reflect.Array")) {
            return site.member().startsWith("set") && index == 0;
        }
        boolean isTool =
                site.owner().equals("java.util.Arrays")
                        || site.owner().equals("java.util.Collections");
        if (isTool) {
            return index == 0 && CHANGES_FIRST.contains(site.member());
        }
        if (argument instanceof Buffer) {
            return OF_BUFFERS.stream().anyMatch(site.owner()::startsWith)
                    && !LEAVES_BUFFER.contains(site.member());
        }
        return CHANGES.contains(site.member()) || isOfNumbers(argument) && fills(site, index);
    }

    private static boolean isOfNumbers(Object argument) {
        return argument != null
                && argument.getClass().isArray()
                && argument.getClass().getComponentType().isPrimitive();
    }

    private static boolean fills(Site site, int index) {
        if (READS_ONE_ARRAY.contains(site.member())) {
            return index > 0 || site.memberDescriptor().indexOf(')') > 3;
        }
        boolean isOther =
                site.owner().startsWith("java.util.")
                        && FILLING.stream().noneMatch(site.owner()::startsWith);
        return !isOther && !READS_ARRAY.contains(site.member());
    }
}
