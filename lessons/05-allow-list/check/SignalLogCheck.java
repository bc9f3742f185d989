package signalkit.lessons.allowlist;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;
import signalkit.course.check.TemporaryFolder;
import signalkit.course.schedule.SceneCheck;
import signalkit.rules.HandlerRules;

/**
 * The learner's handlers do what they should, and reach nothing that they may not.
 *
 * @param schedules the check of all schedules
 */
record SignalLogCheck(SceneCheck schedules) implements Check {
    private record BrokenRule(String cause, String text) {}

    /** By cause, the most telling first: a thread that is started takes locks, too. */
    private static final Map<String, ArchRule> RULES = rules();

    private static final Map<String, String> REMEDIES =
            Map.ofEntries(
                    Map.entry("deadlock", "the code that it interrupts may hold that very lock"),
                    Map.entry("lock", "a handler may not wait for any lock"),
                    Map.entry("block", "a handler that waits stops the thread below it, too"),
                    Map.entry("io", "leave a mark, and let ordinary code write it out"),
                    Map.entry("log", "leave a mark, and let ordinary code log it"),
                    Map.entry("thread", "start the thread before, and let it wait for a mark"),
                    Map.entry("exit", "leave a mark, and let main end by itself"),
                    Map.entry("register", "register all handlers in install()"),
                    Map.entry("throw", "there is nobody above a handler who could catch it"),
                    Map.entry(
                            "update",
                            "the signal may come between the reading and the writing; use one"
                                    + " atomic step"),
                    Map.entry("shared", "only volatile fields and atomics may be shared"),
                    Map.entry("first", "use that class once in install(), before the first signal"),
                    Map.entry("unknown", "nobody can tell what it locks; use something simpler"));

    private static Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("thread", HandlerRules.handlers_start_no_threads);
        rules.put("exit", HandlerRules.handlers_do_not_exit);
        rules.put("register", HandlerRules.handlers_register_no_handlers);
        rules.put("throw", HandlerRules.handlers_throw_nothing);
        rules.put("log", HandlerRules.handlers_do_not_log);
        rules.put("io", HandlerRules.handlers_do_no_io);
        rules.put("block", HandlerRules.handlers_do_not_block);
        rules.put("deadlock", HandlerRules.handlers_share_no_locks_with_interrupted_code);
        rules.put("lock", HandlerRules.handlers_take_no_locks);
        rules.put("update", HandlerRules.handlers_lose_no_updates);
        rules.put("shared", HandlerRules.handlers_use_no_plain_shared_state);
        rules.put("first", HandlerRules.handlers_use_nothing_for_the_first_time);
        rules.put("unknown", HandlerRules.handlers_reach_only_verified_code);
        return rules;
    }

    @Override
    public CheckResult run(Submission submission) throws IOException, InterruptedException {
        Compilation compiled = submission.compile();
        CheckResult behaviour = SignalLogRuns.behaviour(compiled);
        if (!behaviour.passed()) {
            return behaviour;
        }
        List<BrokenRule> findings = findings(compiled);
        if (!findings.isEmpty()) {
            BrokenRule first = findings.get(0);
            List<String> trace = new ArrayList<>();
            findings.stream()
                    .map(BrokenRule::text)
                    .distinct()
                    .forEach(text -> trace.addAll(text.lines().toList()));
            long places = findings.stream().map(BrokenRule::text).distinct().count();
            return CheckResult.fail(first.cause, "a handler reaches what it may not")
                    .expected("no findings", places + (places == 1 ? " finding" : " findings"))
                    .traced(trace)
                    .hinted(hint(first))
                    .after(behaviour.schedules());
        }
        CheckResult everywhere = schedules.run(submission);
        if (!everywhere.passed()) {
            return everywhere;
        }
        return CheckResult.pass(
                "the handlers note every signal, wherever it comes, and reach nothing unsafe",
                behaviour.schedules() + everywhere.schedules());
    }

    /** Names the place in the learner's file that the chain ends at, and what is wrong there. */
    private static String hint(BrokenRule finding) {
        List<String> hops =
                finding.text
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("at lesson."))
                        .toList();
        String sink = finding.text.lines().findFirst().orElse("").replaceFirst(".* → ", "");
        String place = hops.isEmpty() ? "your handler" : hops.get(hops.size() - 1).substring(3);
        return place + " reaches " + sink + ": " + REMEDIES.get(finding.cause) + ".";
    }

    private static List<BrokenRule> findings(Compilation compiled) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            compiled.writeTo(folder.path());
            JavaClasses classes = new ClassFileImporter().importPath(folder.path());
            List<BrokenRule> findings = new ArrayList<>();
            RULES.forEach(
                    (cause, rule) ->
                            rule.evaluate(classes).getFailureReport().getDetails().stream()
                                    .map(text -> new BrokenRule(cause, text))
                                    .forEach(findings::add));
            return findings;
        }
    }
}
