package signalkit.explorer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;

/** The picture of a trace says what the trace says, as text. */
class TraceSvgTest {
    private final String svg = TraceSvg.of(Traces.selfDeadlock(), Sources.NONE);

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> ofClass(Document picture, String name) {
        NodeList all = picture.getElementsByTagName("*");
        return java.util.stream.IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(each -> List.of(each.getAttribute("class").split(" ")).contains(name))
                .toList();
    }

    @Test
    void each_step_is_a_text_in_its_row() throws Exception {
        Document picture = parse(svg);
        List<String> numbers =
                ofClass(picture, "number").stream().map(Element::getTextContent).toList();

        assertEquals(List.of("1", "2", "3", "4", "5"), numbers);
        assertTrue(svg.contains(">writes jobs<"), svg);
        assertTrue(svg.contains(">Queue.java:99<"), svg);
        assertTrue(svg.contains(">TERM arrives<"), svg);
    }

    @Test
    void handler_lies_in_the_row_of_its_steps_and_right_of_what_it_interrupted() throws Exception {
        Document picture = parse(svg);
        Element handler = ofClass(picture, "handler").get(0);
        Element lane = ofClass(picture, "lane").get(0);
        double row = y(ofClass(picture, "number").get(4));

        assertEquals(1, ofClass(picture, "handler").size());
        assertTrue(y(handler) < row && row < y(handler) + height(handler), svg);
        assertTrue(x(handler) > x(lane), svg);
    }

    @Test
    void bar_lasts_while_the_lock_is_held_and_an_arrow_leads_to_it() throws Exception {
        Document picture = parse(svg);
        List<Element> bars = ofClass(picture, "lock0");
        double first = y(ofClass(picture, "number").get(0));
        double last = y(ofClass(picture, "number").get(4));

        // One is the key.
        assertEquals(2, bars.size());
        assertTrue(y(bars.get(1)) <= first, svg);
        assertTrue(y(bars.get(1)) + height(bars.get(1)) >= last, svg);
        // Both the worker and main wait for it.
        assertEquals(2, ofClass(picture, "arrow").size());
    }

    @Test
    void wait_is_marked_as_the_failure_where_somebody_waits_in_vain_and_nowhere_else()
            throws Exception {
        Document stuck =
                parse(TraceSvg.of(Traces.waitsAndFails(FindingKind.LOST_WAKE_UP), Sources.NONE));
        Document wrong =
                parse(
                        TraceSvg.of(
                                Traces.waitsAndFails(FindingKind.INVARIANT_VIOLATED),
                                Sources.NONE));

        assertEquals(1, ofClass(stuck, "stuck").size());
        assertEquals(0, ofClass(wrong, "stuck").size());
        assertEquals(1, ofClass(wrong, "wait").size());
    }

    @Test
    void names_of_the_program_cannot_end_the_picture_and_nothing_in_it_runs() throws Exception {
        parse(svg);

        assertFalse(svg.contains(Traces.NASTY), svg);
        assertFalse(Pattern.compile("<script|href|url\\(|onload").matcher(svg).find(), svg);
    }

    @Test
    void both_schemes_are_in_it_and_all_is_800_wide() throws Exception {
        Element root = parse(svg).getDocumentElement();

        assertTrue(svg.contains("prefers-color-scheme: dark"), svg);
        assertEquals("800", root.getAttribute("width"));
        for (String name : List.of("handler", "lane", "failed")) {
            for (Element each : ofClass(parse(svg), name)) {
                assertTrue(x(each) + Double.parseDouble(each.getAttribute("width")) <= 800, svg);
            }
        }
    }

    @Test
    void another_run_has_another_picture() throws Exception {
        Trace before = Traces.selfDeadlock();
        Trace other =
                new Trace(
                        before.scenario(),
                        before.schedule(),
                        before.threads(),
                        before.steps().subList(0, 4),
                        null,
                        List.of());
        String orderly = TraceSvg.of(other, Sources.NONE);

        assertNotEquals(svg, orderly);
        assertTrue(orderly.contains("no failure"), orderly);
        assertEquals(0, ofClass(parse(orderly), "handler").size());
    }

    @Test
    void run_without_steps_is_a_picture_too() throws Exception {
        Finding none = null;
        Trace empty =
                new Trace("Empty", Schedule.PLAIN, List.of("main"), List.of(), none, List.of());

        parse(TraceSvg.of(empty, Sources.NONE));
    }

    private static double x(Element element) {
        return Double.parseDouble(element.getAttribute("x"));
    }

    private static double y(Element element) {
        return Double.parseDouble(element.getAttribute("y"));
    }

    private static double height(Element element) {
        return Double.parseDouble(element.getAttribute("height"));
    }
}
