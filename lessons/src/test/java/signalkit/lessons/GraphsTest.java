package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.course.Lesson;
import signalkit.course.check.Submission;
import signalkit.course.schedule.GameGraphs;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.graph.GraphExport;

/** The game of each lesson has a state graph for its page, which is what live runs do. */
class GraphsTest {
    /** What a page may load. */
    private static final int BUDGET = 400_000;

    /** The larger games lose levels of preemptions. */
    private static final int SMALL = 1_500;

    private static final int FEW_GAMES = 4;

    /** Through each game. */
    private static final int WALKS = 1_000;

    private static List<Lesson> games() {
        List<Lesson> games =
                Kit.COURSE.lessons().stream()
                        .filter(lesson -> lesson.exercise().isPresent())
                        .filter(lesson -> lesson.checks() instanceof ScheduleChecks)
                        .toList();
        assertFalse(games.isEmpty());
        return games;
    }

    private static ScheduleChecks checks(Lesson lesson) {
        return (ScheduleChecks) lesson.checks();
    }

    private static Submission exercise(Lesson lesson) {
        return new Submission(
                lesson.folder(),
                lesson.folder().resolve("exercise"),
                lesson.exercise().orElseThrow().files());
    }

    /** Several games at a time: the walks of one keep a single core busy. */
    private static void assertSameAsLive(List<Lesson> games, int most, int walks) {
        games.parallelStream().forEach(lesson -> assertSameAsLive(lesson, most, walks));
    }

    private static void assertSameAsLive(Lesson lesson, int most, int walks) {
        try {
            String graph = GameGraphs.of(checks(lesson), exercise(lesson), most);
            assertTrue(gzipped(graph) <= BUDGET, lesson.name());
            assertEquals(
                    Optional.empty(),
                    GameGraphs.difference(checks(lesson), exercise(lesson), graph, walks),
                    lesson.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }

    /** Of the first lessons; {@code -Pall} walks through the games of all of them. */
    @Test
    void walks_see_the_same_in_the_graphs_and_in_live_runs() {
        assertSameAsLive(games().subList(0, FEW_GAMES), SMALL, 16);
    }

    @Test
    @Tag("slow")
    @Timeout(300)
    void ten_thousand_walks_see_the_same_in_the_whole_graphs() {
        List<Lesson> games = games();
        assertTrue(games.size() * WALKS >= 10_000, games.size() + " games");
        assertSameAsLive(games, GraphExport.MOST, WALKS);
    }

    @Test
    void graph_of_another_lesson_is_found_out() throws IOException {
        Lesson first = games().get(0);
        Lesson second = games().get(1);
        String graph = GameGraphs.of(checks(first), exercise(first), SMALL);

        assertTrue(GameGraphs.difference(checks(second), exercise(second), graph, 5).isPresent());
    }
}
