package signalkit.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.AbstractClassesTransformer;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import java.util.Collection;

/**
 * What a signal handler must not reach, as ArchUnit rules.
 *
 * <p>Handlers are the methods that bear {@code @HandlerContext} (or override one that does, or
 * belong to a class that does) and all that is registered with {@code sun.misc.Signal.handle} or
 * wrapped by {@code Sigaction.handler}. Each rule follows them through the imported classes; the
 * JDK and other libraries are judged by tables. A rule that meets no handler fails: it would prove
 * nothing. Each violation is one handler and one place; its first line is stable.
 *
 * <p>The fields named after one offence allow allocation, {@code Runtime.halt} and {@code
 * LockSupport.unpark}, as {@link Profile#LOCK_FREE} does, except {@link #handlers_do_not_allocate}.
 * Rules may be checked by several threads.
 */
public final class HandlerRules {
    /** All that {@link Profile#LOCK_FREE} forbids. */
    public static final ArchRule handlers_are_async_signal_safe =
            rule(Profile.LOCK_FREE, "be async-signal-safe")
                    .because("SIG30-C: call only async-signal-safe functions within handlers");

    /** All that {@link Profile#STRICT} forbids. */
    public static final ArchRule handlers_are_strictly_async_signal_safe =
            rule(Profile.STRICT, "be async-signal-safe and allocate nothing")
                    .because("SIG30-C: call only async-signal-safe functions within handlers");

    /** No lock that code outside of handlers takes too: this one deadlocks sooner or later. */
    public static final ArchRule handlers_share_no_locks_with_interrupted_code =
            rule(Kind.SELF_DEADLOCK);

    /** No monitor, synchronized method, {@code java.util.concurrent} lock or kit mutex. */
    public static final ArchRule handlers_take_no_locks = rule(Kind.LOCK);

    /** No waiting, sleeping, joining or spinning. */
    public static final ArchRule handlers_do_not_block = rule(Kind.BLOCK);

    /** No streams, channels, sockets or files, but the raw write of an open descriptor. */
    public static final ArchRule handlers_do_no_io = rule(Kind.IO);

    /** No logging, whatever the level. */
    public static final ArchRule handlers_do_not_log = rule(Kind.LOG);

    /** No new threads and no tasks for an executor. */
    public static final ArchRule handlers_start_no_threads = rule(Kind.THREAD);

    /** No {@code System.exit}. */
    public static final ArchRule handlers_do_not_exit = rule(Kind.EXIT);

    /** No registration of handlers. */
    public static final ArchRule handlers_register_no_handlers = rule(Kind.REGISTER);

    /** No exceptions, neither thrown nor counted on. */
    public static final ArchRule handlers_throw_nothing = rule(Kind.THROW);

    /** No field or object that interrupted code writes, unless it is volatile or atomic. */
    public static final ArchRule handlers_use_no_plain_shared_state = rule(Kind.SHARED_STATE);

    /** No update of a field in two steps, volatile or not. */
    public static final ArchRule handlers_lose_no_updates = rule(Kind.LOST_UPDATE);

    /** No class initialisation, call-site linkage or class loading that was not forced before. */
    public static final ArchRule handlers_use_nothing_for_the_first_time = rule(Kind.FIRST_USE);

    /** No {@code new}, array, boxing, captured lambda or concatenation; strict profile only. */
    public static final ArchRule handlers_do_not_allocate = rule(Kind.ALLOCATE);

    /** Nothing whose code or target is unknown. */
    public static final ArchRule handlers_reach_only_verified_code = rule(Kind.UNVERIFIED);

    /** What is registered bears the annotation. */
    public static final ArchRule registered_handlers_are_annotated = rule(Kind.UNANNOTATED);

    private static final AnalysisCache ANALYSES = new AnalysisCache();

    private HandlerRules() {}

    /**
     * All that a profile forbids, as one rule.
     *
     * @param profile how much is asked
     * @return a rule to check or to freeze
     */
    public static ArchRule handlersAreSafe(Profile profile) {
        return rule(profile, "be async-signal-safe (" + profile + ")")
                .because("SIG30-C: call only async-signal-safe functions within handlers");
    }

    /**
     * A frozen rule that knows a violation again by its first line and the method where it happens.
     *
     * <p>So an accepted violation stays accepted when lines move, lambdas are renumbered or the
     * chain to the place changes; the same offence in another method is new.
     *
     * @param rule one of the rules here
     * @return the rule that reports only what is new
     */
    public static ArchRule freeze(ArchRule rule) {
        return FreezingArchRule.freeze(rule)
                .associateViolationLinesVia((a, b) -> place(a).equals(place(b)));
    }

    /** The first line of a violation and the last step of its chain, without any number. */
    private static String place(String violation) {
        String first = violation.lines().findFirst().orElse("");
        String last =
                violation
                        .lines()
                        .filter(line -> line.strip().startsWith("at "))
                        .reduce("", (a, b) -> b);
        return (first + " " + last.strip())
                .replaceAll("\\([^()]*:\\d+\\)$", "")
                .replaceAll("lambda \\d+ in", "lambda in");
    }

    private static ArchRule rule(Kind kind) {
        Profile profile = kind == Kind.ALLOCATE ? Profile.STRICT : Profile.LOCK_FREE;
        return rule(profile.only(kind), "not " + kind.offence).because(kind.because);
    }

    private static ArchRule rule(Profile profile, String description) {
        return ArchRuleDefinition.all(new Handlers(profile))
                .should(new Obey(profile, description))
                .allowEmptyShould(true); // Obey says more of it
    }

    /** A handler with the analysis that found it. */
    private record Subject(Handler handler, Analysis analysis) {}

    private static final class Handlers extends AbstractClassesTransformer<Subject> {
        private final Profile profile;

        Handlers(Profile profile) {
            super("handlers");
            this.profile = profile;
        }

        @Override
        public Iterable<Subject> doTransform(JavaClasses classes) {
            Analysis analysis = ANALYSES.of(classes, profile);
            return analysis.handlers().stream().map(h -> new Subject(h, analysis)).toList();
        }
    }

    private static final class Obey extends ArchCondition<Subject> {
        private final Profile profile;

        Obey(Profile profile, String description) {
            super(description);
            this.profile = profile;
        }

        @Override
        public void init(Collection<Subject> handlers) {
            if (handlers.isEmpty()) {
                throw new AssertionError(
                        "The rule met no handler, so it proves nothing: import the classes that"
                                + " bear @HandlerContext or register handlers.");
            }
        }

        @Override
        public void check(Subject subject, ConditionEvents events) {
            subject.analysis.violations().stream()
                    .filter(violation -> violation.handler() == subject.handler)
                    .filter(profile::forbids)
                    .map(f -> SimpleConditionEvent.violated(f.handler(), f.toString()))
                    .forEach(events::add);
        }
    }
}
