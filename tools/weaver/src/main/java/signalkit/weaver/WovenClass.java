package signalkit.weaver;

import java.util.NavigableSet;

/**
 * What weaving one class gives.
 *
 * @param name of the class, with dots
 * @param sourceFile the source file's name, or null when the class file has none
 * @param lines of that file where a signal can come: those with a point
 * @param classFile the woven bytes
 */
record WovenClass(String name, String sourceFile, NavigableSet<Integer> lines, byte[] classFile) {}
