package signalkit.shell.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.ScreenTerminal;

/** Pictures of a terminal, one after the other, as one SVG that shows each for a while. */
final class ScreenSvg {
    private static final double CELL_WIDTH = 8.4;
    private static final int CELL_HEIGHT = 18;
    private static final int MARGIN = 12;
    private static final int FRAME_SECONDS = 4;

    private final int columns;
    private final int rows;
    private final List<String> frames = new ArrayList<>();

    ScreenSvg(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** Adds what a terminal shows now. */
    void add(ScreenTerminal screen) {
        long[] cells = new long[columns * rows];
        screen.dump(cells, 0, 0, rows, columns, new int[2]);
        StringBuilder frame = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            int column = 0;
            while (column < columns) {
                int end = column + 1;
                while (end < columns
                        && style(cells[row * columns + end])
                                .equals(style(cells[row * columns + column]))) {
                    end++;
                }
                span(frame, cells, row, column, end);
                column = end;
            }
        }
        frames.add(frame.toString());
    }

    private void span(StringBuilder frame, long[] cells, int row, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int column = from; column < to; column++) {
            int letter = ScreenTerminal.cellCodePoint(cells[row * columns + column]);
            text.appendCodePoint(letter == 0 ? ' ' : letter);
        }
        if (text.toString().isBlank()) {
            return;
        }
        frame.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%d\"%s>%s</text>%n",
                        MARGIN + from * CELL_WIDTH,
                        MARGIN + (row + 1) * CELL_HEIGHT - 5,
                        style(cells[row * columns + from]),
                        escaped(text.toString().stripTrailing())));
    }

    /** The attributes of a cell; the colours of old terminals are hard to read on black. */
    private static String style(long cell) {
        StringBuilder style = new StringBuilder();
        if (ScreenTerminal.cellBold(cell)) {
            style.append(" font-weight=\"bold\"");
        }
        if (ScreenTerminal.cellHasForeground(cell)) {
            int rgb = ScreenTerminal.cellColorRgb(ScreenTerminal.cellForeground(cell));
            style.append(String.format(" style=\"fill:#%06x\"", lighter(rgb)));
        } else if (ScreenTerminal.cellDim(cell)) {
            style.append(" style=\"fill:#999\"");
        }
        return style.toString();
    }

    private static int lighter(int rgb) {
        int lighter = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            lighter |= Math.min(255, (rgb >> shift & 255) + 70) << shift;
        }
        return lighter;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The picture. */
    String text() {
        int width = (int) (2 * MARGIN + columns * CELL_WIDTH);
        int height = 2 * MARGIN + rows * CELL_HEIGHT;
        int seconds = FRAME_SECONDS * frames.size();
        double part = 100.0 / frames.size();
        StringBuilder svg = new StringBuilder();
        svg.append(
                String.format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                                + " width=\"%d\">%n",
                        width, height, width));
        svg.append("<title>signalkit: the first session</title>\n<style>\n");
        svg.append(
                "text { font: 14px ui-monospace, Menlo, Consolas, monospace; fill: #ddd;"
                        + " white-space: pre; }\n");
        svg.append(
                String.format(
                        Locale.ROOT,
                        ".frame { visibility: hidden; animation: show %ds steps(1) infinite;"
                                + " }%n@keyframes show { 0%% { visibility: visible; } %.2f%% {"
                                + " visibility: hidden; } }%n",
                        seconds,
                        part));
        svg.append("</style>\n");
        svg.append(
                String.format(
                        "<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#1b1b1f\"/>%n",
                        width, height));
        for (int i = 0; i < frames.size(); i++) {
            svg.append(
                    String.format(
                            "<g class=\"frame\" style=\"animation-delay: %ds\">%n%s</g>%n",
                            i * FRAME_SECONDS, frames.get(i)));
        }
        return svg.append("</svg>\n").toString();
    }
}
