package signalkit.course.site;

import java.util.ArrayList;
import java.util.List;

/** The lines in which a file differs from another, with a little of what is around them. */
final class LineDiff {
    private static final int AROUND = 2;

    private LineDiff() {}

    /**
     * The difference as lines that begin with a blank, {@code -} or {@code +}; dots stand for what
     * is left out.
     *
     * @param before lines of the first file
     * @param after lines of the second file
     * @return nothing when they are the same
     */
    static List<String> of(List<String> before, List<String> after) {
        List<String> all = marked(before, after);
        List<String> shown = new ArrayList<>();
        boolean isCut = false;
        for (int i = 0; i < all.size(); i++) {
            if (isNearChange(all, i)) {
                if (isCut && !shown.isEmpty()) {
                    shown.add("  ⋮");
                }
                shown.add(all.get(i));
                isCut = false;
            } else {
                isCut = true;
            }
        }
        return shown;
    }

    private static boolean isNearChange(List<String> lines, int at) {
        int end = Math.min(lines.size(), at + AROUND + 1);
        return lines.subList(Math.max(0, at - AROUND), end).stream()
                .anyMatch(line -> !line.startsWith(" "));
    }

    /** All lines, by the longest sequence that both files have. */
    private static List<String> marked(List<String> before, List<String> after) {
        int[][] length = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                length[i][j] =
                        before.get(i).equals(after.get(j))
                                ? length[i + 1][j + 1] + 1
                                : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        List<String> lines = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add("  " + before.get(i++));
                j++;
            } else if (j == after.size()
                    || i < before.size() && length[i + 1][j] >= length[i][j + 1]) {
                lines.add("- " + before.get(i++));
            } else {
                lines.add("+ " + after.get(j++));
            }
        }
        return lines;
    }
}
