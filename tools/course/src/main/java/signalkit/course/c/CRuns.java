package signalkit.course.c;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.course.check.LessonException;
import signalkit.posix.Signal;

/**
 * How the runs of one program in C ended.
 *
 * @param runs how many there were
 * @param well that ended with status 0
 * @param wrong that ended with another status: the program has found its own data wrong
 * @param hung that slept, or ran, for longer than any run should, and were killed
 * @param killed that a signal ended
 * @param signal the number of the last such signal; 0 when there was none
 * @param complaint what the first run that did not end well said; may be empty
 */
public record CRuns(
        long runs, long well, long wrong, long hung, long killed, int signal, String complaint) {
    private static final Pattern LINE =
            Pattern.compile("(\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) ?(.*)");

    /** Reads the line that the driver prints. */
    static CRuns of(String line) {
        Matcher found = LINE.matcher(line.strip());
        if (!found.matches()) {
            throw new LessonException("the driver in C said «" + line.strip() + "»; report it");
        }
        return new CRuns(
                Long.parseLong(found.group(1)),
                Long.parseLong(found.group(2)),
                Long.parseLong(found.group(3)),
                Long.parseLong(found.group(4)),
                Long.parseLong(found.group(5)),
                Integer.parseInt(found.group(6)),
                found.group(7));
    }

    /**
     * Whether a run did not end well.
     *
     * @return false also when there was no run
     */
    public boolean isBroken() {
        return well < runs;
    }

    @Override
    public String toString() {
        List<String> ends = new ArrayList<>();
        if (hung > 0) {
            ends.add(String.format(Locale.ROOT, "%,d hung", hung));
        }
        if (killed > 0) {
            ends.add(String.format(Locale.ROOT, "%,d ended by %s", killed, name(signal)));
        }
        if (wrong > 0) {
            ends.add(String.format(Locale.ROOT, "%,d found wrong data", wrong));
        }
        if (ends.isEmpty()) {
            return String.format(Locale.ROOT, "%,d runs, all ended well", runs);
        }
        String said = complaint.isEmpty() ? "" : " («" + complaint + "»)";
        return String.format(Locale.ROOT, "%,d runs, %,d ended well, ", runs, well)
                + String.join(", ", ends)
                + said;
    }

    private static String name(int number) {
        for (Signal signal : Signal.values()) {
            if (signal.number() == number) {
                return signal.name();
            }
        }
        return "signal " + number;
    }
}
