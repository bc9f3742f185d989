package signalkit.shell.interpreter;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;
import signalkit.cli.Spelling;
import signalkit.lab.server.ServerKind;
import signalkit.posix.Signal;

/** Reads the arguments that are neither numbers nor texts. */
public final class Converters {
    private static final Pattern DURATION =
            Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(ms|s|m)?");

    private Converters() {}

    static Signal signal(String text) {
        return Signal.parse(text)
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "no signal is called "
                                                + Spelling.named(text)
                                                + "; "
                                                + Spelling.remedy(text, signalNames())));
    }

    /**
     * The signals that there are.
     *
     * @return their names, without SIG; of the real-time signals the first and the last
     */
    public static List<String> signalNames() {
        return Arrays.stream(Signal.values())
                .map(Enum::name)
                .filter(name -> !name.matches("RTM(IN|AX)_.*"))
                .toList();
    }

    static ServerKind kind(String text) {
        return Arrays.stream(ServerKind.values())
                .filter(kind -> kind.label().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        text + " is no server; say unsafe or safe"));
    }

    /** A number of seconds, or one with a unit: 1.5s, 500ms, 2m. */
    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(text + " is no duration; write 500ms, 1.5s or 2m");
        }
        double number = Double.parseDouble(matcher.group(1));
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double millis = number * (unit.equals("ms") ? 1 : unit.equals("s") ? 1_000 : 60_000);
        return Duration.ofNanos(Math.round(millis * 1e6));
    }

    /**
     * A duration as people write it.
     *
     * @param duration any
     * @return such as {@code 1.5 s}
     */
    public static String show(Duration duration) {
        double seconds = duration.toMillis() / 1_000.0;
        return seconds == Math.rint(seconds) ? (long) seconds + " s" : seconds + " s";
    }
}
