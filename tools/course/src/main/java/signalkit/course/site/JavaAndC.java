package signalkit.course.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A program in Java and its counterpart in C side by side: lines that do the same are level.
 *
 * <p>Lines match by the words they share, in the order of both programs. Lines without a
 * counterpart stand beside each other between two that match, and the shorter side is filled up.
 */
final class JavaAndC {
    /** Words that say nothing of what a line does. */
    private static final Set<String> COMMON =
            Set.of(
                    "private",
                    "public",
                    "final",
                    "static",
                    "void",
                    "int",
                    "long",
                    "new",
                    "pthread",
                    "return",
                    "struct",
                    "null",
                    "volatile",
                    "boolean",
                    "bool",
                    "the",
                    "a",
                    "it",
                    "is",
                    "of",
                    "t");

    /** Between two words of a name in either language: {@code onSignal}, {@code on_signal}. */
    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");

    /** Lines match that share at least this part of their words. */
    private static final double LEAST = 0.2;

    /** What two lines without a word add, such as closing braces of the same depth. */
    private static final double SAME_SIGNS = 0.05;

    /** So many lines are left empty to make braces level. */
    private static final int MOST_FILLED = 2;

    /** What is at the margin in C is in a class in Java. */
    private static final String CLASS_INDENT = "    ";

    private final List<String> left = new ArrayList<>();
    private final List<String> right = new ArrayList<>();

    /**
     * Levels two programs.
     *
     * @param java lines of the one
     * @param c lines of the other
     */
    JavaAndC(List<String> java, List<String> c) {
        level(java, c);
    }

    /** The lines in Java; null where there are more in C. */
    List<String> java() {
        return left;
    }

    /** The lines in C; null where there are more in Java. */
    List<String> c() {
        return right;
    }

    /** A figure with two columns, which a narrow window shows one below the other. */
    static String html(String javaName, String java, String cName, String c) {
        JavaAndC both = new JavaAndC(java.lines().toList(), c.lines().toList());
        return "<figure class=\"beside\" aria-label=\"The same in Java and in C\">\n"
                + side(javaName, coloured("java", java), both.left)
                + side(cName, coloured("c", c), both.right)
                + "</figure>\n";
    }

    private static List<String> coloured(String language, String code) {
        return CodeColours.html(language, code).lines().toList();
    }

    private static String side(String name, List<String> lines, List<String> level) {
        StringBuilder html = new StringBuilder();
        html.append("<div class=\"side\"><p class=\"file\"><b>").append(name).append("</b></p>");
        html.append("<pre tabindex=\"0\"><code>");
        int next = 0;
        for (String line : level) {
            html.append(line == null ? "<span class=\"gap\">\n" : "<span>" + lines.get(next) + "\n")
                    .append("</span>");
            next += line == null ? 0 : 1;
        }
        return html.append("</code></pre></div>\n").toString();
    }

    private void level(List<String> java, List<String> c) {
        double[][] best = new double[java.size() + 1][c.size() + 1];
        double[][] alike = new double[java.size()][c.size()];
        for (int i = java.size() - 1; i >= 0; i--) {
            for (int j = c.size() - 1; j >= 0; j--) {
                alike[i][j] = alike(java.get(i), c.get(j));
                best[i][j] = Math.max(best[i + 1][j], best[i][j + 1]);
                if (alike[i][j] > 0) {
                    best[i][j] = Math.max(best[i][j], best[i + 1][j + 1] + alike[i][j]);
                }
            }
        }
        int i = 0;
        int j = 0;
        while (i < java.size() && j < c.size()) {
            if (alike[i][j] > 0 && best[i][j] == best[i + 1][j + 1] + alike[i][j]) {
                boolean isFar = Math.abs(left.size() - right.size()) > MOST_FILLED;
                if (alike[i][j] > SAME_SIGNS || !isFar) {
                    fill();
                }
                left.add(java.get(i++));
                right.add(c.get(j++));
            } else if (best[i][j] == best[i + 1][j]) {
                left.add(java.get(i++));
            } else {
                right.add(c.get(j++));
            }
        }
        left.addAll(java.subList(i, java.size()));
        right.addAll(c.subList(j, c.size()));
        fill();
    }

    private void fill() {
        while (left.size() < right.size()) {
            left.add(null);
        }
        while (right.size() < left.size()) {
            right.add(null);
        }
    }

    /** How much two lines have in common, from 0 to 1. */
    private static double alike(String one, String other) {
        Set<String> words = words(one);
        Set<String> others = words(other);
        if (words.isEmpty() || others.isEmpty()) {
            return !other.isBlank() && one.equals(CLASS_INDENT + other) ? SAME_SIGNS : 0;
        }
        Set<String> shared = new HashSet<>(words);
        shared.retainAll(others);
        Set<String> all = new HashSet<>(words);
        all.addAll(others);
        double part = (double) shared.size() / all.size();
        return part < LEAST ? 0 : part;
    }

    /** What a line names, without its comment and what every line has. */
    private static Set<String> words(String line) {
        Set<String> words = new HashSet<>();
        if (line.strip().matches("(//|/\\*|\\*|#|import |package ).*")) {
            return words;
        }
        for (String word : BETWEEN_WORDS.split(line.replaceFirst("(//|/\\*).*", ""))) {
            String small = word.toLowerCase(Locale.ROOT);
            if (!small.isEmpty() && !COMMON.contains(small)) {
                words.add(small);
            }
        }
        return words;
    }
}
