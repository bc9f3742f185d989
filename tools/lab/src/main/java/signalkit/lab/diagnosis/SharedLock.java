package signalkit.lab.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A lock that a handler takes and that is also taken where the handler's signal can arrive.
 *
 * @param lock its class, and its name if it has one
 * @param signals that can arrive while it is held
 * @param inHandler who took it in a handler
 * @param outside who took it outside
 */
public record SharedLock(String lock, List<String> signals, Taken inHandler, Taken outside) {
    static final String EVENT = "FINDING ";

    private static final Pattern LINE =
            Pattern.compile(
                    EVENT
                            + "lock=(.+?) signals=\\{(.*?)\\}"
                            + " in handler, (.+?): (.*); outside, (.+?): (.*)");

    /**
     * One time that the lock was taken.
     *
     * @param thread the name of the thread that took it
     * @param stack the frames, the innermost first, down to the handler's first
     */
    public record Taken(String thread, List<String> stack) {
        private static Taken of(String thread, String frames) {
            return new Taken(thread, List.of(frames.split(" < ")));
        }
    }

    /**
     * Reads a line of the sanitizer's.
     *
     * @param line any text
     * @return empty when the line reports no such lock
     */
    static Optional<SharedLock> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new SharedLock(
                        matcher.group(1),
                        List.of(matcher.group(2).split(",\\s*")),
                        Taken.of(matcher.group(3), matcher.group(4)),
                        Taken.of(matcher.group(5), matcher.group(6))));
    }
}
