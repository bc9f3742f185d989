package signalkit.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signalkit.cli.Spelling;
import signalkit.course.check.LessonException;

/**
 * All lessons, in order.
 *
 * @param folder where they are
 * @param lessons by number
 */
public record Course(Path folder, List<Lesson> lessons) {
    /**
     * A step with the lesson that it belongs to.
     *
     * @param lesson the lesson
     * @param step a step of it
     */
    public record Place(Lesson lesson, LessonStep step) {
        /**
         * A name that stays when lessons are added.
         *
         * @return {@code NN-topic/step}
         */
        public String key() {
            return lesson.name() + "/" + step.id();
        }

        @Override
        public String toString() {
            return "lesson " + lesson.number() + ", " + step.id();
        }
    }

    /**
     * Reads the course of a project.
     *
     * @param home the project's folder
     * @return the course
     */
    public static Course read(Path home) {
        Path folder = home.resolve("lessons");
        List<Lesson> lessons;
        try (Stream<Path> found = Files.list(folder)) {
            lessons =
                    found.filter(path -> Files.isRegularFile(path.resolve("lesson.json")))
                            .sorted()
                            .map(Lesson::read)
                            .toList();
        } catch (IOException e) {
            throw new LessonException(
                    "there are no lessons in " + folder + "; run this from the project's folder",
                    e);
        }
        for (int i = 1; i < lessons.size(); i++) {
            if (lessons.get(i).number() == lessons.get(i - 1).number()) {
                throw new LessonException(
                        lessons.get(i).folder()
                                + " has the number of "
                                + lessons.get(i - 1).name()
                                + "; give it another one");
            }
        }
        return new Course(folder, lessons);
    }

    /**
     * Every step of every lesson.
     *
     * @return in order
     */
    public List<Place> places() {
        return lessons.stream()
                .flatMap(lesson -> lesson.steps().stream().map(step -> new Place(lesson, step)))
                .toList();
    }

    /**
     * Every step that has files: what is checked when all is.
     *
     * @return in order
     */
    public List<Place> exercises() {
        return places().stream().filter(place -> place.step().isExercise()).toList();
    }

    /**
     * The lesson of a number.
     *
     * @param number with or without a leading zero
     * @return the lesson
     */
    public Lesson lesson(String number) {
        return lessons.stream()
                .filter(lesson -> number.matches("0?" + lesson.number()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new LessonException(
                                        "there is no lesson "
                                                + Spelling.named(number)
                                                + "; there are: "
                                                + String.join(
                                                        ", ",
                                                        lessons.stream()
                                                                .map(l -> "" + l.number())
                                                                .toList())));
    }

    /**
     * The scenario of the servers that shows what a lesson is about.
     *
     * @param lesson of this course
     * @return its name in the catalogue of scenarios
     */
    public String scenario(Lesson lesson) {
        if (lesson.scenario() == null) {
            throw new LessonException(
                    "lesson "
                            + lesson.number()
                            + " has no scenario on the servers; these have: "
                            + lessons.stream()
                                    .filter(other -> other.scenario() != null)
                                    .map(other -> "" + other.number())
                                    .collect(Collectors.joining(", ")));
        }
        return lesson.scenario();
    }

    /**
     * A step by number and name.
     *
     * @param text as in {@code 6.fix}; the exercise when there is no name
     * @return the step and its lesson
     */
    public Place place(String text) {
        String[] parts = text.split("\\.", 2);
        Lesson lesson = lesson(parts[0]);
        if (parts.length == 1) {
            LessonStep step = lesson.exercise().orElse(lesson.steps().get(0));
            return new Place(lesson, step);
        }
        return lesson.step(parts[1])
                .map(step -> new Place(lesson, step))
                .orElseThrow(
                        () ->
                                new LessonException(
                                        "lesson "
                                                + lesson.number()
                                                + " has no step "
                                                + parts[1]
                                                + "; it has: "
                                                + String.join(
                                                        ", ",
                                                        lesson.steps().stream()
                                                                .map(LessonStep::id)
                                                                .toList())));
    }
}
