package signalkit.stress;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * A pair of tests, one on each server; the seeded violation has one only.
 *
 * @param number its place in the row
 * @param name as a user types it
 * @param tests by the server's name, echo-unsafe first
 */
record Race(int number, String name, Map<String, TestInfo> tests) {
    private static final Pattern CLASS =
            Pattern.compile("signalkit\\.echo\\.(unsafe|safe)\\.Race(\\d\\d)(\\w+)");

    private static final Comparator<String> UNSAFE_FIRST = Comparator.reverseOrder();

    /** All pairs that jcstress knows, and the seeded violation, which has the number 0. */
    static List<Race> all() {
        Map<Integer, Race> races = new TreeMap<>();
        for (String test : TestList.tests()) {
            Matcher found = CLASS.matcher(test);
            if (found.matches()) {
                int number = Integer.parseInt(found.group(2));
                String name = kebab(found.group(3));
                races.computeIfAbsent(
                                number,
                                absent -> new Race(number, name, new TreeMap<>(UNSAFE_FIRST)))
                        .tests
                        .put("echo-" + found.group(1), TestList.getInfo(test));
            }
        }
        return List.copyOf(races.values());
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** What both tests claim. */
    String claim() {
        return tests.values().iterator().next().description();
    }

    /** Whether it is a race of the servers, and not the control. */
    boolean isPair() {
        return tests.size() == 2;
    }

    /** What jcstress calls the tests of some races, as a pattern. */
    static String pattern(List<Race> races) {
        return races.stream()
                .flatMap(race -> race.tests.values().stream())
                .map(test -> test.name().replace(".", "\\."))
                .collect(Collectors.joining("|", "(", ")$"));
    }
}
