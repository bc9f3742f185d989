package signalkit.lessons.jvmsignals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import signalkit.course.check.Answers;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.ChildJvm;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;
import signalkit.course.check.TemporaryFolder;

/**
 * The learner reads a deadlock out of a thread dump of their own.
 *
 * <p>The dump is made once, of the exercise as it was handed out, and kept in {@code dump.txt}
 * beside the answers.
 */
final class OwnDump implements Check {
    private static final String FILE = "dump.txt";
    private static final String SEAL = "# Made by «lesson check»; do not change. SHA-256: ";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern NAME = Pattern.compile("^\"([^\"]+)\"");
    private static final Pattern WANTED = Pattern.compile("- waiting to lock <(\\w+)>");
    private static final Pattern LOCK = Pattern.compile("- (waiting to lock|locked) <(\\w+)>");
    private static final Pattern MAIN =
            Pattern.compile("at lesson\\.Stop\\.main\\(Stop\\.java:(\\d+)\\)");

    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        Path file = submission.folder().resolve(FILE);
        List<String> fresh = makeDump(submission.lesson().resolve("exercise"));
        if (!Files.exists(file)) {
            Files.write(file, sealed(fresh));
        }
        List<String> written = Files.readAllLines(file);
        List<String> dump = written.subList(Math.min(1, written.size()), written.size());
        List<String> shown =
                JvmThread.parse(dump).stream().flatMap(thread -> thread.lines().stream()).toList();
        if (!written.equals(sealed(dump)) || !story(dump).equals(story(fresh))) {
            return CheckResult.fail("forged", FILE + " is no dump that the check has made")
                    .expected("the dump that the first check made", "another text")
                    .traced(shown)
                    .hinted("Remove " + FILE + ", and check again: that makes a new dump.");
        }
        return Answers.read(submission.folder().resolve(submission.files().get(0)))
                .judge(questions(dump), "dump", shown);
    }

    /** A dump below a line that shows whether somebody has changed it since. */
    static List<String> sealed(List<String> dump) {
        byte[] text = String.join("\n", dump).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return Stream.concat(Stream.of(SEAL + HexFormat.of().formatHex(digest)), dump.stream())
                    .toList();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has it", e);
        }
    }

    /** The stacks of the program in that folder, once it hangs. */
    private static List<String> makeDump(Path exercise) throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            Compilation.ofProgram(exercise, List.of("Stop.java")).writeTo(folder.path());
            return dump(folder.path());
        }
    }

    private static List<String> dump(Path classes) throws IOException, InterruptedException {
        try (ChildJvm program = new ChildJvm(classes, JvmStopCheck.MAIN)) {
            program.await("ready", PATIENCE);
            program.terminate();
            long end = System.nanoTime() + PATIENCE.toNanos();
            List<String> dump = program.threads();
            while (first(WANTED, dump).isEmpty() && System.nanoTime() < end) {
                dump = program.threads();
            }
            return dump;
        }
    }

    /**
     * Which thread is where, and which of them holds or waits for the same lock: all that questions
     * are about. Two dumps of one program tell the same, whatever the addresses and the JDK.
     */
    private static List<String> story(List<String> dump) {
        List<String> locks = new ArrayList<>();
        List<String> story = new ArrayList<>();
        for (JvmThread thread : JvmThread.parse(dump)) {
            for (String line : thread.lines()) {
                Matcher lock = LOCK.matcher(line);
                if (lock.find()) {
                    if (!locks.contains(lock.group(2))) {
                        locks.add(lock.group(2));
                    }
                    story.add(thread.name() + lock.group(1) + locks.indexOf(lock.group(2)));
                } else if (line.contains("at lesson.")
                        || line.contains("at java.lang.System.exit")) {
                    story.add(thread.name() + line.strip());
                }
            }
        }
        return story;
    }

    private static List<Answers.Question> questions(List<String> dump) {
        String wanting = thread(dump, line -> WANTED.matcher(line).find());
        String lock = first(WANTED, dump);
        String exiting = thread(dump, line -> line.contains("at java.lang.System.exit("));
        return List.of(
                new Answers.Question(
                        "exit.thread",
                        exiting,
                        "One thread has the frame java.lang.System.exit; its name is in quotes"
                                + " in the line above its frames."),
                new Answers.Question(
                        "exit.waits_for",
                        wanting,
                        "System.exit is in Thread.join: it waits for the end of a hook. Which"
                                + " other thread runs the program's code, and is not main?"),
                new Answers.Question(
                        "lock",
                        lock,
                        "The hook says «waiting to lock <…>»: copy what is between < and >."),
                new Answers.Question(
                        "lock.holder",
                        thread(dump, line -> line.contains("- locked <" + lock + ">")),
                        "Look for «locked» with the same number: whose frames stand above it?"),
                new Answers.Question(
                        "main.line",
                        first(MAIN, dump),
                        "«main» blocks nobody; the number follows Stop.java: in its last"
                                + " frame."));
    }

    /** The name of the first thread with such a line. */
    private static String thread(List<String> dump, Predicate<String> line) {
        String name = "";
        for (String each : dump) {
            Matcher matcher = NAME.matcher(each);
            if (matcher.find()) {
                name = matcher.group(1);
            } else if (line.test(each)) {
                return name;
            }
        }
        return "";
    }

    private static String first(Pattern pattern, List<String> lines) {
        return lines.stream()
                .flatMap(line -> pattern.matcher(line).results())
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }
}
