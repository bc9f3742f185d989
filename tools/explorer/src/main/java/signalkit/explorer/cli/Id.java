package signalkit.explorer.cli;

import java.util.Optional;
import signalkit.explorer.Schedule;

/**
 * What {@code replay} is told: {@code lost-job@2012:1q8c-04m}.
 *
 * @param scenario the scenario's name, or the name of a class
 * @param side what it was found on; empty for code of one's own
 * @param schedule what happens
 */
record Id(String scenario, Optional<String> side, Schedule schedule) {
    /** Reads an id; the message of an IllegalArgumentException is for people. */
    static Id of(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "'"
                            + text
                            + "' is no id; copy one that explore printed, as in"
                            + " lost-job@2012:1q8c-04m");
        }
        String subject = text.substring(0, colon);
        int at = subject.indexOf('@');
        Schedule schedule = Schedule.of(text.substring(colon + 1));
        return at < 0
                ? new Id(subject, Optional.empty(), schedule)
                : new Id(
                        subject.substring(0, at), Optional.of(subject.substring(at + 1)), schedule);
    }

    /** What it is about: {@code lost-job@2012}. */
    String subject() {
        return scenario + side.map(name -> "@" + name).orElse("");
    }

    @Override
    public String toString() {
        return subject() + ":" + schedule.id();
    }
}
