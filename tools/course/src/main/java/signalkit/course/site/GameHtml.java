package signalkit.course.site;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import signalkit.course.Lesson;
import signalkit.course.schedule.GameDescription;

/**
 * The element in which a program is played, with its state graph beside it.
 *
 * <p>Scripts fill the element; without them it says how to play in the kit.
 */
final class GameHtml {
    /** What a page with a game loads, in this order. */
    static final List<String> SCRIPTS =
            List.of("state-graph.js", "progress.js", "play.js", "stage.js", "keys.js", "game.js");

    /** The element with the graph of the game. */
    static final String GRAPH = "graph";

    /** The element with what there is to say about each line of the exercise. */
    private static final String QUESTION = "question";

    private final List<String> settings = new ArrayList<>();
    private final String graph;
    private String question = "";
    private String otherwise = "";

    private GameHtml(String graph) {
        this.graph = graph;
    }

    /**
     * The game of a lesson's exercise.
     *
     * @param lesson that is played
     * @param graph of its first scene around the exercise
     */
    static GameHtml of(Lesson lesson, String graph) {
        GameHtml game = new GameHtml(graph);
        GameDescription description = GameDescription.of(lesson.folder());
        game.set("goal", description.goal().replace("`", ""));
        game.set("key", lesson.name() + "/step");
        game.set("replay", "tools/kit lesson replay " + lesson.number());
        if (description.file() != null) {
            game.set("question", QUESTION);
            game.question = question(description);
        }
        game.otherwise = "tools/kit lesson step " + lesson.number();
        return game;
    }

    /** Which lines a learner may change, and why, for the question after a win. */
    private static String question(GameDescription description) {
        JsonArray lines = new JsonArray();
        for (GameDescription.CodeLines each : description.lines()) {
            JsonObject line = new JsonObject();
            line.addProperty("from", each.from());
            line.addProperty("to", each.to());
            line.addProperty("right", each.right());
            line.addProperty("why", each.why());
            lines.add(line);
        }
        JsonObject json = new JsonObject();
        json.addProperty("file", description.file());
        json.add("lines", lines);
        return json.toString();
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
                + SiteFrame.data(GRAPH, graph)
                + (question.isEmpty() ? "" : SiteFrame.data(QUESTION, question));
    }
}
