package signalkit.bench;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The throughput as a bar chart in SVG: a group for each workload, a bar for each contender.
 *
 * <p>Bars are ratios to the reference, with a line from the smallest to the largest round, cut at
 * the edge. Written as it is since chart libraries draw through AWT, which a JDK without fonts
 * cannot load.
 */
final class Plot {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    // A palette that colour-blind people can tell apart (Okabe and Ito).
    private static final List<String> COLOURS =
            List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442");
    private static final int LEFT = 50;
    private static final int TOP = 20;
    private static final int HEIGHT = 260;
    private static final int BAR = 14;
    private static final int GAP = 26;
    private static final int LABELS = 70;
    private static final int LINE = 18;

    private final Results results;
    private final List<Workload> workloads;
    private final double highest;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter svg;

    private Plot(Results results) throws XMLStreamException {
        this.results = results;
        this.workloads =
                results.workloads().stream().filter(w -> w.mode() != Workload.Mode.TERM).toList();
        this.highest = Math.max(1.2, 1.2 * highestMedian());
        this.svg = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
    }

    static String of(Results results) {
        try {
            Plot plot = new Plot(results);
            plot.draw();
            return plot.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private double highestMedian() {
        return workloads.stream()
                .flatMap(w -> results.contenders().stream().map(c -> ratio(w, c)))
                .flatMap(Optional::stream)
                .mapToDouble(Spread::median)
                .max()
                .orElse(1);
    }

    private Optional<Spread> ratio(Workload workload, Contender contender) {
        return results.ratio(workload, contender, Metric.RATE);
    }

    private void draw() throws XMLStreamException {
        int group = BAR * results.contenders().size() + GAP;
        int width = Math.max(LEFT + group * workloads.size() + GAP, 480);
        int height = TOP + HEIGHT + LABELS + LINE * (results.contenders().size() + 1);
        svg.writeStartElement("svg");
        svg.writeDefaultNamespace(NAMESPACE);
        attributes("viewBox", "0 0 " + width + " " + height, "width", width, "height", height);
        attributes("font-family", "sans-serif", "font-size", 11);
        rectangle(0, 0, width, height, "#ffffff");
        axis(width);
        for (int i = 0; i < workloads.size(); i++) {
            group(workloads.get(i), LEFT + GAP / 2.0 + i * group);
        }
        legend();
        svg.writeEndElement();
        svg.flush();
    }

    private void axis(int width) throws XMLStreamException {
        double step = highest > 3 ? 1 : 0.2;
        for (int i = 0; i * step <= highest; i++) {
            double value = i * step;
            String colour = Math.abs(value - 1) < 1e-9 ? "#000000" : "#dddddd";
            line(LEFT, y(value), width - GAP / 2.0, y(value), colour);
            label(LEFT - 6, y(value) + 4, "end", String.format(Locale.ROOT, "%.1f", value));
        }
    }

    private void group(Workload workload, double left) throws XMLStreamException {
        double x = left;
        for (int i = 0; i < results.contenders().size(); i++) {
            Optional<Spread> ratio = ratio(workload, results.contenders().get(i));
            if (ratio.isPresent()) {
                Spread spread = ratio.get();
                double top = y(spread.median());
                rectangle(x + 1, top, BAR - 2, TOP + HEIGHT - top, colour(i));
                double middle = x + BAR / 2.0;
                double end = Math.min(highest, spread.high());
                line(middle, y(spread.low()), middle, y(end), "#000000");
            }
            x += BAR;
        }
        svg.writeStartElement("text");
        double at = (left + x) / 2;
        double below = TOP + HEIGHT + 14;
        attributes("text-anchor", "end", "x", at, "y", below);
        attributes("transform", "rotate(-35 " + at + " " + below + ")");
        svg.writeCharacters(workload.toString());
        svg.writeEndElement();
    }

    private void legend() throws XMLStreamException {
        int y = TOP + HEIGHT + LABELS;
        label(LEFT, y, "start", "throughput, ratio to " + results.reference().name());
        for (int i = 0; i < results.contenders().size(); i++) {
            y += LINE;
            rectangle(LEFT, y - 9, 10, 10, colour(i));
            label(LEFT + 16, y, "start", results.contenders().get(i).name());
        }
    }

    private static String colour(int contender) {
        return COLOURS.get(contender % COLOURS.size());
    }

    private double y(double ratio) {
        return TOP + HEIGHT * (1 - ratio / highest);
    }

    private void label(double x, double y, String anchor, String words) throws XMLStreamException {
        svg.writeStartElement("text");
        attributes("x", x, "y", y, "text-anchor", anchor);
        svg.writeCharacters(words);
        svg.writeEndElement();
    }

    private void line(double x1, double y1, double x2, double y2, String colour)
            throws XMLStreamException {
        svg.writeEmptyElement("line");
        attributes("x1", x1, "y1", y1, "x2", x2, "y2", y2, "stroke", colour);
    }

    private void rectangle(double x, double y, double width, double height, String colour)
            throws XMLStreamException {
        svg.writeEmptyElement("rect");
        attributes("x", x, "y", y, "width", width, "height", height, "fill", colour);
    }

    private void attributes(Object... namesAndValues) throws XMLStreamException {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            String written =
                    value instanceof Double number
                            ? String.format(Locale.ROOT, "%.1f", number)
                            : value.toString();
            svg.writeAttribute(namesAndValues[i].toString(), written);
        }
    }
}
