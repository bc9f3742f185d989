package signalkit.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What of a suite of numbered assertions is tried: a table, made from a list of the suite's
 * assertions and from the tests that bear their numbers.
 *
 * <p>The list names interfaces with their assertions, and for some of them why no test tries them.
 */
final class SuiteTable {
    /** The assertions of one interface. */
    private static final class Interface {
        private final Set<Integer> all;
        private final Map<Integer, String> reasons = new TreeMap<>();
        private final Set<Integer> tried = new TreeSet<>();
        private int tests;

        Interface(Set<Integer> all) {
            this.all = all;
        }
    }

    private final Map<String, Interface> interfaces = new TreeMap<>();
    private final List<String> mistakes = new ArrayList<>();

    SuiteTable(String list) {
        String name = "";
        for (String line : list.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
            if (line.startsWith(" ")) {
                String[] parts = line.strip().split(": ", 2);
                for (int number : numbers(parts[0])) {
                    Interface of = interfaces.get(name);
                    if (!of.all.contains(number) || of.reasons.put(number, parts[1]) != null) {
                        mistakes.add(name + " " + number + " has no or two reasons: " + line);
                    }
                }
            } else {
                String[] parts = line.split(" ", 2);
                name = parts[0];
                interfaces.put(name, new Interface(numbers(parts[1])));
            }
        }
    }

    private static Set<Integer> numbers(String text) {
        Set<Integer> numbers = new TreeSet<>();
        for (String range : text.split(" ")) {
            String[] ends = range.split("-");
            int last = Integer.parseInt(ends[ends.length - 1]);
            IntStream.rangeClosed(Integer.parseInt(ends[0]), last).forEach(numbers::add);
        }
        return numbers;
    }

    /** A test tries an assertion. */
    void tried(String name, int number) {
        Interface of = interfaces.get(name);
        if (of == null || !of.all.contains(number)) {
            mistakes.add(name + " " + number + " has a test and is not in the suite");
        } else if (of.reasons.containsKey(number)) {
            mistakes.add(name + " " + number + " has a test and a reason for none");
        } else {
            of.tests++;
            of.tried.add(number);
        }
    }

    /** What is wrong with the list or with the tests; an assertion has one or the other. */
    List<String> mistakes() {
        List<String> all = new ArrayList<>(mistakes);
        interfaces.forEach(
                (name, of) -> {
                    Set<Integer> open = new TreeSet<>(of.all);
                    open.removeAll(of.tried);
                    open.removeAll(of.reasons.keySet());
                    open.forEach(n -> all.add(name + " " + n + " has no test and no reason"));
                });
        return all;
    }

    /** The rows, and the sums. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        rows.add("| Interface | Assertions | Tried | Tests | Not modelled, and why |");
        rows.add("|---|---|---|---|---|");
        int all = 0;
        int tried = 0;
        int tests = 0;
        for (Map.Entry<String, Interface> each : interfaces.entrySet()) {
            Interface of = each.getValue();
            all += of.all.size();
            tried += of.tried.size();
            tests += of.tests;
            rows.add(
                    row(
                            "`" + each.getKey() + "`",
                            of.all.size(),
                            of.tried.size(),
                            of.tests,
                            why(of)));
        }
        rows.add(row("all", all, tried, tests, all - tried + " assertions"));
        return rows;
    }

    private static String row(String name, int all, int tried, int tests, String why) {
        return "| " + String.join(" | ", name, "" + all, "" + tried, "" + tests, why) + " |";
    }

    private static String why(Interface of) {
        Map<String, List<Integer>> numbers = new TreeMap<>();
        of.reasons.forEach(
                (number, why) -> numbers.computeIfAbsent(why, w -> new ArrayList<>()).add(number));
        return numbers.entrySet().stream()
                .sorted((a, b) -> a.getValue().get(0) - b.getValue().get(0))
                .map(each -> ranges(each.getValue()) + ": " + each.getKey())
                .collect(Collectors.joining("; "));
    }

    private static String ranges(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.size(); i++) {
            int first = i;
            while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
                i++;
            }
            text.append(text.length() == 0 ? "" : ", ").append(numbers.get(first));
            text.append(i == first ? "" : (i == first + 1 ? ", " : " to ") + numbers.get(i));
        }
        return text.toString();
    }
}
