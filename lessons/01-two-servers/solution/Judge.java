package lesson;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import signalkit.lessons.twoservers.RunJudge;

/** Tells a clean end from all others. */
public final class Judge implements RunJudge {
    @Override
    public boolean isClean(int status, List<String> log) {
        if (status != 0 || log.isEmpty() || !log.get(log.size() - 1).startsWith("STOPPED ")) {
            return false;
        }
        Map<String, Integer> numbers = numbers(log.get(log.size() - 1));
        return nothingLeft(numbers) && addsUp(numbers);
    }

    private static boolean nothingLeft(Map<String, Integer> numbers) {
        return is(numbers, "open", 0) && is(numbers, "queued", 0) && is(numbers, "threads", 0);
    }

    private static boolean addsUp(Map<String, Integer> numbers) {
        int ends =
                numbers.getOrDefault("drained", 0)
                        + numbers.getOrDefault("aborted", 0)
                        + numbers.getOrDefault("refused", 0);
        int jobs = numbers.getOrDefault("run", 0) + numbers.getOrDefault("rejected", 0);
        return is(numbers, "accepted", ends)
                && is(numbers, "submitted", jobs)
                && is(numbers, "bytes_in", numbers.getOrDefault("bytes_out", -1));
    }

    private static boolean is(Map<String, Integer> numbers, String key, int value) {
        return numbers.getOrDefault(key, -1) == value;
    }

    private static Map<String, Integer> numbers(String line) {
        Map<String, Integer> numbers = new HashMap<>();
        for (String word : line.split(" ")) {
            String[] parts = word.split("=");
            if (parts.length == 2 && parts[1].matches("\\d+")) {
                numbers.put(parts[0], Integer.parseInt(parts[1]));
            }
        }
        return numbers;
    }
}
