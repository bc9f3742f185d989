package signalkit.lessons;

import static java.lang.Integer.parseInt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.check.Submission;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.course.site.CourseSite;
import signalkit.course.site.GraphSource;

/** The course as static pages. */
class SiteTest {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");

    /** What is played is of no interest to who reads the pages. */
    private static final GraphSource NO_GRAPHS =
            new GraphSource() {
                @Override
                public String ofExercise(ScheduleChecks checks, Submission exercise) {
                    return "{}";
                }

                @Override
                public Optional<String> ofServer(Path home, String scenario, String side) {
                    return Optional.empty();
                }

                @Override
                public boolean checksPatches() {
                    return false;
                }
            };

    @TempDir private static Path site;

    private static List<String> pages;

    @BeforeAll
    static void writeSite() {
        pages = new CourseSite(Kit.COURSE, NO_GRAPHS).write(site);
    }

    @Test
    void every_lesson_has_a_page_and_every_link_leads_somewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (String page : pages) {
            Matcher link = LINK.matcher(Files.readString(site.resolve(page)));
            while (link.find()) {
                boolean inSite = !link.group(1).startsWith("http");
                if (inSite && !Files.exists(site.resolve(link.group(1)))) {
                    dead.add(page + " → " + link.group(1));
                }
            }
        }
        assertEquals(List.of(), dead);
        Kit.COURSE.lessons().forEach(l -> assertTrue(pages.contains(l.name() + ".html")));
    }

    @Test
    void the_arcs_of_the_map_imply_all_that_a_lesson_builds_on_and_none_is_needless()
            throws IOException {
        String map = Files.readString(site.resolve("course.html"));
        Set<List<Integer>> needs = new HashSet<>();
        Matcher lesson = Pattern.compile("(?s)<span class=\"number\">(\\d+)<.*?</li>").matcher(map);
        while (lesson.find()) {
            Matcher need = Pattern.compile("builds on ([^<]+)").matcher(lesson.group());
            Matcher number = Pattern.compile("\\d+").matcher(need.find() ? need.group(1) : "");
            while (number.find()) {
                needs.add(List.of(parseInt(number.group()), parseInt(lesson.group(1))));
            }
        }
        // A row is 88 high; an arc leaves it and enters it near its middle.
        Set<List<Integer>> arcs = new HashSet<>();
        Matcher arc = Pattern.compile("<path d=\"M\\d+ (\\d+) .*? (\\d+) H\\d+\"/>").matcher(map);
        while (arc.find()) {
            arcs.add(List.of(parseInt(arc.group(1)) / 88 + 1, parseInt(arc.group(2)) / 88 + 1));
        }
        assertFalse(arcs.isEmpty());
        assertEquals(allOf(needs), allOf(arcs));
        for (List<Integer> one : arcs) {
            Set<List<Integer>> others = new HashSet<>(arcs);
            others.remove(one);
            assertFalse(allOf(others).contains(one), () -> one + " is implied");
        }
    }

    /** What these pairs say of each other by chains, too. */
    private static Set<List<Integer>> allOf(Set<List<Integer>> pairs) {
        Set<List<Integer>> all = new HashSet<>(pairs);
        boolean grows = true;
        while (grows) {
            Set<List<Integer>> more = new HashSet<>();
            for (List<Integer> a : all) {
                for (List<Integer> b : all) {
                    if (a.get(1).equals(b.get(0))) {
                        more.add(List.of(a.get(0), b.get(1)));
                    }
                }
            }
            grows = all.addAll(more);
        }
        return all;
    }

    @Test
    void every_lesson_has_its_java_beside_its_c() throws IOException {
        for (var lesson : Kit.COURSE.lessons()) {
            String page = Files.readString(site.resolve(lesson.name() + ".html"));
            int figure = page.indexOf("<figure class=\"beside\"");
            assertTrue(figure > page.indexOf("id=\"in-c\""), lesson.name());
            String both = page.substring(figure, page.indexOf("</figure>", figure));
            String java = lesson.exercise().orElseThrow().files().get(0);
            boolean hasProgram = Files.exists(lesson.folder().resolve("c/broken.c"));
            assertTrue(both.contains("<b>" + java + "</b>"), lesson.name());
            assertTrue(both.contains(hasProgram ? "<b>broken.c</b>" : "<b>In C</b>"), java);
        }
    }

    @Test
    void pages_show_code_as_it_is_and_no_markers() throws IOException {
        String page = Files.readString(site.resolve("09-work-queue.html"));
        assertTrue(page.contains("jobsCond.await(jobsMutex);"), page);
        assertTrue(page.contains("<span class=\"k\">while</span>"), page);
        assertTrue(!page.contains("&lt;!--") && !page.contains("<!-- "), page);
        assertTrue(Files.readString(site.resolve("teaching.html")).contains("<table>"));
    }

    @Test
    void places_that_links_lead_to_are_there_and_not_shown() throws IOException {
        assertTrue(Files.readString(site.resolve("promises.html")).contains("<span id=\"p1\">"));
        for (String page : pages) {
            assertFalse(Files.readString(site.resolve(page)).contains("&lt;a id="), page);
        }
    }

    @Test
    void pages_ask_nothing_of_the_net() throws IOException {
        Pattern fetched = Pattern.compile("(<(link|script|img)[^>]*|@import|url\\()[^>]*//");
        for (String page : pages) {
            String text = Files.readString(site.resolve(page));
            assertFalse(fetched.matcher(text).find(), page);
        }
        assertFalse(fetched.matcher(Files.readString(site.resolve("site.css"))).find());
    }

    @Test
    void page_leads_to_its_neighbours_and_to_the_start() throws IOException {
        String page = Files.readString(site.resolve("02-not-a-thread.html"));
        for (String to : List.of("01-two-servers", "03-self-deadlock", "course")) {
            assertTrue(page.contains(" href=\"" + to + ".html\""), to);
        }
        String teaching = Files.readString(site.resolve("teaching.html"));
        assertTrue(teaching.contains(" href=\"index.html\""), teaching);
    }

    @Test
    void lesson_opens_a_codespace_where_the_repository_is_known(@TempDir Path other)
            throws IOException {
        String page = Kit.COURSE.lessons().get(2).name() + ".html";
        new CourseSite(Kit.COURSE, NO_GRAPHS).openingIn("owner/kit").write(other);

        assertTrue(Files.readString(other.resolve(page)).contains("codespaces.new/owner/kit?"));
        assertFalse(Files.readString(site.resolve(page)).contains("codespaces.new"));
        for (String wrong : List.of("a b", "owner", "../kit", "owner/..", "owner/kit/x")) {
            Kit.Run run = Kit.lesson(other, "site", other.toString(), "--repository", wrong);
            assertEquals(2, run.status(), run.err());
            String error = wrong + " is no repository; name one as OWNER/NAME";
            assertTrue(run.err().contains(error), run.err());
        }
    }

    @Test
    void folder_that_cannot_be_written_to_is_named_with_what_to_do(@TempDir Path other)
            throws IOException {
        Path file = Files.writeString(other.resolve("a-file"), "text");
        Kit.Run occupied = Kit.lesson(other, "site", file.toString());
        assertEquals(2, occupied.status(), occupied.err());
        String error = "cannot write to " + file + "; name a folder that you may write to";
        assertTrue(occupied.err().contains(error), occupied.err());
        Kit.Run nameless = Kit.lesson(other, "site", "");
        assertEquals(2, nameless.status(), nameless.err());
        assertTrue(nameless.err().contains("name one, such as target/site"), nameless.err());
    }
}
