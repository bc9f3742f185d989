package signalkit.rules.command;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import signalkit.rules.Hop;
import signalkit.rules.Kind;
import signalkit.rules.Violation;

/**
 * Violations with one cause: whoever mends it mends them all.
 *
 * @param rule the kind of the worst of them
 * @param cause what they have in common
 * @param places the violations, the one with the shortest chain first
 */
record ViolationGroup(Kind rule, String cause, List<Violation> places) {
    private static final Comparator<Violation> NEAREST =
            Comparator.comparingInt(violation -> violation.chain().size());

    /** Groups violations, worst rule first; within a rule the nearest first. */
    static List<ViolationGroup> of(List<Violation> violations) {
        Map<List<Object>, List<Violation>> groups =
                violations.stream()
                        .collect(
                                Collectors.groupingBy(
                                        v -> List.of(v.handler(), rule(v), cause(v)),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return groups.values().stream()
                .map(
                        group ->
                                new ViolationGroup(
                                        rule(group.get(0)),
                                        cause(group.get(0)),
                                        group.stream().sorted(NEAREST).toList()))
                .sorted(
                        Comparator.comparing((ViolationGroup finding) -> finding.severity())
                                .thenComparing(ViolationGroup::rule)
                                .thenComparing(finding -> finding.nearest().chain().size()))
                .toList();
    }

    Violation nearest() {
        return places.get(0);
    }

    Severity severity() {
        return Severity.of(rule);
    }

    /** The rule's name as a user writes it: {@code self-deadlock}. */
    String ruleId() {
        return ruleId(rule);
    }

    static String ruleId(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Stays the same when code moves; to find the finding again. */
    String fingerprint() {
        return (ruleId() + " " + nearest().handler() + " " + cause).strip();
    }

    /** What an initialiser does is part of the first use: to force that one mends it all. */
    private static Kind rule(Violation violation) {
        boolean isInInitialiser =
                violation.chain().stream().skip(1).anyMatch(Hop::isInStaticInitialiser);
        if (isInInitialiser) {
            return Kind.FIRST_USE;
        }
        return violation.interrupted().isPresent() ? Kind.SELF_DEADLOCK : violation.hazard().kind();
    }

    private static String cause(Violation violation) {
        String sink = violation.hazard().sink();
        return switch (rule(violation)) {
            case SELF_DEADLOCK, LOCK ->
                    violation.hazard().lock().map(lock -> lock.name()).orElse(type(sink));
            case FIRST_USE, THROW, LOG, IO, THREAD, EXIT, REGISTER, ALLOCATE, UNANNOTATED -> "";
            case BLOCK -> sink;
            case SHARED_STATE, LOST_UPDATE -> type(sink);
            case UNVERIFIED -> sink.equals("further code") ? sink : library(violation, type(sink));
        };
    }

    /** Classes that were not given are one cause: their library was not. */
    private static String library(Violation violation, String type) {
        boolean isAbsent = violation.hazard().why().equals("its class was not given");
        String[] names = type.split("\\.");
        return isAbsent && names.length > 2
                ? names[0] + "." + names[1] + (names[0].length() > 3 ? "" : "." + names[2]) + ".*"
                : type;
    }

    /** The class of a method or field, however it is introduced. */
    private static String type(String sink) {
        String name = sink.replaceFirst("^(plain field|element of|update of|new|native) ", "");
        int end = name.indexOf('(');
        String member = end < 0 ? name : name.substring(0, end);
        int dot = member.lastIndexOf('.');
        return dot < 0 || sink.startsWith("new ") ? member : member.substring(0, dot);
    }
}
