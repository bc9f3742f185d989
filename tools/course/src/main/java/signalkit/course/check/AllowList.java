package signalkit.course.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The classes and members that a submission may use: the sections of {@code allowed.txt}, which
 * explains its own form. Immutable.
 */
final class AllowList {
    private static final String FILE = "allowed.txt";
    private static final Set<String> ALL = Set.of();

    /** For classes that run inside the JVM of their check. */
    static final AllowList EXERCISE = read("[exercise]");

    /** For a program in a JVM of its own, which may also end that JVM. */
    static final AllowList PROGRAM = read("[exercise]", "[program]");

    private final Set<String> packages = new HashSet<>();

    // By class; the empty set stands for all members.
    private final Map<String, Set<String>> listed = new HashMap<>();
    private final Map<String, Set<String>> excluded = new HashMap<>();

    private AllowList() {}

    private static AllowList read(String... sections) {
        AllowList list = new AllowList();
        String section = "";
        try (InputStream in = AllowList.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line : lines.lines().map(String::strip).toList()) {
                if (line.startsWith("[")) {
                    section = line;
                } else if (!line.isEmpty()
                        && !line.startsWith("#")
                        && List.of(sections).contains(section)) {
                    list.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return list;
    }

    private void add(String line) {
        boolean isExclusion = line.startsWith("not ");
        String[] parts = line.substring(isExclusion ? 4 : 0).split(":", 2);
        String name = parts[0];
        Set<String> members =
                parts.length == 1 ? ALL : new HashSet<>(List.of(parts[1].strip().split(" +")));
        if (name.endsWith(".*")) {
            packages.add(name.substring(0, name.length() - 2));
        } else {
            (isExclusion ? excluded : listed).merge(name, members, AllowList::union);
        }
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        if (one.equals(ALL) || other.equals(ALL)) {
            return ALL;
        }
        Set<String> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    /** Whether a class may be named at all. */
    boolean allows(String className) {
        if (isExcluded(className)) {
            return false;
        }
        return listed.containsKey(className)
                || packages.contains(packageOf(className))
                || isThrowable(className);
    }

    /** Whether a member may be used through a class that may be named. */
    boolean allows(String className, String member) {
        if (!allows(className)) {
            return false;
        }
        Set<String> only = listed.getOrDefault(className, ALL);
        return (only.equals(ALL) || only.contains(member)) && !isExcluded(className, member);
    }

    /** Also by a line about a class that it extends. */
    private boolean isExcluded(String className) {
        if (ALL.equals(excluded.get(className))) {
            return true;
        }
        Class<?> type = find(className);
        Class<?> parent = type == null ? null : type.getSuperclass();
        return parent != null && isExcluded(parent.getName());
    }

    /** Also by a line about a class that the member is inherited from. */
    private boolean isExcluded(String className, String member) {
        if (excluded.getOrDefault(className, ALL).contains(member)) {
            return true;
        }
        Class<?> type = find(className);
        if (type == null) {
            return false;
        }
        Class<?> parent = type.getSuperclass();
        return parent != null && isExcluded(parent.getName(), member);
    }

    /** Exceptions of the language, which are too many to list. */
    private static boolean isThrowable(String className) {
        if (!packageOf(className).equals("java.lang")) {
            return false;
        }
        Class<?> type = find(className);
        return type != null && Throwable.class.isAssignableFrom(type);
    }

    private static Class<?> find(String className) {
        try {
            return Class.forName(className, false, AllowList.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
