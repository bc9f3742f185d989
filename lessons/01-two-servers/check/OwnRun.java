package signalkit.lessons.twoservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.course.check.Answers;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Submission;
import signalkit.lab.server.ServerKind;
import signalkit.lab.trial.TrialPlan;

/**
 * The learner reads the ends of both servers out of a run of their own.
 *
 * <p>The run is made once and kept in {@code run.txt} beside the answers. A file that no such run
 * can have written is replaced by that of a new run.
 */
final class OwnRun implements Check {
    /** What is asked, and {@code usual}: what it is in every run of the two servers. */
    private record Figure(String key, String usual, ServerKind server, Pattern where, String hint) {
        Answers.Question of(Map<String, List<String>> runs) {
            return new Answers.Question(key, truth(runs), hint);
        }

        boolean isUsual(Map<String, List<String>> runs) {
            return truth(runs).equals(usual);
        }

        private String truth(Map<String, List<String>> runs) {
            for (String line : runs.getOrDefault("echo-" + server, List.of())) {
                Matcher matcher = where.matcher(line);
                if (matcher.find()) {
                    return matcher.group(1);
                }
            }
            return "0";
        }
    }

    private static final List<Figure> FIGURES =
            List.of(
                    new Figure(
                            "unsafe.status",
                            "143",
                            ServerKind.UNSAFE,
                            Pattern.compile("^exit status (\\d+)"),
                            "The line that begins with «exit status» has it, in the part of"
                                    + " echo-unsafe. It is what the process passed to exit, not"
                                    + " what became of its clients."),
                    new Figure(
                            "unsafe.never_served",
                            "16",
                            ServerKind.UNSAFE,
                            Pattern.compile("^clients:.* (\\d+) never served"),
                            "Look at the line «clients:» of echo-unsafe, the words «never served»."),
                    new Figure(
                            "unsafe.threads",
                            "8",
                            ServerKind.UNSAFE,
                            Pattern.compile("^STOPPED .*\\bthreads=(\\d+)"),
                            "STOPPED of echo-unsafe says how many worker threads were still there"
                                    + " when main left: the key is threads, not open or queued."),
                    new Figure(
                            "safe.status",
                            "0",
                            ServerKind.SAFE,
                            Pattern.compile("^exit status (\\d+)"),
                            "The second run, that of echo-safe, has a status of its own."),
                    new Figure(
                            "safe.drained",
                            "24",
                            ServerKind.SAFE,
                            Pattern.compile("^STOPPED .*\\bdrained=(\\d+)"),
                            "STOPPED of echo-safe counts the connections that got all of their"
                                    + " echo: the key is drained."));

    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        Path file = submission.folder().resolve("run.txt");
        if (!Files.exists(file) || !isUsual(Files.readAllLines(file))) {
            Files.write(file, makeRun());
        }
        List<String> lines = Files.readAllLines(file);
        if (!isUsual(lines)) {
            return CheckResult.fail("run", "this run of the two servers did not go as usual")
                    .expected("the ends that the lesson describes", "the run below")
                    .traced(lines)
                    .hinted("The machine may be busy. Check again, and a new run is made.");
        }
        Map<String, List<String>> runs = sections(lines);
        return Answers.read(submission.folder().resolve(submission.files().get(0)))
                .judge(FIGURES.stream().map(figure -> figure.of(runs)).toList(), "run", lines);
    }

    /** Whether a run of the two servers can have said that. */
    static boolean isUsual(List<String> lines) {
        Map<String, List<String>> runs = sections(lines);
        return FIGURES.stream().allMatch(figure -> figure.isUsual(runs));
    }

    private static List<String> makeRun() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (ServerKind kind : ServerKind.values()) {
            lines.addAll(
                    ServerRuns.describe(ServerRuns.run(kind, TrialPlan.CROWD), TrialPlan.CROWD));
            lines.add("");
        }
        return lines;
    }

    private static Map<String, List<String>> sections(List<String> lines) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> section = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("echo-")) {
                section = new ArrayList<>();
                sections.put(line.split(":")[0], section);
            }
            section.add(line);
        }
        return sections;
    }
}
