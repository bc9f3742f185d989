package signalkit.echo.safe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The tagged diff as a page in Markdown. */
final class TwinPage {
    private TwinPage() {}

    /**
     * Writes the page.
     *
     * @param introduction of the whole page, in Markdown
     * @param files an introduction to each, in the order of the page
     * @param parts tagged
     * @param lessons the folder of each lesson, by its number
     */
    static List<String> write(
            List<String> introduction,
            Map<String, String> files,
            List<TwinTags.Part> parts,
            Map<String, String> lessons) {
        List<String> page = new ArrayList<>(introduction);
        int number = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            page.addAll(List.of("", "## " + file.getKey() + ".java", "", file.getValue()));
            for (TwinTags.Part part : parts) {
                if (part.tag().file().equals(file.getKey())) {
                    number++;
                    page.addAll(List.of("", "### " + number + ". " + part.tag().title(), ""));
                    page.addAll(List.of(part.tag().why(), "", "```diff"));
                    page.addAll(dedent(part.lines()));
                    page.addAll(List.of("```", "", footer(part.tag(), lessons)));
                }
            }
        }
        return page;
    }

    private static String footer(TwinTags.Tag tag, Map<String, String> lessons) {
        String places =
                tag.places().stream()
                        .map(place -> place(place, lessons))
                        .collect(Collectors.joining(", "));
        return links("Mends", "D", tag) + links("Keeps", "P", tag) + "*See it:* " + places + ".";
    }

    /** "*Mends* D1, D2. " with a link for each; empty when the hunk has none of this kind. */
    private static String links(String verb, String kind, TwinTags.Tag tag) {
        List<String> links =
                tag.mends().stream()
                        .filter(id -> id.startsWith(kind))
                        .map(id -> "[" + id + "](" + target(id) + ")")
                        .toList();
        return links.isEmpty() ? "" : "*" + verb + "* " + String.join(", ", links) + ". ";
    }

    private static String target(String id) {
        return (id.startsWith("D") ? "defects.md#" : "promises.md#") + id.toLowerCase(Locale.ROOT);
    }

    private static String place(String place, Map<String, String> lessons) {
        String[] words = place.split(" ");
        return switch (words[0]) {
            case "lesson" ->
                    "[lesson " + words[1] + "](../lessons/" + lessons.get(words[1]) + "/README.md)";
            case "test" -> "`EchoServerTest`, `" + words[1] + "`";
            case "fault" -> "`faults " + words[1] + "`";
            case "scenario" -> "`explore " + words[1] + "`";
            case "race" -> "`race run " + words[1] + "`";
            default -> "`" + place + "`";
        };
    }

    /** Takes away the indentation that all lines share, and the blank lines around them. */
    private static List<String> dedent(List<String> all) {
        int first = 0;
        int last = all.size();
        while (TwinDiff.text(all.get(first) + " ").isEmpty()) {
            first++;
        }
        while (TwinDiff.text(all.get(last - 1) + " ").isEmpty()) {
            last--;
        }
        List<String> lines = all.subList(first, last);
        int indentation =
                lines.stream()
                        .filter(line -> line.length() > 1)
                        .mapToInt(line -> line.length() - 1 - TwinDiff.text(line).length())
                        .min()
                        .orElse(0);
        return lines.stream()
                .map(
                        line ->
                                line.length() <= 1
                                        ? line.strip()
                                        : line.charAt(0) + line.substring(1 + indentation))
                .toList();
    }
}
