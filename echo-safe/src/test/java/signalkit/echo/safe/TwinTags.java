package signalkit.echo.safe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What each hunk of the diff mends, and where to see it fail.
 *
 * <p>The source is a text. A line {@code # Name} begins a class and its introduction. {@code @
 * line} names the first changed line of a hunk, {@code / line} a line at which a long hunk is
 * split. Below it stand a title, then {@code tags | places}, then the reason.
 */
record TwinTags(Map<String, String> introductions, List<Tag> tags) {
    /** One entry of the text. */
    record Tag(
            String file,
            boolean splits,
            String line,
            String title,
            List<String> mends,
            List<String> places,
            String why) {
        @Override
        public String toString() {
            return file + ": " + line;
        }
    }

    /** A hunk, or a part of one, with its tag. */
    record Part(Tag tag, List<String> lines) {}

    /** What the tags say of a diff, and what is wrong with it. */
    record Match(List<Part> parts, List<String> problems) {}

    static TwinTags parse(List<String> text) {
        Map<String, String> introductions = new LinkedHashMap<>();
        List<Tag> tags = new ArrayList<>();
        String file = "";
        for (String block : String.join("\n", text).split("\n\n+")) {
            String[] lines = block.strip().split("\n");
            if (lines[0].startsWith("# ")) {
                file = lines[0].substring(2);
                introductions.put(file, paragraph(lines, 1));
            } else if (!block.isBlank()) {
                String[] sides = (lines.length > 2 ? lines[2] : "").split("\\|", 2);
                tags.add(
                        new Tag(
                                file,
                                lines[0].startsWith("/ "),
                                lines[0].substring(2),
                                lines.length > 1 ? lines[1] : "",
                                words(sides[0], " "),
                                sides.length > 1 ? words(sides[1], ",") : List.of(),
                                paragraph(lines, 3)));
            }
        }
        return new TwinTags(introductions, tags);
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String paragraph(String[] lines, int from) {
        return from >= lines.length
                ? ""
                : String.join(" ", Arrays.asList(lines).subList(from, lines.length));
    }

    /** Gives each hunk its tag, in order; what has none and what tags nothing are problems. */
    Match match(List<TwinDiff.Hunk> hunks) {
        List<Part> parts = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        List<Tag> left = new ArrayList<>(tags);
        for (TwinDiff.Hunk hunk : hunks) {
            Part part = null;
            List<String> context = new ArrayList<>();
            for (String line : hunk.lines()) {
                if (part == null && (!TwinDiff.isChange(line) || TwinDiff.text(line).isEmpty())) {
                    context.add(line);
                    continue;
                }
                Optional<Tag> tag =
                        find(part == null ? left : after(part.tag()), hunk.file(), line);
                if (tag.isPresent()) {
                    part = new Part(tag.get(), new ArrayList<>(context));
                    parts.add(part);
                    left.remove(tag.get());
                } else if (part == null) {
                    problems.add("no tag: " + hunk.file() + ": " + TwinDiff.text(line));
                    break;
                }
                context.clear();
                part.lines().add(line);
            }
        }
        left.forEach(tag -> problems.add("tags nothing: " + tag));
        return new Match(parts, problems);
    }

    private List<Tag> after(Tag tag) {
        int next = tags.indexOf(tag) + 1;
        return tags.subList(next, Math.min(next + 1, tags.size())).stream()
                .filter(Tag::splits)
                .toList();
    }

    private static Optional<Tag> find(List<Tag> among, String file, String line) {
        return among.stream()
                .filter(tag -> tag.file().equals(file) && TwinDiff.isChange(line))
                .filter(tag -> tag.line().equals(TwinDiff.text(line)))
                .findFirst();
    }

    /** What is missing, unknown or left out, given what there is. */
    List<String> problems(Set<String> defects, Set<String> promises, Set<String> places) {
        List<String> problems = new ArrayList<>();
        Set<String> missed = new TreeSet<>(defects);
        for (Tag tag : tags) {
            if (tag.title().isEmpty() || tag.why().isEmpty()) {
                problems.add("no title or no reason: " + tag);
            }
            if (tag.mends().isEmpty() || tag.places().isEmpty()) {
                problems.add("mends nothing or is seen nowhere: " + tag);
            }
            for (String id : tag.mends()) {
                if (!defects.contains(id) && !promises.contains(id)) {
                    problems.add("there is no " + id + ": " + tag);
                }
                missed.remove(id);
            }
            tag.places().stream()
                    .filter(place -> !places.contains(place))
                    .forEach(place -> problems.add("there is no " + place + ": " + tag));
        }
        missed.forEach(id -> problems.add("no hunk mends " + id));
        return problems;
    }
}
