package signalkit.rules;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the command prints: handlers, findings, and what had to be taken on trust. */
final class Report {
    private final Analysis analysis;
    private final Profile profile;
    private final int classes;
    private final List<Finding> findings;

    Report(Analysis analysis, Profile profile, int classes) {
        this.analysis = analysis;
        this.profile = profile;
        this.classes = classes;
        this.findings = analysis.findings().stream().filter(profile::forbids).toList();
    }

    /** Without a handler nothing was checked, so that is not clean. */
    boolean isClean() {
        return findings.isEmpty() && !analysis.handlers().isEmpty();
    }

    void writeText(PrintWriter out) {
        findings.forEach(out::println);
        analysis.trusted().forEach(leaf -> out.println("trusted: " + leaf));
        if (analysis.handlers().isEmpty()) {
            out.println(
                    "no handler found: nothing bears @HandlerContext and nothing is registered"
                            + " in these classes");
        }
        out.println(
                count(findings.size(), "finding")
                        + " in "
                        + count(analysis.handlers().size(), "handler")
                        + " of "
                        + count(classes, "class")
                        + ", profile "
                        + profile);
    }

    private static String count(int number, String noun) {
        String plural = noun.endsWith("s") ? noun + "es" : noun + "s";
        return number + " " + (number == 1 ? noun : plural);
    }

    void writeJson(PrintWriter out) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("profile", profile.toString());
        report.put("classes", classes);
        report.put("handlers", analysis.handlers().stream().map(Handler::toString).toList());
        report.put("findings", findings.stream().map(Report::fields).toList());
        report.put("trusted", analysis.trusted());
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(report, out);
        out.println();
    }

    private static Map<String, Object> fields(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Step.Hazard hazard = finding.hazard();
        fields.put("kind", hazard.kind().name());
        fields.put("handler", finding.handler().toString());
        fields.put("sink", hazard.sink());
        fields.put("why", hazard.why());
        fields.put("chain", finding.chain().stream().map(Frame::toString).toList());
        finding.interrupted().ifPresent(f -> fields.put("deadlockWith", f.toString()));
        fields.put("instead", hazard.instead());
        return fields;
    }
}
