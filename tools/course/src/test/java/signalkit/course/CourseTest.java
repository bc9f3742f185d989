package signalkit.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.check.Check;
import signalkit.course.check.LessonChecks;
import signalkit.course.check.LessonException;

/** Lessons are read from their folders; what is wrong with one is said with its file. */
class CourseTest {
    private static final String STEPS =
            """
            {"title": "New", "minutes": 5, %s
             "steps": [{"id": "predict", "points": 1, "answers": ["b"]},
                       {"id": "fix", "points": 4, "files": ["Adder.java"]}]}
            """;

    @TempDir private Path home;

    private void lesson(String name, String json) throws IOException {
        Path folder = home.resolve("lessons").resolve(name);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("lesson.json"), json);
    }

    private static String checks(String className) {
        return String.format(STEPS, "\"checks\": \"" + className + "\",");
    }

    private String messageOfReading() {
        return assertThrows(LessonException.class, () -> Course.read(home)).getMessage();
    }

    private String messageOfCheck(String place) {
        Course.Place step = Course.read(home).place(place);
        return assertThrows(LessonException.class, () -> step.lesson().check(step.step()))
                .getMessage();
    }

    @Test
    void lessons_are_in_the_order_of_their_numbers_and_other_folders_are_none() throws IOException {
        lesson("02-second", checks("x.Y"));
        lesson("01-first", checks("x.Y"));
        Files.createDirectories(home.resolve("lessons").resolve("work"));
        Course course = Course.read(home);
        assertEquals(List.of("01-first", "02-second"), names(course));
        assertEquals("02-second", course.lesson("02").name());
    }

    private static List<String> names(Course course) {
        return course.lessons().stream().map(Lesson::name).toList();
    }

    @Test
    void class_that_is_named_makes_the_checks() throws IOException {
        lesson("01-first", checks("signalkit.lessons.sums.SumsChecks"));
        Course.Place place = Course.read(home).place("1.fix");
        assertNotNull(place.lesson().check(place.step()));
    }

    @Test
    void class_that_is_missing_or_no_checks_is_named_with_the_file() throws IOException {
        for (String name : List.of("signalkit.lessons.no.Checks", "java.lang.String")) {
            lesson("01-first", checks(name));
            String message = messageOfCheck("1.fix");
            assertTrue(message.contains("lesson.json names " + name), message);
            assertTrue(message.contains("build again"), message);
        }
    }

    /** Cannot be made. */
    public static final class Broken implements LessonChecks {
        /** Says why. */
        public Broken() {
            throw new IllegalStateException("no scene");
        }

        @Override
        public Map<String, Check> byStep() {
            return Map.of();
        }
    }

    @Test
    void class_whose_constructor_fails_is_named_with_the_reason() throws IOException {
        lesson("01-first", checks(Broken.class.getName()));
        String message = messageOfCheck("1.fix");
        assertTrue(message.contains("IllegalStateException: no scene"), message);
    }

    @Test
    void step_without_answers_and_check_is_named() throws IOException {
        lesson("01-first", String.format(STEPS, ""));
        String none = messageOfCheck("1.fix");
        assertTrue(none.contains("step fix of ") && none.contains("names no checks"), none);
        lesson("01-first", checks("signalkit.lessons.sums.SumsChecks").replace("fix", "mend"));
        String other = messageOfCheck("1.mend");
        assertTrue(other.contains("SumsChecks has no check for it"), other);
    }

    @Test
    void lesson_that_is_not_complete_is_named() throws IOException {
        for (String json : List.of("", "{}", "{\"title\": \"New\"}", "{\"steps\": [{}]}", "[]")) {
            lesson("01-first", json);
            assertTrue(messageOfReading().contains("lesson.json"), json);
        }
    }

    @Test
    void options_that_make_no_question_are_named() throws IOException {
        String one = "{\"text\": \"1\", \"why\": \"It is.\", \"right\": true}";
        String two = "{\"text\": \"2\", \"why\": \"It is not.\"}";
        for (List<String> options :
                List.of(
                        List.of(two),
                        List.of(one, one.replace("1", "3")),
                        List.of(one, two, two.replace("2", "2!")),
                        List.of(one, "null"),
                        List.of(one, "{}"),
                        List.of(one, two.replace("It is not.", " ")))) {
            String list = "\"options\": [" + String.join(", ", options) + "]";
            lesson("01-first", checks("x.Y").replace("\"answers\": [\"b\"]", list));
            assertTrue(messageOfReading().contains("step predict has"), messageOfReading());
        }
        String list = "\"options\": [" + one + ", " + two + "]";
        lesson("01-first", checks("x.Y").replace("\"answers\": [\"b\"]", list));
        assertEquals(1, Course.read(home).lessons().size());
    }

    @Test
    void folder_that_is_not_named_like_a_lesson_is_named() throws IOException {
        lesson("first", checks("x.Y"));
        assertTrue(messageOfReading().contains("NN-topic"), messageOfReading());
    }

    @Test
    void number_that_two_lessons_have_is_named() throws IOException {
        lesson("01-first", checks("x.Y"));
        lesson("01-other", checks("x.Y"));
        assertTrue(messageOfReading().contains("01-other"), messageOfReading());
    }
}
