package signalkit.course;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import signalkit.course.check.Check;
import signalkit.course.check.LessonChecks;
import signalkit.course.check.LessonException;
import signalkit.course.check.TriedNumbers;

/**
 * One lesson: a folder.
 *
 * @param number from 1
 * @param folder {@code lessons/NN-topic}
 * @param title in a few words
 * @param minutes that it takes
 * @param scenario of the servers that shows the same; null when there is none
 * @param checksClass implements {@link LessonChecks}; null when all steps are questions
 * @param steps in order
 */
public record Lesson(
        int number,
        Path folder,
        String title,
        int minutes,
        String scenario,
        String checksClass,
        List<LessonStep> steps) {
    private static final String FILE = "lesson.json";

    private static final Pattern NAME = Pattern.compile("(\\d\\d)-.+");

    private record Description(
            String title, int minutes, String scenario, String checks, List<LessonStep> steps) {
        boolean isComplete() {
            return title != null
                    && steps != null
                    && !steps.isEmpty()
                    && steps.stream().allMatch(step -> step != null && step.id() != null);
        }
    }

    /** Reads a folder whose name starts with the number. */
    static Lesson read(Path folder) {
        Path file = folder.resolve(FILE);
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches()) {
            throw new LessonException(
                    folder + " is not named like a lesson; call it NN-topic, for example 16-topic");
        }
        try {
            Description read = new Gson().fromJson(Files.readString(file), Description.class);
            if (read == null || !read.isComplete()) {
                throw new LessonException(
                        file + " lacks the title, the steps, or the id of a step; add it");
            }
            for (LessonStep step : read.steps) {
                Optional<String> fault = step.faultOfOptions();
                if (fault.isPresent()) {
                    throw new LessonException(
                            file + ": step " + step.id() + " has " + fault.get() + "; correct it");
                }
            }
            return new Lesson(
                    Integer.parseInt(name.group(1)),
                    folder,
                    read.title,
                    read.minutes,
                    read.scenario,
                    read.checks,
                    List.copyOf(read.steps));
        } catch (IOException | JsonParseException e) {
            throw new LessonException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The name of the folder.
     *
     * @return number and topic
     */
    public String name() {
        return folder.getFileName().toString();
    }

    /**
     * A step by its name.
     *
     * @param id as in {@code lesson.json}
     * @return empty when there is none
     */
    public Optional<LessonStep> step(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    /**
     * The step whose files the learner changes.
     *
     * @return empty when the lesson has no exercise
     */
    public Optional<LessonStep> exercise() {
        return step("fix").filter(LessonStep::isExercise);
    }

    /**
     * What the lesson checks: an object of the class that {@code lesson.json} names.
     *
     * @return a new object
     */
    public LessonChecks checks() {
        if (checksClass == null) {
            return Map::of;
        }
        try {
            return Class.forName(checksClass)
                    .asSubclass(LessonChecks.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            Throwable why = e instanceof InvocationTargetException ? e.getCause() : e;
            throw new LessonException(
                    folder.resolve(FILE)
                            + " names "
                            + checksClass
                            + ", and no object of it can be made ("
                            + why
                            + "); correct the name or the class, and build again",
                    e);
        }
    }

    /**
     * The check of a step that is not a question.
     *
     * @param step of this lesson
     * @return its check
     */
    public Check check(LessonStep step) {
        Check check = checks().byStep().get(step.id());
        if (check == null) {
            throw new LessonException(
                    "step "
                            + step.id()
                            + " of "
                            + folder.resolve(FILE)
                            + " has no answers, and "
                            + (checksClass == null ? "the lesson names no checks" : checksClass)
                            + " has no check for it; add one or the other");
        }
        return step.tried() == 0 ? check : new TriedNumbers(check, step.tried());
    }

    /**
     * The wrong variants of the exercise.
     *
     * @return their folders, by name
     * @throws IOException when the folder cannot be read
     */
    public List<Path> mutants() throws IOException {
        return foldersIn("mutants");
    }

    /**
     * Solutions of other designs than ours; the check has to pass each of them.
     *
     * @return their folders, by name
     * @throws IOException when the folder cannot be read
     */
    public List<Path> alternatives() throws IOException {
        return foldersIn("alternatives");
    }

    private List<Path> foldersIn(String name) throws IOException {
        Path parent = folder.resolve(name);
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(parent)) {
            return found.filter(Files::isDirectory).sorted().toList();
        }
    }

    /**
     * What comes before the first step: why the lesson matters, its objectives, what to know.
     *
     * @return Markdown without the title
     */
    public String introduction() {
        StringBuilder introduction = new StringBuilder();
        for (String line : readme().lines().skip(1).toList()) {
            String heading = line.startsWith("## ") ? name(line) : "";
            if (step(heading).isPresent()) {
                break;
            }
            introduction.append(line).append('\n');
        }
        return introduction.toString().strip();
    }

    /**
     * The options of a question in a text: the marker above them, and the list.
     *
     * @param step its id
     * @return what finds them
     */
    public static Pattern optionsOf(String step) {
        return Pattern.compile("(?m)^<!-- options \\d+\\." + step + " -->\\n(?:- .*(?:\\n|$))*");
    }

    /** The name in a heading. */
    private static String name(String heading) {
        return heading.substring(3).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * The text of a step: the section of the README that has its name.
     *
     * @param id of the step, or the name of another section, in small letters
     * @return Markdown without the heading
     */
    public String text(String id) {
        StringBuilder section = new StringBuilder();
        boolean inside = false;
        boolean fenced = false;
        for (String line : readme().lines().toList()) {
            fenced ^= line.startsWith("```");
            if (!fenced && line.startsWith("## ")) {
                inside = name(line).equals(id);
            } else if (inside) {
                section.append(line).append('\n');
            }
        }
        return section.toString().strip();
    }

    /**
     * The whole text.
     *
     * @return Markdown
     */
    public String readme() {
        try {
            return Files.readString(folder.resolve("README.md"));
        } catch (IOException e) {
            throw new LessonException(
                    "cannot read the text of lesson " + name() + ": " + e.getMessage(), e);
        }
    }
}
