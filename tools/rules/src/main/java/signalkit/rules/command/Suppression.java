package signalkit.rules.command;

import signalkit.rules.Hop;
import signalkit.rules.Violation;

/**
 * What is accepted, with the reason: a finding by its fingerprint, or all that a method or a line
 * does.
 *
 * @param pattern a fingerprint, or {@code at} and a method or {@code File.java:12}; {@code *} at
 *     its end stands for any rest
 * @param place where it was read, for messages
 */
record Suppression(String pattern, String reason, String place) {
    private static final String REASON = " # ";
    private static final String AT = "at ";

    /**
     * One line of a file: a pattern, {@code #} and a reason.
     *
     * @throws IllegalArgumentException if there is no reason
     */
    static Suppression of(String text, String place) {
        int reason = text.indexOf(REASON);
        if (reason <= 0 || text.substring(reason + REASON.length()).isBlank()) {
            throw new IllegalArgumentException(
                    place + " gives no reason; write a fingerprint, then ' # ' and the reason");
        }
        return new Suppression(
                text.substring(0, reason).strip(),
                text.substring(reason + REASON.length()).strip(),
                place);
    }

    boolean matches(ViolationGroup finding) {
        return !pattern.startsWith(AT) && isMatch(pattern, finding.fingerprint());
    }

    boolean matches(Violation violation) {
        if (!pattern.startsWith(AT)) {
            return false;
        }
        Hop last = violation.chain().get(violation.chain().size() - 1);
        String wanted = pattern.substring(AT.length()).strip();
        return isMatch(wanted, last.method()) || isMatch(wanted, last.file() + ":" + last.line());
    }

    private static boolean isMatch(String wanted, String text) {
        return wanted.endsWith("*")
                ? text.startsWith(wanted.substring(0, wanted.length() - 1))
                : text.equals(wanted);
    }

    @Override
    public String toString() {
        return pattern + " (" + place + ")";
    }
}
