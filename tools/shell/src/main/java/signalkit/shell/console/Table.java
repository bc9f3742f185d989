package signalkit.shell.console;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import signalkit.cli.Style;

/**
 * Rows in columns that are as wide as their widest cell; numbers stand on the right.
 *
 * <p>A table that is wider than the window comes in parts, one below the other; a cell that still
 * has no room stands whole in the next line.
 */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private int names = 1;

    /**
     * A table without rows.
     *
     * @param titles one for each column
     */
    public Table(String... titles) {
        List<String> header = new ArrayList<>();
        for (String title : titles) {
            header.add(title.isEmpty() ? "" : Style.TITLE.of(title));
        }
        rows.add(header);
    }

    /**
     * Says which columns tell the rows apart, so that each part of a wide table begins with them.
     *
     * @param columns how many, from the left; 1 unless told
     * @return this table
     */
    public Table namedBy(int columns) {
        names = columns;
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column; may contain markup
     */
    public void row(Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell instanceof Number number ? count(number) : String.valueOf(cell));
        }
        rows.add(row);
    }

    /**
     * A number as people read it: 1234567 is 1,234,567.
     *
     * @param number any number
     * @return its digits in groups of three
     */
    public static String count(Number number) {
        return String.format(java.util.Locale.ROOT, "%,d", number.longValue());
    }

    /**
     * Prints the table.
     *
     * @param screen where to
     */
    public void print(Screen screen) {
        print(screen, "");
    }

    /**
     * Prints the table.
     *
     * @param screen where to
     * @param indent stands before each row
     */
    public void print(Screen screen, String indent) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            numeric[column] = isNumeric(column);
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], length(row.get(column)));
            }
        }
        for (List<Integer> part : parts(widths, screen.width() - indent.length())) {
            for (List<String> row : rows) {
                StringBuilder line = new StringBuilder(indent);
                int used = indent.length();
                for (int column : part) {
                    String cell = row.get(column);
                    if (column > 0 && used + GAP.length() + length(cell) > screen.width()) {
                        screen.line(line.toString().stripTrailing());
                        line = new StringBuilder(indent + " ".repeat(widths[0]));
                        used = line.length();
                    }
                    String fill = " ".repeat(widths[column] - length(cell));
                    line.append(column == 0 ? "" : GAP);
                    line.append(numeric[column] ? fill + cell : cell + fill);
                    used += (column == 0 ? 0 : GAP.length()) + widths[column];
                }
                screen.line(line.toString().stripTrailing());
            }
        }
    }

    /** The columns, in as many tables as the window needs; each begins with those that name. */
    private List<List<Integer>> parts(int[] widths, int room) {
        List<List<Integer>> parts = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        int used = 0;
        for (int column = 0; column < widths.length; column++) {
            int width = (column == 0 ? 0 : GAP.length()) + widths[column];
            if (column > names && used + width > room && part.size() > names) {
                parts.add(part);
                part = new ArrayList<>(part.subList(0, names));
                used = part.stream().mapToInt(each -> widths[each] + GAP.length()).sum();
            }
            part.add(column);
            used += width;
        }
        parts.add(part);
        return parts;
    }

    private boolean isNumeric(int column) {
        List<String> cells = rows.stream().skip(1).map(row -> plain(row.get(column))).toList();
        return cells.stream().anyMatch(cell -> !cell.equals("-"))
                && cells.stream().allMatch(cell -> cell.matches("[0-9,.]+( [a-z%]+)?|-"));
    }

    private static int length(String cell) {
        return plain(cell).length();
    }

    private static String plain(String cell) {
        return Ansi.OFF.string(cell);
    }
}
