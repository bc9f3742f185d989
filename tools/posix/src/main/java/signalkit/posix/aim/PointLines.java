package signalkit.posix.aim;

import java.util.NavigableMap;
import java.util.NavigableSet;

/**
 * Which lines of a program's sources have an interruption point, as its weaver tells.
 *
 * <p>Implementations are thread-safe: a look from outside asks, on a thread of its own.
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
