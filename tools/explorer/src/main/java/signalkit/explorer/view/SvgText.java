package signalkit.explorer.view;

import java.util.Locale;

/** Elements of a picture, one after the other. Not thread-safe. */
final class SvgText {
    private final StringBuilder text = new StringBuilder();

    /** Adds an element without content; attributes are names and values in turn. */
    SvgText element(String name, Object... attributes) {
        open(name, attributes);
        text.insert(text.length() - 2, '/');
        return this;
    }

    /** Begins an element. */
    SvgText open(String name, Object... attributes) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(value(attributes[i + 1]))
                    .append('"');
        }
        text.append(">\n");
        return this;
    }

    /** Ends an element. */
    SvgText close(String name) {
        text.append("</").append(name).append(">\n");
        return this;
    }

    /** Adds a line of text; x and y are where its baseline begins. */
    SvgText words(String style, double x, double y, String words) {
        open("text", "class", style, "x", x, "y", y);
        text.setLength(text.length() - 1);
        text.append(escape(words));
        return close("text");
    }

    /** Adds what is told when somebody points at the element that is open, or hears it. */
    SvgText title(String words) {
        text.append("<title>").append(escape(words)).append("</title>\n");
        return this;
    }

    /** Adds a line with straight and bent parts. */
    SvgText path(String style, String way) {
        return element("path", "class", style, "d", way);
    }

    /** Adds a box with round corners. */
    SvgText box(String style, double x, double y, double width, double height, double round) {
        return element("rect", shape(style, x, y, width, height, round));
    }

    /** Adds a box that tells something to those who point at it, or hear it. */
    SvgText box(
            String style,
            double x,
            double y,
            double width,
            double height,
            double round,
            String title) {
        open("rect", shape(style, x, y, width, height, round));
        return title(title).close("rect");
    }

    private static Object[] shape(
            String style, double x, double y, double width, double height, double round) {
        return new Object[] {
            "class", style, "x", x, "y", y, "width", width, "height", height, "rx", round
        };
    }

    /** Adds an arrow from the first point to the last one, bent by the two between them. */
    SvgText arrow(String style, double... points) {
        double x = points[6];
        double y = points[7];
        double angle = Math.atan2(y - points[5], x - points[4]);
        String tip = point(x, y);
        String way =
                "M"
                        + point(points[0], points[1])
                        + " C"
                        + point(points[2], points[3])
                        + " "
                        + point(points[4], points[5])
                        + " "
                        + tip;
        for (double side : new double[] {-0.45, 0.45}) {
            double fromX = x - 8 * Math.cos(angle + side);
            double fromY = y - 8 * Math.sin(angle + side);
            way += " M" + point(fromX, fromY) + " L" + tip;
        }
        return path(style, way);
    }

    private static String point(double x, double y) {
        return number(x) + " " + number(y);
    }

    private static String value(Object value) {
        return value instanceof Double number ? number(number) : escape(String.valueOf(value));
    }

    /** A coordinate with a tenth of a pixel at most. */
    static String number(double value) {
        String digits = String.format(Locale.ROOT, "%.1f", value);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }

    private static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
