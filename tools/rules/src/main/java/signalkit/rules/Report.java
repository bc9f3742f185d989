package signalkit.rules;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the command prints: handlers, violations, and what had to be taken on trust. */
final class Report {
    private final Analysis analysis;
    private final Profile profile;
    private final int classes;
    private final List<Violation> violations;

    Report(Analysis analysis, Profile profile, int classes) {
        this.analysis = analysis;
        this.profile = profile;
        this.classes = classes;
        this.violations = analysis.violations().stream().filter(profile::forbids).toList();
    }

    /** Without a handler nothing was checked, so that is not clean. */
    boolean isClean() {
        return violations.isEmpty() && !analysis.handlers().isEmpty();
    }

    void writeText(PrintWriter out) {
        violations.forEach(out::println);
        analysis.trusted().forEach(leaf -> out.println("trusted: " + leaf));
        if (analysis.handlers().isEmpty()) {
            out.println(
                    "no handler found: nothing bears @HandlerContext and nothing is registered"
                            + " in these classes");
        }
        out.println(
                count(violations.size(), "violation")
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
        report.put("violations", violations.stream().map(Report::fields).toList());
        report.put("trusted", analysis.trusted());
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(report, out);
        out.println();
    }

    private static Map<String, Object> fields(Violation violation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        CodeEffect.Hazard hazard = violation.hazard();
        fields.put("kind", hazard.kind().name());
        fields.put("handler", violation.handler().toString());
        fields.put("sink", hazard.sink());
        fields.put("why", hazard.why());
        fields.put("chain", violation.chain().stream().map(Hop::toString).toList());
        violation.interrupted().ifPresent(f -> fields.put("deadlockWith", f.toString()));
        fields.put("instead", hazard.instead());
        return fields;
    }
}
