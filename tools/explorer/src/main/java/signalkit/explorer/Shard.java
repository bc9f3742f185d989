package signalkit.explorer;

/**
 * One of several parts of a search, which may run on machines of their own.
 *
 * <p>Each part runs all levels but the last one, and its share of that one, which has most of the
 * runs. Immutable.
 *
 * @param number from 1 to {@code count}
 * @param count how many parts there are
 */
public record Shard(int number, int count) {
    /** The whole search. */
    public static final Shard WHOLE = new Shard(1, 1);

    /** Refuses a part that is none. */
    public Shard {
        if (count < 1 || number < 1 || number > count) {
            throw new IllegalArgumentException(
                    "there is no part " + number + " of " + count + "; count from 1, as in 2/4");
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @param text such as 2/4
     * @return the part
     * @throws IllegalArgumentException when it is none; the message is for people
     */
    public static Shard of(String text) {
        if (!text.matches("[0-9]{1,6}/[0-9]{1,6}")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no part of a search; write the second of four parts as 2/4");
        }
        String[] numbers = text.split("/");
        return new Shard(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    /**
     * Whether something belongs to this part.
     *
     * @param hash of what the parts share
     * @return true for one part
     */
    public boolean has(long hash) {
        return Math.floorMod(hash, (long) count) == number - 1;
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }
}
