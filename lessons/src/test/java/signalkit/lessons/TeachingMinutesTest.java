package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;

/**
 * The minutes that TEACHING gives for each lesson follow from its files.
 *
 * <p>{@code -Dsignalkit.pages.write=true} writes them again.
 */
class TeachingMinutesTest {
    private static final int WORDS_A_MINUTE = 200;
    private static final int LINES_A_MINUTE = 2;
    private static final int GAME = 5;
    private static final int COMMANDS = 2;

    private static final String HEAD =
            "| Lesson | Reading, min | Lines to write | In all, min |\n|---|---|---|---|\n";

    @Test
    void table_is_what_the_files_give() throws IOException {
        Path file = Kit.COURSE.folder().resolve("TEACHING.md");
        String text = Files.readString(file);
        int start = text.indexOf(HEAD) + HEAD.length();
        int end = text.indexOf("\n\n", start) + 1;
        String table = Kit.COURSE.lessons().stream().map(this::row).collect(Collectors.joining());
        if (Boolean.getBoolean("signalkit.pages.write")) {
            Files.writeString(file, text.substring(0, start) + table + text.substring(end));
            return;
        }
        assertEquals(table, text.substring(start, end), "-Dsignalkit.pages.write=true writes it");
    }

    private String row(Lesson lesson) {
        try {
            String text = Files.readString(lesson.folder().resolve("README.md"));
            int words = text.replaceAll("<!--.*?-->", "").trim().split("\\s+").length;
            int reading = Math.round((float) words / WORDS_A_MINUTE);
            int lines = newLines(lesson);
            int all = reading + lines / LINES_A_MINUTE + GAME + COMMANDS;
            String number = lesson.name().substring(0, 2).replaceFirst("^0", "");
            return "| %s | %d | %d | %d |\n".formatted(number, reading, lines, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of the solution that the exercise does not have, blank ones and comments left out. */
    private static int newLines(Lesson lesson) throws IOException {
        LessonStep fix = lesson.exercise().orElseThrow();
        int lines = 0;
        for (String file : fix.files()) {
            Set<String> old = new HashSet<>(code(lesson.folder().resolve("exercise"), file));
            lines +=
                    (int)
                            code(lesson.folder().resolve("solution"), file).stream()
                                    .filter(line -> !old.contains(line))
                                    .count();
        }
        return lines;
    }

    private static List<String> code(Path folder, String file) throws IOException {
        return Files.readAllLines(folder.resolve(file)).stream()
                .map(String::strip)
                .filter(line -> line.length() > 1 && !line.matches("(//|/\\*|\\*).*"))
                .toList();
    }
}
