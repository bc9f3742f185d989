package signalkit.shell.why;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One hunk of {@code docs/diff.md}: how {@code echo-safe} differs from {@code echo-unsafe}.
 *
 * @param file whose hunk it is
 * @param title of the hunk, with its number
 * @param text what the page says about it
 * @param lines of the diff
 * @param mended ids of defects
 */
public record Fix(String file, String title, String text, List<String> lines, List<String> mended) {
    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\S+\\.java)\\n");
    private static final Pattern HUNK =
            Pattern.compile(
                    "(?ms)^### (\\d+\\. [^\\n]*)\\n(.*?)```diff\\n(.*?)```\\n(.*?)(?=^##|\\z)");
    private static final Pattern MENDS = Pattern.compile("\\*Mends\\* (.*?)\\. ?(?:\\*|$)");
    private static final Pattern ID = Pattern.compile("\\[(D\\d+)]");

    /**
     * The differences of this kit's servers.
     *
     * @return in the order of the page
     */
    public static List<Fix> all() {
        return read(Defect.page("diff.md"));
    }

    /**
     * Reads the page.
     *
     * @param page the text of {@code diff.md}
     * @return its hunks, in its order
     */
    public static List<Fix> read(String page) {
        List<Fix> fixes = new ArrayList<>();
        Matcher sections = SECTION.matcher(page);
        List<int[]> places = new ArrayList<>();
        List<String> files = new ArrayList<>();
        while (sections.find()) {
            places.add(new int[] {sections.end()});
            files.add(sections.group(1));
        }
        for (int i = 0; i < files.size(); i++) {
            int end = i + 1 < files.size() ? places.get(i + 1)[0] : page.length();
            Matcher hunks = HUNK.matcher(page.substring(places.get(i)[0], end));
            while (hunks.find()) {
                fixes.add(of(files.get(i), hunks));
            }
        }
        return fixes;
    }

    private static Fix of(String file, Matcher hunk) {
        Matcher mends =
                MENDS.matcher(
                        hunk.group(4)
                                .lines()
                                .filter(each -> !each.isBlank())
                                .findFirst()
                                .orElse(""));
        List<String> mended =
                mends.find()
                        ? ID.matcher(mends.group(1)).results().map(found -> found.group(1)).toList()
                        : List.of();
        return new Fix(
                file,
                hunk.group(1),
                hunk.group(2).strip().replace("`", ""),
                Arrays.asList(hunk.group(3).stripTrailing().split("\n")),
                mended);
    }
}
