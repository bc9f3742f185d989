package signalkit.weaver;

import java.util.Arrays;

/**
 * Every site of the code that this JVM wove in the mode FULL, by number.
 *
 * <p>Numbers are given in the order of weaving and are constants in the woven code. Thread-safe.
 */
final class Sites {
    // Sites.class must be locked when writing these. A reader got its number from code that was
    // published after the table was:
    private static volatile Site[] table = new Site[256];
    private static int count;

    private Sites() {}

    static synchronized int add(Site site) {
        if (count == table.length) {
            table = Arrays.copyOf(table, 2 * count);
        }
        table[count] = site;
        return count++;
    }

    static Site get(int number) {
        return table[number];
    }
}
