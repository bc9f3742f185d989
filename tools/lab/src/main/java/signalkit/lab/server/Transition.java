package signalkit.lab.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.posix.Signal;

/**
 * One transition that a server logged: {@code READY port=40123 pid=4242 t=91}.
 *
 * @param event the first word, in capitals
 * @param values the {@code key=value} pairs behind it, in their order
 */
public record Transition(String event, Map<String, String> values) {
    private static final Pattern LINE = Pattern.compile("([A-Z]+)((?: [a-z_]+=\\S*)+)");

    /**
     * Reads a line of a log.
     *
     * @param line any text
     * @return empty when the line reports no transition
     */
    public static Optional<Transition> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : matcher.group(2).trim().split(" ")) {
            int equals = pair.indexOf('=');
            values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return Optional.of(new Transition(matcher.group(1), values));
    }

    /**
     * The signal that a STOPPED line names.
     *
     * @return empty when it names none
     */
    public Optional<Signal> cause() {
        return Signal.parse(values.getOrDefault("cause", ""));
    }

    /**
     * A value that is a count.
     *
     * @param key its name
     * @return the number, or 0 when there is no such value or it is no number
     */
    public long number(String key) {
        try {
            return Long.parseLong(values.getOrDefault(key, "0"));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
