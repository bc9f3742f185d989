package signalkit.explorer.model;

import java.lang.reflect.Array;
import signalkit.weaver.Site;

/** Which elements of an array a call of the JDK touches: from one index to before another. */
public record Range(int from, int to) {
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
        boolean hasRange =
                site.owner().equals("java.util.Arrays")
                        && site.memberDescriptor().matches("\\(\\[([^;\\[]|L[^;]*;)II.*")
                        && !site.member().equals("copyOf");
        return hasRange
                ? within((Integer) arguments[1], (Integer) arguments[2], length)
                : new Range(0, length);
    }

    private static Range within(int from, int to, int length) {
        boolean fits = 0 <= from && from <= to;
        return fits ? new Range(Math.min(from, length), Math.min(to, length)) : NONE;
    }
}
