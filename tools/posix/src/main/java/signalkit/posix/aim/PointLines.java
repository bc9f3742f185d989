package signalkit.posix.aim;

import java.util.NavigableMap;
import java.util.NavigableSet;

/**
 * Says which lines of a program's sources have an interruption point; its weaver knows.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface PointLines {
    /**
     * The lines of all woven code, whether its classes are loaded yet or not.
     *
     * @return by the name of the source file, without its folder; a file without any point has an
     *     empty set
     */
    NavigableMap<String, NavigableSet<Integer>> byFile();
}
