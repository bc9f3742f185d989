package signalkit.explorer.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cells in columns; the widest columns give way when the lines become too long, down to a least.
 */
final class Grid {
    private static final int LEAST = 6;
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final Map<Integer, Integer> least = new HashMap<>();

    /** Lets a column have at least so many characters of its cells. */
    void keep(int column, int characters) {
        least.put(column, characters);
    }

    /** Whether no line becomes longer than {@code width}. */
    boolean fits(int width) {
        int[] widths = widths(width);
        return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) <= width;
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** All rows, none longer than {@code width}, unless even narrow columns need more. */
    List<String> lines(int width) {
        int[] widths = widths(width);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = cut(row.get(column), widths[column]);
                line.append(column == 0 ? "" : GAP).append(cell);
                line.append(" ".repeat(widths[column] - cell.length()));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private int[] widths(int width) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        int left = width - GAP.length() * (columns - 1);
        int widest = widest(widths);
        while (Arrays.stream(widths).sum() > left && widest >= 0) {
            widths[widest]--;
            widest = widest(widths);
        }
        return widths;
    }

    /** The widest column that may still give way; -1 when there is none. */
    private int widest(int[] widths) {
        int widest = -1;
        for (int column = 0; column < widths.length; column++) {
            boolean gives = widths[column] > least.getOrDefault(column, LEAST);
            if (gives && (widest < 0 || widths[column] > widths[widest])) {
                widest = column;
            }
        }
        return widest;
    }

    /** Cuts between two words where there is one, since half a word says nothing. */
    static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        if (width < 1) {
            return "";
        }
        String words = text.substring(0, Math.max(0, text.lastIndexOf(' ', width - 2)));
        return words.isBlank() ? text.substring(0, width - 1) + "…" : words.stripTrailing() + " …";
    }
}
