package signalkit.course.cli;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import signalkit.cli.FileReason;
import signalkit.course.check.CheckResult;
import signalkit.course.check.LessonException;

/** Grades for machines: JSON, and the XML that CI servers read. */
final class GradeReports {
    private record Row(
            String lesson,
            String step,
            boolean passed,
            boolean assisted,
            int points,
            int of,
            String cause,
            String summary,
            String expected,
            String found,
            List<String> trace,
            String hint,
            long schedules,
            long millis) {}

    private record Whole(String version, boolean passed, int points, int of, List<Row> checks) {}

    private GradeReports() {}

    static String json(List<ScoredGrade> grades) {
        List<Row> rows = grades.stream().map(GradeReports::row).toList();
        Whole whole =
                new Whole(
                        Main.Version.number(),
                        rows.stream().allMatch(Row::passed),
                        rows.stream().mapToInt(Row::points).sum(),
                        rows.stream().mapToInt(Row::of).sum(),
                        rows);
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(whole);
    }

    private static Row row(ScoredGrade grade) {
        CheckResult result = grade.result();
        return new Row(
                grade.place().lesson().name(),
                grade.place().step().id(),
                result.passed(),
                grade.assisted(),
                grade.points(),
                grade.place().step().points(),
                result.cause(),
                result.summary(),
                result.expected(),
                result.found(),
                result.trace(),
                result.hint(),
                result.schedules(),
                grade.grade().millis());
    }

    /** One line for each exercise, below a line of titles, with CRLF as RFC 4180 asks. */
    static String csv(String student, List<ScoredGrade> grades) {
        StringBuilder text =
                new StringBuilder(
                        "student,lesson,step,passed,assisted,points,of,cause,summary\r\n");
        for (ScoredGrade grade : grades) {
            CheckResult result = grade.result();
            List<Object> cells =
                    List.of(
                            student,
                            grade.place().lesson().name(),
                            grade.place().step().id(),
                            result.passed(),
                            grade.assisted(),
                            grade.points(),
                            grade.place().step().points(),
                            result.cause(),
                            result.summary());
            text.append(cells.stream().map(GradeReports::cell).collect(Collectors.joining(",")));
            text.append("\r\n");
        }
        return text.toString();
    }

    /** In quotes where needed; a spreadsheet takes text that begins with = for a formula. */
    private static String cell(Object value) {
        String text = printable(value.toString());
        String safe = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    static String junit(List<ScoredGrade> grades) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument();
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "signalkit lessons");
            xml.writeAttribute("tests", "" + grades.size());
            xml.writeAttribute(
                    "failures", "" + grades.stream().filter(g -> !g.result().passed()).count());
            xml.writeAttribute(
                    "time",
                    seconds(grades.stream().mapToLong(each -> each.grade().millis()).sum()));
            for (ScoredGrade grade : grades) {
                testCase(xml, grade);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private static void testCase(XMLStreamWriter xml, ScoredGrade grade) throws XMLStreamException {
        CheckResult result = grade.result();
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", grade.place().lesson().name());
        xml.writeAttribute("name", grade.place().step().id());
        xml.writeAttribute("time", seconds(grade.grade().millis()));
        if (!result.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("type", result.cause());
            xml.writeAttribute("message", printable(result.summary()));
            xml.writeCharacters(
                    printable(
                            "expected: "
                                    + result.expected()
                                    + "\nfound: "
                                    + result.found()
                                    + "\n"
                                    + String.join("\n", result.trace())));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no way to write most control characters. */
    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "?");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }

    static void write(Path file, String text) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new LessonException("cannot write " + file + ": " + FileReason.of(e), e);
        }
    }
}
