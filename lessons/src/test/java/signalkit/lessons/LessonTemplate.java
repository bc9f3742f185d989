package signalkit.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.course.AnswerOption;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;

/** The form that each lesson has; CONTRIBUTING says why. */
final class LessonTemplate {
    static final int FEWEST_WORDS = 900;
    static final int MOST_WORDS = 1600;

    private static final int MOST_ROWS = 10;
    private static final int MOST_LINES = 24;
    private static final int LONGEST_OPTION = 90;

    /** The parts of the explanation, in order; a title may go on after these words. */
    private static final List<String> PARTS =
            List.of(
                    "Why it matters",
                    "The model",
                    "The mechanism",
                    "A run, row by row",
                    "The pattern: ",
                    "In C",
                    "Question");

    private static final Pattern ROW = Pattern.compile("(?m)^\\s+(\\d+) {2,}\\S.*");
    private static final Pattern NOTE =
            Pattern.compile("(?m)^- \\*\\*Rows? (\\d+)(?: (?:to|and) (\\d+))?\\.?\\*\\*");
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^(<!-- [^\\n]* -->\\n)?```(\\w*)\\n(.*?)^```$");
    private static final Pattern DRAWING = Pattern.compile("[─│┌┐└┘├┤▶◀▲▼]");
    private static final Pattern LINK = Pattern.compile("(?m)^- .*?\\]\\(https?://");

    private final Lesson lesson;
    private final String text;
    private final List<String> faults = new ArrayList<>();

    private LessonTemplate(Lesson lesson, String text) {
        this.lesson = lesson;
        this.text = text;
    }

    /** What a lesson lacks, one entry each; the text may be another than that of its file. */
    static List<String> faults(Lesson lesson, String text) {
        LessonTemplate template = new LessonTemplate(lesson, text);
        template.checkSections();
        template.checkWords();
        template.checkExplanation();
        template.checkFix();
        lesson.steps().forEach(template::checkQuestion);
        return template.faults;
    }

    private void fault(String fault) {
        faults.add(lesson.name() + ": " + fault);
    }

    private void checkSections() {
        List<String> expected = new ArrayList<>(List.of("Objectives", "Before you start"));
        lesson.steps().forEach(step -> expected.add(capital(step.id())));
        expected.addAll(List.of("Key points", "Further reading"));
        List<String> found = headings("## ", text);
        if (!found.equals(expected)) {
            fault("the sections are " + found + ", and should be " + expected);
        }
        if (!text.startsWith("# Lesson " + lesson.number() + ": " + lesson.title() + "\n")) {
            fault("the first line is not: # Lesson " + lesson.number() + ": " + lesson.title());
        }
        atLeast(2, "(?m)^- ", "objectives", section("Objectives"));
        atLeast(1, "(?m)^- ", "items to know", section("Before you start"));
        atLeast(3, "(?m)^- ", "key points", section("Key points"));
        atLeast(3, LINK.pattern(), "items with a link", section("Further reading"));
    }

    private void atLeast(int least, String pattern, String what, String where) {
        long found = Pattern.compile(pattern).matcher(where).results().count();
        if (found < least) {
            fault(found + " " + what + ", and at least " + least + " are needed");
        }
    }

    private void checkWords() {
        String prose =
                BLOCK.matcher(text)
                        .replaceAll("")
                        .replaceAll("(?m)^(<!-- .* -->|!\\[.*\\]\\(.*\\))$", "");
        long words =
                Pattern.compile("\\S+")
                        .matcher(prose)
                        .results()
                        .filter(word -> word.group().matches(".*[\\p{L}\\p{N}].*"))
                        .count();
        if (words < FEWEST_WORDS || words > MOST_WORDS) {
            fault(words + " words, and " + FEWEST_WORDS + " to " + MOST_WORDS + " are asked for");
        }
    }

