package signalkit.course.check;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signalkit.rules.Analysis;
import signalkit.rules.Analysis.OwnRows;
import signalkit.rules.HandlerRules;
import signalkit.rules.Kind;
import signalkit.rules.bytecode.Program;

/**
 * Another check, and then the rules of what a handler may reach.
 *
 * <p>No schedule shows that a handler prints or starts a thread: in the emulated process both work.
 * In C neither is async-signal-safe.
 *
 * @param check decides about all else, before the rules are asked
 * @param kinds of faults to look for, a part of {@link #ALL}
 */
public record SafeHandlers(Check check, Set<String> kinds) implements Check {
    private record Fault(String kind, String text) {
        /** What the chain of calls ends at. */
        private String sink() {
            return text.lines().findFirst().orElse("").replaceFirst(".* → ", "");
        }
    }

    /** What the rules call an allocation, and where a text or a collection is what allocates. */
    private static final Pattern LIBRARY =
            Pattern.compile(
                    "new string concatenation"
                            + "|(new )?java\\.(lang\\.String|text\\.|util\\.(?!concurrent\\.)).*");

    /** A text that is put together bit by bit; the rules count it for what one call costs. */
    private static final OwnRows BUILDERS =
            new OwnRows(
                    Stream.of(
                                    "append(CharSequence)",
                                    "append(CharSequence,int,int)",
                                    "append(String)",
                                    "append(boolean)",
                                    "append(char)",
                                    "append(char[])",
                                    "append(char[],int,int)",
                                    "append(double)",
                                    "append(float)",
                                    "append(int)",
                                    "append(long)",
                                    "setLength(int)")
                            .map("shared\tjava.lang.StringBuilder.%s\t-\ttorn"::formatted)
                            .toList(),
                    List.of());

    /** By kind, the most telling first: a thread that is started takes locks, too. */
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
                    Map.entry("text", "leave a mark, and let ordinary code make the text of it"),
                    Map.entry(
                            "collection",
                            "the code that it interrupts may be half-way through one"),
                    Map.entry("unknown", "nobody can tell what it locks; use something simpler"));

    /** Texts and plain collections of the JDK: in C, both allocate and so lock. */
    public static final Set<String> LIBRARIES = Set.of("text", "collection");

    /** All kinds of faults but those of {@link #LIBRARIES}: in Java, a new object takes no lock. */
    public static final Set<String> ALL =
            REMEDIES.keySet().stream()
                    .filter(kind -> !LIBRARIES.contains(kind))
                    .collect(Collectors.toUnmodifiableSet());

    /** The faults of a handler whatever it shares with the code that it interrupts. */
    public static final Set<String> CALLS =
            Set.of(
                    "thread",
                    "exit",
                    "log",
                    "io",
                    "block",
                    "deadlock",
                    "lock",
                    "unknown",
                    "text",
                    "collection");

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
        rules.put("text", HandlerRules.handlers_do_not_allocate);
        rules.put("collection", HandlerRules.handlers_use_no_plain_shared_state);
        rules.put("unknown", HandlerRules.handlers_reach_only_verified_code);
        return rules;
    }

    @Override
    public CheckResult run(Submission submission) throws Exception {
        CheckResult result = check.run(submission);
        if (!result.passed()) {
            return result;
        }
        return fault(submission.compile(), kinds)
                .map(fault -> fault.after(result.schedules()))
                .orElse(result);
    }

    /**
     * What is wrong with the handlers in some classes.
     *
     * @param compiled the classes
     * @param kinds of faults to look for
     * @return a failure; empty when nothing is wrong or there is no handler
     * @throws IOException when a temporary file cannot be written
     */
    public static Optional<CheckResult> fault(Compilation compiled, Set<String> kinds)
            throws IOException {
        if (!mentions(compiled, "signalkit/posix/SignalHandler")) {
            return Optional.empty();
        }
        List<Fault> faults = faults(compiled, kinds);
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        List<String> texts = faults.stream().map(Fault::text).distinct().toList();
        int places = texts.size();
        return Optional.of(
                CheckResult.fail(faults.get(0).kind, summary(faults.get(0)))
                        .expected("no findings", places + (places == 1 ? " finding" : " findings"))
                        .traced(texts.stream().flatMap(String::lines).toList())
                        .hinted(hint(faults.get(0))));
    }

    /** Whether a class file names this; a class file has its names as plain text. */
    private static boolean mentions(Compilation compiled, String name) {
        return compiled.classFiles().values().stream()
                .map(file -> new String(file, StandardCharsets.ISO_8859_1))
                .anyMatch(text -> text.contains(name));
    }

    /** An atomic class may be right, although the rules do not know it. */
    private static String summary(Fault fault) {
        boolean isAtomic = fault.sink().contains("java.util.concurrent.atomic.");
        return (isAtomic ? "not supported here: " : "") + "a handler reaches what it may not";
    }

    /** Names the place in the learner's file that the chain ends at, and what is wrong there. */
    private static String hint(Fault fault) {
        List<String> hops =
                fault.text
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("at lesson."))
                        .toList();
        String place = hops.isEmpty() ? "your handler" : hops.get(hops.size() - 1).substring(3);
        return place + " reaches " + fault.sink() + ": " + REMEDIES.get(fault.kind) + ".";
    }

    /** The rules of two kinds say more than the kind means: a Java object takes no lock. */
    private static boolean isOfItsKind(Fault fault) {
        return !LIBRARIES.contains(fault.kind) || LIBRARY.matcher(fault.sink()).matches();
    }

    private static List<Fault> faults(Compilation compiled, Set<String> kinds) throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.make()) {
            compiled.writeTo(folder.path());
            JavaClasses classes = new ClassFileImporter().importPath(folder.path());
            List<Fault> faults = new ArrayList<>();
            RULES.forEach(
                    (kind, rule) -> {
                        if (kinds.contains(kind)) {
                            rule.evaluate(classes).getFailureReport().getDetails().stream()
                                    .map(text -> new Fault(kind, text))
                                    .filter(SafeHandlers::isOfItsKind)
                                    .forEach(faults::add);
                        }
                    });
            if (kinds.contains("shared")) {
                faults.addAll(sharedBuilders(compiled, "shared"));
            } else if (kinds.contains("text")) {
                faults.addAll(sharedBuilders(compiled, "text"));
            }
            return faults;
        }
    }

    /** Builders that a handler has not made itself. */
    private static List<Fault> sharedBuilders(Compilation compiled, String kind) {
        Program program = new Program(compiled.classFiles().values());
        return new Analysis(program, false, BUILDERS)
                .violations().stream()
                        .filter(each -> each.kinds().contains(Kind.SHARED_STATE))
                        .map(each -> new Fault(kind, each.toString()))
                        .filter(fault -> fault.sink().startsWith("java.lang.StringBuilder."))
                        .toList();
    }
}
