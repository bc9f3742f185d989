package signalkit.lessons;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import signalkit.rules.command.RulesCommand;

/** Runs the commands that the text shows, as {@code tools/kit} would. */
final class Commands {
    /** A row of a run's table: its number, then who does what. */
    private static final Pattern ROW = Pattern.compile("^\\s+(\\d+)  ");

    private Commands() {}

    /** The prompt with the command, then what it prints, after the pipes. */
    static List<String> run(String marker, Path work) throws IOException {
        String line = marker.replaceFirst("^numbers-vary ", "");
        String[] stages = line.split(" \\| ");
        List<String> output = kit(stages[0].split(" "), work);
        boolean cut = false;
        boolean cutBefore = false;
        for (int i = 1; i < stages.length; i++) {
            String[] words = stages[i].split(" ", 2);
            List<String> before = output;
            output =
                    switch (words[0]) {
                        case "head" -> head(output, words[1]);
                        case "tail" -> tail(output, words[1]);
                        case "grep" -> output.stream().filter(l -> l.contains(words[1])).toList();
                        case "rows" -> rows(output, words[1]);
                        case "paragraph" -> paragraph(output, words[1]);
                        default -> throw new IllegalArgumentException("no such pipe: " + line);
                    };
            cut |= output.size() < before.size() && words[0].matches("head|grep|paragraph");
            cutBefore |= words[0].equals("tail");
        }
        List<String> shown = new ArrayList<>();
        shown.add("$ " + stages[0]);
        if (cutBefore) {
            shown.add("…");
        }
        output.forEach(text -> shown.add(text.stripTrailing()));
        if (cut) {
            shown.add("…");
        }
        return shown;
    }

    private static List<String> kit(String[] words, Path work) throws IOException {
        String[] arguments = Arrays.copyOfRange(words, 2, words.length);
        String text =
                switch (words[1]) {
                    case "lesson" -> Kit.lesson(work, arguments).out();
                    case "rules" -> rules(arguments);
                    default -> throw new IllegalArgumentException("cannot run kit " + words[1]);
                };
        String home = Kit.HOME + "/";
        return text.replace(home, "").lines().toList();
    }

    private static String rules(String[] places) throws IOException {
        StringWriter out = new StringWriter();
        List<String> paths = new ArrayList<>();
        for (String place : places) {
            Path path = Kit.HOME.resolve(place);
            if (!Files.exists(path)) {
                throw new IOException(path + " is missing; build first");
            }
            paths.add(path.toString());
        }
        new CommandLine(new RulesCommand())
                .setOut(new PrintWriter(out))
                .execute(paths.toArray(String[]::new));
        return out.toString();
    }

    private static List<String> head(List<String> lines, String count) {
        return lines.subList(0, number(count, lines));
    }

    private static List<String> tail(List<String> lines, String count) {
        return lines.subList(lines.size() - number(count, lines), lines.size());
    }

    /** The number of an option such as {@code -n 6}, or of all lines when there are fewer. */
    private static int number(String option, List<String> lines) {
        return Math.min(lines.size(), Integer.parseInt(option.substring("-n ".length())));
    }

    /** Of a table's rows those named, as in {@code 1-3,7}; dots stand for each gap between them. */
    private static List<String> rows(List<String> lines, String named) {
        List<String> kept = new ArrayList<>();
        boolean inGap = false;
        int shown = 0;
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            boolean isRow = row.find();
            if (isRow && !isNamed(Integer.parseInt(row.group(1)), named)) {
                if (!inGap) {
                    kept.add("  ⋮");
                }
                inGap = true;
            } else {
                kept.add(line);
                inGap = false;
                shown += isRow ? 1 : 0;
            }
        }
        if (shown == 0) {
            throw new IllegalArgumentException("no row " + named + " in: " + lines);
        }
        return kept;
    }

    private static boolean isNamed(int row, String named) {
        return Arrays.stream(named.split(","))
                .map(range -> range.split("-"))
                .anyMatch(
                        range ->
                                row >= Integer.parseInt(range[0])
                                        && row <= Integer.parseInt(range[range.length - 1]));
    }

    /** The first line with all the words, and the indented ones below it. */
    private static List<String> paragraph(List<String> lines, String words) {
        List<String> found = new ArrayList<>();
        for (String line : lines) {
            boolean starts = Arrays.stream(words.split(" ")).allMatch(line::contains);
            if (found.isEmpty() ? starts : line.startsWith(" ")) {
                found.add(line);
            } else if (!found.isEmpty()) {
                break;
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no paragraph with " + words + " in: " + lines);
        }
        return found;
    }
}