    private void checkExplanation() {
        String explain = section("Explain");
        List<String> found = headings("### ", explain);
        int at = 0;
        for (String part : PARTS) {
            int index = at;
            while (index < found.size() && !found.get(index).startsWith(part)) {
                index++;
            }
            if (index == found.size()) {
                fault("Explain has no part «" + part.strip() + "» in its place");
            } else {
                at = index + 1;
            }
        }
        List<Matcher> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(explain);
        boolean drawn = false;
        boolean inC = false;
        while (block.find()) {
            drawn |= block.group(1) == null && DRAWING.matcher(block.group(3)).find();
            inC |= block.group(2).equals("c");
        }
        if (!drawn) {
            fault("Explain has no picture: a block without a marker, drawn with lines");
        }
        if (!inC) {
            fault("Explain has no block of C");
        }
        checkRun(part("A run, row by row", explain));
    }

    private void checkRun(String run) {
        Matcher block = BLOCK.matcher(run);
        int runs = 0;
        Set<Integer> rows = new TreeSet<>();
        while (block.find()) {
            if (block.group(1) != null && block.group(1).startsWith("<!-- run ")) {
                runs++;
                if (block.group(3).lines().count() > MOST_LINES) {
                    fault("the run has more than " + MOST_LINES + " lines");
                }
                ROW.matcher(block.group(3))
                        .results()
                        .forEach(row -> rows.add(Integer.parseInt(row.group(1))));
            }
        }
        if (runs != 1) {
            fault(runs + " recorded runs in «A run, row by row», and one is asked for");
        }
        if (rows.size() > MOST_ROWS) {
            fault("the run has " + rows.size() + " rows, and at most " + MOST_ROWS + " may be");
        }
        if (rows.isEmpty()) {
            atLeast(3, "(?m)^- \\*\\*", "notes on the run", run);
            return;
        }
        atLeast(3, NOTE.pattern(), "notes such as «- **Row 2** …»", run);
        NOTE.matcher(run)
                .results()
                .forEach(
                        note -> {
                            for (int i = 1; i <= 2; i++) {
                                String row = note.group(i);
                                if (row != null && !rows.contains(Integer.parseInt(row))) {
                                    fault("a note is on row " + row + ", which is not shown");
                                }
                            }
                        });
    }

    private void checkFix() {
        if (lesson.exercise().isEmpty()) {
            return;
        }
        for (String lead : List.of("**The check requires**", "**You may use**")) {
            if (!section("Fix").contains(lead)) {
                fault("Fix does not say: " + lead);
            }
        }
    }

    private void checkQuestion(LessonStep step) {
        if (!step.isQuestion()) {
            return;
        }
        String name = "the question of " + step.id();
        List<AnswerOption> options = step.options();
        if (options.size() != 4) {
            fault(name + " has " + options.size() + " options, and four are asked for");
        }
        if (step.hints().size() != 3) {
            fault(name + " has " + step.hints().size() + " hints, and three are asked for");
        }
        for (AnswerOption option : options) {
            if (option.text().length() > LONGEST_OPTION) {
                fault(name + " has an option longer than " + LONGEST_OPTION + ": " + option.text());
            }
            if (option.why().split("\\s+").length < 5) {
                fault(name + " does not explain: " + option.text());
            }
            boolean givenAway =
                    option.right()
                            && step.hints().stream().anyMatch(h -> h.contains(option.text()));
            if (givenAway) {
                fault(name + " has a hint with the answer in it");
            }
        }
        if (!section(capital(step.id())).contains("<!-- options " + place(step) + " -->")) {
            fault(name + " is without: <!-- options " + place(step) + " -->");
        }
    }

    private String place(LessonStep step) {
        return lesson.number() + "." + step.id();
    }

    private static String capital(String id) {
        return id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
    }

    private static List<String> headings(String level, String text) {
        return BLOCK.matcher(text)
                .replaceAll("")
                .lines()
                .filter(line -> line.startsWith(level))
                .map(line -> line.substring(level.length()))
                .toList();
    }

    private String section(String title) {
        return between("## " + title, "\n## ", text);
    }

    private static String part(String title, String section) {
        return between("### " + title, "\n### ", section);
    }

    private static String between(String heading, String next, String text) {
        int start = text.indexOf("\n" + heading);
        if (start < 0) {
            return "";
        }
        int end = text.indexOf(next, start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
