package signalkit.explorer.model;

import java.lang.reflect.Array;
import java.util.List;
import org.objectweb.asm.Type;
import signalkit.weaver.Site;

/** Which elements of an array a call of the JDK touches: from one index to before another. */
public record Range(int from, int to) {
    /** Classes whose methods take a part of an array so. */
    private static final List<String> OFFSET_AND_LENGTH =
            List.of(
                    "java.io.",
                    "java.lang.String",
                    "java.nio.",
                    "java.security.",
                    "java.util.zip.");

    private static final Range NONE = new Range(0, 0);

    public static Range all(Object array) {
        return new Range(0, Array.getLength(array));
    }

    /** Those of the array that is an argument of a call; none where the call will throw. */
    public static Range of(Site site, Object[] arguments, int number) {
        int length = Array.getLength(arguments[number]);
        if (site.owner().equals("java.lang.System") && site.member().equals("arraycopy")) {
            int from = (Integer) arguments[number + 1];
            return within(from, from + (Integer) arguments[4], length);
        }
        if (site.owner().equals("java.lang.reflect.Array") && !site.member().equals("getLength")) {
            int at = (Integer) arguments[1];
            return within(at, at + 1, length);
        }
        if (site.member().equals("getChars") || site.member().equals("getBytes")) {
            return arguments.length == 4 && number == 2
                    ? copied((Integer) arguments[0], (Integer) arguments[1], arguments, length)
                    : new Range(0, length);
        }
        if (isOffsetAndLength(site, number)) {
            int from = (Integer) arguments[number + 1];
            return within(from, from + (Integer) arguments[number + 2], length);
        }
        boolean hasRange =
                site.owner().equals("java.util.Arrays")
                        && site.memberDescriptor().matches("\\(\\[([^;\\[]|L[^;]*;)II.*")
                        && !site.member().equals("copyOf");
        return hasRange
                ? within((Integer) arguments[1], (Integer) arguments[2], length)
                : new Range(0, length);
    }

    private static Range copied(int begin, int end, Object[] arguments, int length) {
        int from = (Integer) arguments[3];
        return within(from, from + end - begin, length);
    }

    /** Whether an array is followed by where its part begins and how long that is. */
    private static boolean isOffsetAndLength(Site site, int number) {
        Type[] types = Type.getArgumentTypes(site.memberDescriptor());
        return OFFSET_AND_LENGTH.stream().anyMatch(site.owner()::startsWith)
                && number + 2 < types.length
                && types[number].getSort() == Type.ARRAY
                && types[number + 1].getSort() == Type.INT
                && types[number + 2].getSort() == Type.INT;
    }

    private static Range within(int from, int to, int length) {
        boolean fits = 0 <= from && from <= to;
        return fits ? new Range(Math.min(from, length), Math.min(to, length)) : NONE;
    }
}
