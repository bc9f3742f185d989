package signalkit.course.teach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import signalkit.cli.FileReason;
import signalkit.course.Course;
import signalkit.course.Lesson;
import signalkit.course.check.LessonException;

/**
 * A lesson to begin with: small, complete, and green from the first build.
 *
 * @param course that gets one more lesson
 * @param topic its name, in small words with hyphens
 */
public record NewLesson(Course course, String topic) {
    private static final Pattern TOPIC = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LAST = 98;

    private static final List<String> MUTANTS =
            List.of("volatile", "locks", "blocks-too-late", "stays-blocked");

    /** Refuses a name that no folder and no package can have. */
    public NewLesson {
        if (!TOPIC.matcher(topic).matches()) {
            throw new LessonException(
                    "«"
                            + topic
                            + "» is no name of a lesson; use small words with hyphens: child-ends");
        }
        for (Lesson lesson : course.lessons()) {
            if (lesson.name().substring(3).replace("-", "").equals(topic.replace("-", ""))) {
                throw new LessonException("there is " + lesson.name() + " already; name another");
            }
        }
    }

    /**
     * Writes the lesson under the first number after all others.
     *
     * @return its folder
     */
    public Path write() {
        int number = 1 + course.lessons().stream().mapToInt(Lesson::number).max().orElse(0);
        if (number > LAST) {
            throw new LessonException("there is no number left; rename a folder of a lesson");
        }
        Path folder = course.folder().resolve(String.format(Locale.ROOT, "%02d-%s", number, topic));
        try {
            for (Map.Entry<String, String> file : files().entrySet()) {
                Path target = folder.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, filled(file.getValue(), number));
            }
        } catch (IOException e) {
            throw new LessonException("cannot write " + folder + ": " + FileReason.of(e), e);
        }
        return folder;
    }

    private String name() {
        return Arrays.stream(topic.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** The resource of each file. */
    private Map<String, String> files() {
        String own = "/Own" + name() + ".java";
        Map<String, String> files = new TreeMap<>();
        files.put("README.md", "readme");
        files.put("lesson.json", "lesson");
        files.put("game.json", "game");
        files.put("check/" + name() + ".java", "task");
        files.put("check/" + name() + "Checks.java", "checks");
        files.put("check/" + name() + "Scene.java", "scene");
        files.put("exercise" + own, "exercise");
        files.put("exercise/schedule.txt", "schedule");
        files.put("solution" + own, "solution");
        MUTANTS.forEach(m -> files.put("mutants/" + m + own, "mutant-" + m));
        return files;
    }

    private String filled(String resource, int number) throws IOException {
        String words = topic.replace('-', ' ');
        String title = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        try (InputStream in = NewLesson.class.getResourceAsStream("new/" + resource + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@Topic@", name())
                    .replace("@package@", topic.replace("-", ""))
                    .replace("@title@", title)
                    .replace("@number@", "" + number);
        }
    }
}
