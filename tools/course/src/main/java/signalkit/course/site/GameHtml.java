package signalkit.course.site;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import signalkit.course.Lesson;
import signalkit.course.schedule.ScheduleChecks;
import signalkit.explorer.FindingKind;

/**
 * The element in which a program is played, with its state graph beside it.
 *
 * <p>Scripts fill the element; without them it says how to play in the kit.
 */
final class GameHtml {
    /** What a page with a game loads, in this order. */
    static final List<String> SCRIPTS =
            List.of(
                    "state-graph.js",
                    "progress.js",
                    "play.js",
                    "stage.js",
                    "game.js",
                    "twins.js",
                    "lesson.js");

    /** The element with the graph of the game. */
    static final String GRAPH = "graph";

    /** What to do, if the text of the step begins with it. */
    private static final Pattern GOAL = Pattern.compile("^([A-Z].*?)(?:: |\\. |\\.$)");

    private final List<String> settings = new ArrayList<>();
    private final String graph;
    private String otherwise = "";

    private GameHtml(String graph) {
        this.graph = graph;
    }

    /**
     * The game of a lesson's exercise.
     *
     * @param lesson that is played
     * @param checks of the lesson
     * @param graph of its first scene around the exercise
     */
    static GameHtml of(Lesson lesson, ScheduleChecks checks, String graph) {
        GameHtml game = new GameHtml(graph);
        game.set("goal", goal(lesson));
        game.set("key", lesson.name() + "/step");
        game.set("check", "tools/kit lesson check " + lesson.number());
        game.set("failures", failures(checks));
        game.otherwise = "tools/kit lesson step " + lesson.number();
        return game;
    }

    /** The kinds of warnings that count as failures, between commas. */
    static String failures(ScheduleChecks checks) {
        return checks.schedules().failures().stream()
                .map(FindingKind::label)
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** What the learner is to do, in a few words of the lesson. */
    static String goal(Lesson lesson) {
        String first = lesson.text("step").lines().findFirst().orElse("");
        Matcher goal = GOAL.matcher(lesson.text("step").replace('\n', ' ').replace("`", ""));
        boolean isCommand = first.startsWith("`") || first.startsWith("Run ");
        return !isCommand && goal.find() ? goal.group(1) + "." : "Find a schedule that breaks it.";
    }

    /** The same game on another page, with what the reader may do after a win. */
    GameHtml leadingTo(String page) {
        set("next", page);
        return this;
    }

    private void set(String name, String value) {
        settings.add(" data-" + name + "=\"" + CodeColours.escape(value) + "\"");
    }

    /** The element and the data. */
    String html() {
        return "<section class=\"game-box\" data-graph=\""
                + GRAPH
                + "\""
                + String.join("", settings)
                + " aria-label=\"Game\"><p>The game needs scripts. In the kit, play it with <code>"
                + otherwise
                + "</code>.</p></section>\n"
                + SiteFrame.data(GRAPH, graph);
    }
}
