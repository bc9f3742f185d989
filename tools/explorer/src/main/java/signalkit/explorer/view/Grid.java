package signalkit.explorer.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cells in columns; the widest columns give way when the lines become too long. */
final class Grid {
    private static final int LEAST = 6;
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

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
        while (Arrays.stream(widths).sum() > left && widths[widest(widths)] > LEAST) {
            widths[widest(widths)]--;
        }
        return widths;
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            if (widths[column] > widths[widest]) {
                widest = column;
            }
        }
        return widest;
    }

    static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, Math.max(0, width - 1)) + "…";
    }
}
