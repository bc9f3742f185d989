package signalkit.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;
import signalkit.course.Lesson;
import signalkit.course.LessonStep;
import signalkit.course.cli.Main;
import signalkit.course.teach.StudentTree;

/** Every command that the texts name exists, with the options that it is given there. */
class CommandsTest {
    /** In a sentence, and as a line of its own: of a listing, or of a workflow. */
    private static final List<Pattern> COMMANDS =
            List.of(
                    Pattern.compile("`(?:(?:tools/)?kit )?lesson ([^`]+)`"),
                    Pattern.compile("(?m)^ *(?:- run: |\\$ )?(?:tools/)?kit lesson ([^|\\n]+)"));

    private static Stream<Path> texts() {
        Path folder = Kit.COURSE.folder();
        return Stream.concat(
                Stream.of(folder.resolve("TEACHING.md"), Kit.HOME.resolve("README.md")),
                Kit.COURSE.lessons().stream().map(lesson -> lesson.folder().resolve("README.md")));
    }

    private static List<String> commands(String text) {
        return COMMANDS.stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> found.group(1).replaceAll("\\s+", " ").strip())
                .toList();
    }

    /** The commands that cannot be what they say; nothing is run. */
    private static List<String> wrong(String text) {
        List<String> wrong = new ArrayList<>();
        for (String command : commands(text)) {
            try {
                Main.line().parseArgs(command.split(" "));
            } catch (ParameterException e) {
                wrong.add(command + ": " + e.getMessage());
            }
        }
        return wrong;
    }

    @Test
    void commands_in_the_texts_exist() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path text : texts().toList()) {
            seen += commands(Files.readString(text)).size();
            wrong.addAll(wrong(Files.readString(text)));
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 3 * Kit.COURSE.lessons().size(), seen + " commands");
    }

    @Test
    void workflow_for_students_runs_a_command_that_exists(@TempDir Path folder) throws IOException {
        Path tree = folder.resolve("tree");
        new StudentTree(Kit.COURSE, "", "").write(tree);
        String workflow = Files.readString(tree.resolve(".github/workflows/lessons.yml"));
        List<String> run =
                Pattern.compile("(?m)^ *- name: Check\n *run: kit/\\*/tools/kit lesson (.*)$")
                        .matcher(workflow)
                        .results()
                        .map(found -> found.group(1))
                        .toList();
        assertEquals(1, run.size(), workflow);
        Main.line().parseArgs(run.get(0).split(" "));
        assertTrue(Files.isExecutable(Kit.HOME.resolve("tools/kit")));
    }

    @Test
    void workflow_of_the_pages_publishes_the_folder_that_its_command_writes() throws IOException {
        String workflow =
                Files.readString(Kit.HOME.resolve(".github").resolve("workflows/pages.yml"));
        Matcher run =
                Pattern.compile("(?m)^ *- run: tools/kit (site (\\S+) .*)$").matcher(workflow);
        assertTrue(run.find(), workflow);
        Main.line()
                .parseArgs(run.group(1).replace("\"$GITHUB_REPOSITORY\"", "owner/kit").split(" "));
        String uploaded =
                "(?s).*uses: actions/upload-pages-artifact@v\\d+\\s+with:\\s+path: "
                        + Pattern.quote(run.group(2))
                        + "\n.*uses: actions/deploy-pages@v\\d+\\s*";
        assertTrue(workflow.matches(uploaded), workflow);
        for (String permission : List.of("contents: read", "pages: write", "id-token: write")) {
            assertTrue(workflow.contains("\n  " + permission + "\n"), permission);
        }
    }

    @Test
    void students_get_the_exercises_and_nothing_that_answers_them(@TempDir Path folder)
            throws IOException {
        Path tree = folder.resolve("tree");
        List<Path> files = new StudentTree(Kit.COURSE, "", "").write(tree);
        assertTrue(files.size() > 3 * Kit.COURSE.lessons().size(), "" + files.size());
        String answers = ".*(solution|mutants|alternatives|lesson\\.json|fixed\\.c).*";
        files.forEach(file -> assertFalse(file.toString().matches(answers), file.toString()));
        for (Lesson lesson : Kit.COURSE.lessons()) {
            for (LessonStep step : lesson.steps()) {
                for (String file : step.files()) {
                    assertEquals(
                            Files.readString(lesson.folder().resolve("exercise").resolve(file)),
                            Files.readString(tree.resolve(lesson.name()).resolve(file)));
                }
            }
        }
    }

    @Test
    void command_that_does_not_exist_is_noticed() {
        assertEquals(1, wrong("- run: tools/kit lesson check --everything\n").size());
        assertEquals(1, wrong("then: `lesson chek 3`").size());
        assertEquals(1, wrong("$ kit lesson verify\n").size());
        assertEquals(List.of(), wrong("then: `lesson check 3`, or\n  kit lesson list\n"));
    }
}
