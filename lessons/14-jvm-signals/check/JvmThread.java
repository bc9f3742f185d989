package signalkit.lessons.jvmsignals;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thread of a thread dump that runs code of the exercise.
 *
 * @param name as the dump shows it
 * @param lines its part of the dump
 */
record JvmThread(String name, List<String> lines) {
    private static final Pattern HEAD = Pattern.compile("^\"([^\"]+)\".*");
    private static final Pattern WAY_OUT =
            Pattern.compile("^at java\\.lang\\.(Shutdown|System|Runtime|Thread\\.join)\\b");
    private static final Pattern LOCK = Pattern.compile("- (waiting to lock|locked) <(\\w+)>.*");

    /** The threads with a frame of package {@code lesson}. */
    static List<JvmThread> parse(List<String> dump) {
        List<JvmThread> threads = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : dump) {
            if (line.isBlank() || HEAD.matcher(line).matches()) {
                keep(block, threads);
                block = new ArrayList<>();
            }
            if (!line.isBlank()) {
                block.add(line);
            }
        }
        keep(block, threads);
        return threads;
    }

    private static void keep(List<String> block, List<JvmThread> threads) {
        if (!block.isEmpty() && block.stream().anyMatch(line -> line.contains("at lesson."))) {
            Matcher head = HEAD.matcher(block.get(0));
            String name = head.matches() ? head.group(1) : "?";
            threads.add(new JvmThread(name, gist(name, block)));
        }
    }

    /** What a reader needs of a dump: the exercise's frames, the way out of the JVM, the locks. */
    private static List<String> gist(String name, List<String> block) {
        List<String> lines = new ArrayList<>();
        lines.add("\"" + name + "\"");
        for (String line : block) {
            // The places in the JDK differ from release to release, and say nothing here.
            String text = line.strip().replaceFirst("\\(java\\.base@.*\\)$", "(the JDK)");
            boolean mine = text.startsWith("at lesson.") && !text.contains("$$Lambda");
            boolean way = mine || WAY_OUT.matcher(text).find();
            if (way || LOCK.matcher(text).matches()) {
                lines.add("    " + text);
            }
        }
        return List.copyOf(lines);
    }

    /** Where it is in the exercise, and what that place waits for. */
    private String place() {
        String frame =
                lines.stream()
                        .map(String::strip)
                        .filter(line -> line.startsWith("at lesson."))
                        .findFirst()
                        .orElse("");
        String inner =
                lines.stream()
                                .map(String::strip)
                                .filter(line -> line.startsWith("at "))
                                .limit(12)
                                .anyMatch(line -> line.contains("java.lang.Shutdown."))
                        ? " is inside System.exit,"
                        : "";
        StringBuilder text = new StringBuilder("«" + name + "»" + inner + " " + frame);
        for (String line : lines) {
            Matcher lock = LOCK.matcher(line.strip());
            if (lock.matches()) {
                text.append(lock.group(1).equals("locked") ? ", holds " : ", waits for ");
                text.append("the lock ").append(lock.group(2).replaceFirst("^0x0*", ""));
            }
        }
        return text.toString();
    }

    /** What the threads of a hung program wait for, as a hint. */
    static String explain(List<JvmThread> threads) {
        List<String> places =
                threads.stream()
                        .filter(thread -> !thread.name.equals("main"))
                        .map(JvmThread::place)
                        .toList();
        return places.isEmpty()
                ? "No thread but main runs your code: nobody acts on TERM."
                : String.join("; ", places) + ". Who waits for whom?";
    }
}
