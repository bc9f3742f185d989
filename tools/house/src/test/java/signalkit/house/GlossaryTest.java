package signalkit.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GLOSSARY.md gives each term one meaning, and classes and headings keep to it.
 *
 * <p>A class whose name ends with a term says that it is a kind of it. So it must be in the room of
 * the term's class, be named in the entry, or have an entry of its own. A heading that is a term
 * must be on a page of that room, or on one of the whole kit.
 */
class GlossaryTest {
    /** Names of races, scenarios and scenes say what happens; they do not name a thing. */
    private static final Set<String> TELLING = Set.of("stress", "lessons");

    private static final Pattern CLASS = Pattern.compile("`(signalkit\\.[\\w.]+)`");
    private static final Pattern WORD = Pattern.compile("[A-Z][a-z0-9]*|[A-Z]+");

    private record Entry(String term, String text, String bearers) {
        Set<String> classes() {
            Set<String> found = new TreeSet<>();
            Matcher matcher = CLASS.matcher(bearers);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            return found;
        }
    }

    @Test
    void every_entry_has_a_term_of_its_own_two_sentences_and_classes_that_exist() {
        assertEquals(List.of(), badEntries(Kit.ours()));
    }

    @Test
    void no_class_uses_a_term_for_something_else() {
        assertEquals(List.of(), strangeClasses(Kit.ours()));
    }

    @Test
    void no_heading_uses_a_term_for_something_else() {
        assertEquals(List.of(), strangeHeadings(Kit.ours()));
    }

    @Test
    void what_is_wrong_is_found(@TempDir Path root) throws IOException {
        Kit kit = new Kit(root);
        write(kit, "tools/x/src/main/java/a/Plan.java", "package signalkit.a;");
        write(kit, "tools/x/src/main/java/a/ShortPlan.java", "package signalkit.a;");
        write(kit, "tools/y/src/main/java/b/TrialPlan.java", "package signalkit.b;");
        write(kit, "tools/y/src/main/java/b/FloorPlan.java", "package signalkit.b;");
        write(kit, "tools/x/README.md", "## Plan\n");
        write(kit, "tools/y/README.md", "## The plan\n");
        write(
                kit,
                "GLOSSARY.md",
                """
                ### plan
                What a run shall do. It is made before the run.
                Class: `signalkit.a.Plan`

                ### trial plan
                What a trial shall do.
                Class: `signalkit.b.TrialPlan`

                ### ghost
                Nobody has seen one. It has no class.
                Class: `signalkit.a.Ghost`

                ### ghost
                The same again. It has no class either.
                Class: none
                """);
        assertEquals(
                List.of(
                        "trial plan: 1 sentences",
                        "ghost: signalkit.a.Ghost does not exist",
                        "ghost: stands twice"),
                badEntries(kit));
        assertEquals(List.of("signalkit.b.FloorPlan is no plan"), strangeClasses(kit));
        assertEquals(List.of("tools/y/README.md: The plan"), strangeHeadings(kit));
    }

    private static void write(Kit kit, String name, String text) throws IOException {
        Path file = kit.root().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<Entry> entries(Kit kit) {
        List<Entry> entries = new ArrayList<>();
        String[] parts = Kit.text(kit.root().resolve("GLOSSARY.md")).split("(?m)^### ");
        for (String part : List.of(parts).subList(1, parts.length)) {
            String entry = part.split("(?m)^## ")[0].strip();
            int text = entry.indexOf('\n');
            int bearers = entry.indexOf("\nClass: ");
            assertTrue(text > 0 && bearers > 0, "an entry without text or class: " + entry);
            entries.add(
                    new Entry(
                            entry.substring(0, text),
                            entry.substring(text, bearers).strip(),
                            entry.substring(bearers)));
        }
        return entries;
    }

    private static List<String> badEntries(Kit kit) {
        List<String> bad = new ArrayList<>();
        Set<String> terms = new TreeSet<>();
        Map<String, String> rooms = rooms(kit);
        for (Entry entry : entries(kit)) {
            int sentences = entry.text().split("[.?!]\"?(\\s+|$)").length;
            if (sentences != 2) {
                bad.add(entry.term() + ": " + sentences + " sentences");
            }
            entry.classes().stream()
                    .filter(name -> !rooms.containsKey(name))
                    .forEach(name -> bad.add(entry.term() + ": " + name + " does not exist"));
            if (!terms.add(entry.term())) {
                bad.add(entry.term() + ": stands twice");
            }
        }
        return bad;
    }

    private static List<String> strangeClasses(Kit kit) {
        Map<String, String> rooms = rooms(kit);
        List<Entry> entries = entries(kit);
        Set<String> named =
                entries.stream().flatMap(e -> e.classes().stream()).collect(Collectors.toSet());
        List<String> strange = new ArrayList<>();
        rooms.forEach(
                (name, room) -> {
                    if (!named.contains(name) && !TELLING.contains(room)) {
                        String words = words(name.substring(name.lastIndexOf('.') + 1));
                        entries.stream()
                                .filter(entry -> isHead(entry.term(), words))
                                .filter(entry -> isElsewhere(homes(entry, rooms), room))
                                .forEach(entry -> strange.add(name + " is no " + entry.term()));
                    }
                });
        return strange;
    }

    private static List<String> strangeHeadings(Kit kit) {
        Map<String, String> rooms = rooms(kit);
        Map<String, Set<String>> homes = new LinkedHashMap<>();
        for (Entry entry : entries(kit)) {
            homes.put(entry.term(), homes(entry, rooms));
        }
        List<String> strange = new ArrayList<>();
        for (Path page : kit.pages()) {
            String name = kit.name(page);
            for (String line : Kit.text(page).lines().filter(l -> l.startsWith("#")).toList()) {
                String heading = line.replaceFirst("^#+ ", "");
                Set<String> home =
                        homes.get(
                                heading.toLowerCase(Locale.ROOT).replaceFirst("^(the|a|an) ", ""));
                boolean isOfAll = !name.contains("/") || name.matches("(docs|lessons)/.*");
                if (home != null && !isOfAll && isElsewhere(home, room(name))) {
                    strange.add(name + ": " + heading);
                }
            }
        }
        return strange;
    }

    /** The room of a page. */
    private static String room(String page) {
        return page.replaceFirst("^((tools/)?[^/]*)/.*", "$1");
    }

    /** Whether a term has a home and this is none. */
    private static boolean isElsewhere(Set<String> homes, String room) {
        return !homes.isEmpty() && !homes.contains(room);
    }

    private static boolean isHead(String term, String words) {
        return (" " + words).endsWith(" " + term.replace('-', ' '));
    }

    private static String words(String simpleName) {
        return WORD.matcher(simpleName)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    /** The rooms of an entry's classes. */
    private static Set<String> homes(Entry entry, Map<String, String> rooms) {
        return entry.classes().stream()
                .filter(rooms::containsKey)
                .map(rooms::get)
                .collect(Collectors.toSet());
    }

    /** The room of each class, by its full name. */
    private static Map<String, String> rooms(Kit kit) {
        Map<String, String> rooms = new TreeMap<>();
        Pattern declared = Pattern.compile("(?m)^package ([\\w.]+);");
        for (Path source : kit.mainSources()) {
            String simple = source.getFileName().toString().replace(".java", "");
            Matcher matcher = declared.matcher(Kit.text(source));
            if (matcher.find()) {
                String name = kit.name(source);
                int end = name.indexOf("/src/main/");
                rooms.put(
                        matcher.group(1) + "." + simple,
                        end > 0 ? name.substring(0, end) : name.substring(0, name.indexOf('/')));
            }
        }
        return rooms;
    }
}
