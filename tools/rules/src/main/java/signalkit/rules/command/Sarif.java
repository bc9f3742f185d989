package signalkit.rules.command;

import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signalkit.rules.Hop;
import signalkit.rules.Kind;
import signalkit.rules.Violation;

/** Writes findings as SARIF 2.1.0, the format of static analysis that code scanners read. */
final class Sarif {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String HELP =
            "https://github.com/signalkit/signalkit/blob/main/tools/rules/README.md";

    private Sarif() {}

    static void write(List<ViolationGroup> findings, PrintWriter out) {
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "signalkit-rules");
        driver.put("informationUri", HELP);
        driver.put("rules", rules());
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put("results", findings.stream().map(Sarif::result).toList());
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run));
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(log, out);
        out.println();
    }

    private static List<Object> rules() {
        List<Object> rules = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("id", ViolationGroup.ruleId(kind));
            rule.put("shortDescription", text("A signal handler would " + kind.offence + "."));
            rule.put("fullDescription", text(kind.because + "."));
            rule.put("help", text("Instead: " + kind.instead + "."));
            rule.put("helpUri", HELP);
            rule.put("defaultConfiguration", Map.of("level", Severity.of(kind).word()));
            rules.add(rule);
        }
        return rules;
    }

    private static Map<String, Object> result(ViolationGroup finding) {
        Violation nearest = finding.nearest();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.ruleId());
        result.put("ruleIndex", finding.rule().ordinal());
        result.put("level", finding.severity().word());
        String more =
                finding.places().size() == 1
                        ? ""
                        : " (one of " + finding.places().size() + " places)";
        result.put("message", text(nearest.firstLine() + ": " + nearest.verdict() + more));
        result.put("locations", List.of(location(last(nearest))));
        List<Object> related = new ArrayList<>();
        nearest.interrupted().ifPresent(hop -> related.add(related(hop, nearest.also(hop))));
        finding.places().stream()
                .skip(1)
                .map(place -> related(last(place), place.hazard().sink()))
                .forEach(related::add);
        if (!related.isEmpty()) {
            result.put("relatedLocations", related);
        }
        List<Object> steps =
                nearest.chain().stream().<Object>map(h -> Map.of("location", location(h))).toList();
        Map<String, Object> flow = Map.of("threadFlows", List.of(Map.of("locations", steps)));
        result.put("codeFlows", List.of(flow));
        result.put("partialFingerprints", Map.of("signalkit/v1", finding.fingerprint()));
        return result;
    }

    private static Hop last(Violation violation) {
        return violation.chain().get(violation.chain().size() - 1);
    }

    private static Map<String, Object> related(Hop hop, String message) {
        Map<String, Object> location = new LinkedHashMap<>(location(hop));
        location.put("message", text(message));
        return location;
    }

    private static Map<String, Object> location(Hop hop) {
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", hop.path().replace(" ", "%20")));
        if (hop.line() > 0) {
            physical.put("region", Map.of("startLine", hop.line()));
        }
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical);
        location.put(
                "logicalLocations",
                List.of(Map.of("fullyQualifiedName", hop.method(), "kind", "function")));
        return location;
    }

    private static Map<String, Object> text(String text) {
        return Map.of("text", text);
    }
}
