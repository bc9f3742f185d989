package signalkit.rules.command;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signalkit.cli.Paragraph;
import signalkit.cli.Style;
import signalkit.cli.Window;
import signalkit.rules.Analysis;
import signalkit.rules.CodeEffect;
import signalkit.rules.Handler;
import signalkit.rules.Hop;
import signalkit.rules.Kind;
import signalkit.rules.Profile;
import signalkit.rules.Violation;

/** What the command prints: handlers, findings, and what had to be taken on trust. */
final class Report {
    /** Further places of a finding that are named; the others are counted. */
    private static final int PLACES = 3;

    private final Analysis analysis;
    private final Profile profile;
    private final int classes;
    private final FindingFilter selection;
    private final int places;
    private final List<ViolationGroup> findings;

    Report(Analysis analysis, Profile profile, int classes, FindingFilter selection) {
        this.analysis = analysis;
        this.profile = profile;
        this.classes = classes;
        this.selection = selection;
        boolean usesAnnotation = analysis.usesAnnotation();
        List<Violation> counted =
                analysis.violations().stream()
                        .filter(profile::forbids)
                        .filter(v -> v.hazard().kind() != Kind.UNANNOTATED || usesAnnotation)
                        .toList();
        this.findings = selection.of(counted);
        this.places = findings.stream().mapToInt(finding -> finding.places().size()).sum();
    }

    /** Without a handler nothing was checked, so that is not clean. */
    boolean isClean() {
        return findings.isEmpty() && !analysis.handlers().isEmpty();
    }

    List<ViolationGroup> findings() {
        return findings;
    }

    void writeText(PrintWriter out, Window window) {
        findings.stream().limit(selection.limit()).forEach(finding -> write(finding, out, window));
        long left = findings.size() - Math.min(findings.size(), selection.limit());
        if (left > 0) {
            out.println("and " + count(left, "more finding") + "; --limit=0 shows all");
        }
        analysis.trusted().forEach(leaf -> print(Style.FAINT, "trusted: ", leaf, out, window));
        selection
                .unused()
                .forEach(unused -> print(Style.WARN, "unused suppression: ", unused, out, window));
        if (analysis.handlers().isEmpty()) {
            String none =
                    RulesCommand.NO_HANDLER
                            + "nothing bears @HandlerContext and nothing is registered in"
                            + " these classes";
            print(Style.WARN, "", none, out, window);
        }
        String grouped =
                findings.size() == places ? "" : " (" + count(findings.size(), "finding") + ")";
        String summary =
                count(places, "violation")
                        + grouped
                        + " in "
                        + count(analysis.handlers().size(), "handler")
                        + " of "
                        + count(classes, "class")
                        + ", profile "
                        + profile
                        + (selection.suppressed() == 0
                                ? ""
                                : ", " + selection.suppressed() + " suppressed");
        print(isClean() ? Style.TITLE : Style.BAD, "", summary, out, window);
    }

    private static void write(ViolationGroup finding, PrintWriter out, Window window) {
        Violation nearest = finding.nearest();
        print(Style.TITLE, "", nearest.firstLine(), out, window);
        String rule = finding.severity().word() + " " + finding.ruleId() + ": ";
        print(finding.severity().style(), "    ", rule + nearest.verdict(), out, window);
        nearest.chain().forEach(hop -> print(null, "      at ", hop.toString(), out, window));
        nearest.interrupted()
                .ifPresent(
                        hop -> print(Style.BAD, "    deadlock: ", nearest.also(hop), out, window));
        print(Style.GOOD, "    instead: ", nearest.hazard().instead(), out, window);
        List<Violation> others = finding.places().subList(1, finding.places().size());
        for (Violation other : others.subList(0, Math.min(others.size(), PLACES))) {
            Hop last = other.chain().get(other.chain().size() - 1);
            print(Style.FAINT, "    also: ", other.hazard().sink() + " at " + last, out, window);
        }
        if (others.size() > PLACES) {
            out.println("    and at " + count(others.size() - PLACES, "more place"));
        }
    }

    private static void print(
            Style style, String prefix, String text, PrintWriter out, Window window) {
        for (String line : Paragraph.wrap(prefix, text, window.width())) {
            boolean plain = style == null || !window.hasColours();
            out.println(plain ? line : window.shown(style.of(line)));
        }
    }

    private static String count(long number, String noun) {
        String plural = noun.endsWith("s") ? noun + "es" : noun + "s";
        return number + " " + (number == 1 ? noun : plural);
    }

    void writeJson(PrintWriter out) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("profile", profile.toString());
        report.put("classes", classes);
        report.put("handlers", analysis.handlers().stream().map(Handler::toString).toList());
        report.put("findings", findings.stream().map(Report::fields).toList());
        report.put(
                "violations",
                findings.stream()
                        .flatMap(finding -> finding.places().stream())
                        .map(Report::fields)
                        .toList());
        report.put("trusted", analysis.trusted());
        report.put("unusedSuppressions", selection.unused());
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(report, out);
        out.println();
    }

    private static Map<String, Object> fields(ViolationGroup finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", finding.ruleId());
        fields.put("severity", finding.severity().word());
        fields.put("handler", finding.nearest().handler().toString());
        fields.put("sink", finding.nearest().hazard().sink());
        fields.put("places", finding.places().size());
        fields.put("fingerprint", finding.fingerprint());
        return fields;
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
