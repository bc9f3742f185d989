package signalkit.lessons.casestudy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.Submission;
import signalkit.course.check.TemporaryFolder;
import signalkit.course.schedule.SceneCheck;
import signalkit.rules.HandlerRules;

/**
 * Every bounded schedule; then the rules for handlers, where the session has one.
 *
 * <p>The rules do not know the heap, so only the schedules judge what a handler does with it.
 *
 * @param schedules the check of all schedules
 */
record HandlerCheck(SceneCheck schedules) implements Check {
    private static final Map<ArchRule, String> RULES = rules();

    /** Nobody can follow a call of this interface: its class is the check's. */
    private static final String HEAP = "LoginSession$Heap";

    private static Map<ArchRule, String> rules() {
        Map<ArchRule, String> rules = new LinkedHashMap<>();
        rules.put(HandlerRules.handlers_start_no_threads, "make the thread in install");
        rules.put(HandlerRules.handlers_do_not_exit, "let packet say that the session is over");
        rules.put(HandlerRules.handlers_register_no_handlers, "register it once, in install");
        rules.put(HandlerRules.handlers_throw_nothing, "nobody above a handler catches it");
        rules.put(HandlerRules.handlers_do_not_log, "leave a mark, and log it in packet");
        rules.put(HandlerRules.handlers_do_no_io, "leave a mark, and write it in packet");
        rules.put(HandlerRules.handlers_do_not_block, "the thread below it stops, too");
        rules.put(
                HandlerRules.handlers_share_no_locks_with_interrupted_code,
                "the code that it interrupts may hold that lock");
        rules.put(HandlerRules.handlers_take_no_locks, "a handler may not wait for a lock");
        rules.put(
                HandlerRules.handlers_use_no_plain_shared_state,
                "what a handler shares is volatile or atomic");
        rules.put(HandlerRules.handlers_reach_only_verified_code, "nobody knows what it locks");
        return rules;
    }

    @Override
    public CheckResult run(Submission submission) throws IOException {
        CheckResult result = schedules.run(submission);
        Compilation compiled = submission.compile();
        if (!result.passed() || !mentions(compiled, "signalkit/posix/Sigaction")) {
            return result;
        }
        if (mentions(compiled, "AsyncSignalSafe;")) {
            return CheckResult.fail("trust", "a method says of itself that it is safe")
                    .expected("code that the rules can follow", "@AsyncSignalSafe")
                    .hinted("Take the annotation out: the rules look at what a handler reaches.");
        }
        return broken(compiled).map(each -> each.after(result.schedules())).orElse(result);
    }

    private static boolean mentions(Compilation compiled, String name) {
        return compiled.classFiles().values().stream()
                .map(file -> new String(file, StandardCharsets.ISO_8859_1))
                .anyMatch(text -> text.contains(name));
    }

    /** The first rule that a handler breaks. */
    private static Optional<CheckResult> broken(Compilation compiled) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            compiled.writeTo(folder.path());
            JavaClasses classes = new ClassFileImporter().importPath(folder.path());
            for (Map.Entry<ArchRule, String> rule : RULES.entrySet()) {
                List<String> found =
                        rule.getKey().evaluate(classes).getFailureReport().getDetails().stream()
                                .filter(text -> !text.contains(HEAP))
                                .toList();
                if (!found.isEmpty()) {
                    List<String> lines = found.get(0).lines().toList();
                    return Optional.of(
                            CheckResult.fail("rules", "the handler reaches what it may not")
                                    .expected("no findings", "" + found.size())
                                    .traced(lines)
                                    .hinted(lines.get(0) + ": " + rule.getValue() + "."));
                }
            }
            return Optional.empty();
        }
    }
}
