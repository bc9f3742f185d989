package signalkit.course.isolation;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import signalkit.course.check.CheckResult;

/**
 * What the JVM of a check answers.
 *
 * @param result of the check; null when it could not run
 * @param error why it could not, for who started it; null when it could
 */
record CheckReply(CheckResult result, String error) {
    private static final int LINES = 2_000;
    private static final int COLUMNS = 2_000;

    /** As it is sent: between two lines that only the two JVMs know. */
    String framed(String secret) {
        return secret + "\n" + new Gson().toJson(this) + "\n" + secret + "\n";
    }

    /** Empty for whatever is not one whole reply. */
    static Optional<CheckReply> in(String output, String secret) {
        List<String> lines = output.lines().toList();
        if (lines.size() != 3 || !lines.get(0).equals(secret) || !lines.get(2).equals(secret)) {
            return Optional.empty();
        }
        try {
            CheckReply reply = new Gson().fromJson(lines.get(1), CheckReply.class);
            return Optional.ofNullable(reply).filter(CheckReply::isWhole);
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        return error != null || result != null && result.cause() != null;
    }

    /** The result, with nothing in it that moves a cursor, sets a colour or fills a disk. */
    CheckResult printable() {
        return new CheckResult(
                result.passed(),
                plain(result.cause()),
                plain(result.summary()),
                plain(result.expected()),
                plain(result.found()),
                result.trace().stream().limit(LINES).map(CheckReply::plain).toList(),
                plain(result.hint()),
                result.schedules());
    }

    private static String plain(String text) {
        return text.lines()
                .map(line -> line.length() > COLUMNS ? line.substring(0, COLUMNS) + " …" : line)
                .map(line -> line.replaceAll("[\\p{Cntrl}&&[^\\t]]", "?"))
                .map(line -> line.replace("@|", "@ |"))
                .collect(Collectors.joining("\n"));
    }
}
