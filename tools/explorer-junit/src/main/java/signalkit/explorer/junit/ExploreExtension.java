package signalkit.explorer.junit;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.ScenarioException;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.explorer.view.FailureReport;

/** Explores the tests with {@link ExploreTest} in place of calling them. Without state. */
final class ExploreExtension
        implements InvocationInterceptor, TestTemplateInvocationContextProvider {
    private static final String ENTRY = "explorer";

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return !hasOtherTemplate(context.getRequiredTestMethod());
    }

    /** Whether {@code @ParameterizedTest} or the like says how many times the test is called. */
    private static boolean hasOtherTemplate(Method test) {
        return Arrays.stream(test.getAnnotations())
                .map(annotation -> annotation.annotationType())
                .filter(type -> !AnnotationSupport.isAnnotated(type, ExploreTest.class))
                .anyMatch(
                        type ->
                                type != ExploreTest.class
                                        && AnnotationSupport.isAnnotated(type, TestTemplate.class));
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
            ExtensionContext context) {
        return Stream.of(
                new TestTemplateInvocationContext() {
                    @Override
                    public String getDisplayName(int invocation) {
                        return context.getDisplayName();
                    }
                });
    }

    /** Each run calls them, so that JUnit has to call none. */
    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context) {
        invocation.skip();
        Method test = method.getExecutable();
        ExploreTest wanted =
                AnnotationSupport.findAnnotation(test, ExploreTest.class).orElseThrow();
        Bounds bounds = bounds(wanted);
        try {
            TestProgram program =
                    new TestProgram(method.getTargetClass(), test, method.getArguments().toArray());
            Optional<Replay> replay = AnnotationSupport.findAnnotation(test, Replay.class);
            if (replay.isPresent()) {
                replay(program, bounds, replay.get().value(), wanted, context);
            } else {
                explore(program, bounds, wanted, context);
            }
        } catch (IllegalArgumentException | ScenarioException e) {
            throw new ExtensionConfigurationException(e.getMessage());
        }
    }

    private static Bounds bounds(ExploreTest wanted) {
        try {
            Bounds bounds =
                    Bounds.DEFAULT
                            .withPreemptions(wanted.preemptions())
                            .withSteps(wanted.steps())
                            .withRuns(wanted.runs())
                            .withTime(Duration.ofSeconds(wanted.seconds()));
            if (wanted.workers() != 0) {
                bounds = bounds.withWorkers(wanted.workers());
            }
            if (!wanted.proof()) {
                bounds = bounds.withBeyond(Bounds.ANYTIME.beyond());
            }
            return wanted.spuriousWakeUps() ? bounds : bounds.withoutSpuriousWakeUps();
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@ExploreTest: " + e.getMessage());
        }
    }

    private static void explore(
            TestProgram program, Bounds bounds, ExploreTest wanted, ExtensionContext context) {
        ScenarioCode code = program.code();
        Set<FindingKind> failures =
                wanted.allowRaces()
                        ? EnumSet.noneOf(FindingKind.class)
                        : EnumSet.of(FindingKind.DATA_RACE);
        Result result = Explorer.explore(code, bounds, failures, ignored -> {});
        if (result.failure().isPresent()) {
            Schedule schedule = result.failure().get().schedule();
            Trace trace = Explorer.replay(code, schedule, bounds);
            Result confirmed = result.confirmedBy(trace);
            if (!confirmed.isRepeatable()) {
                throw new AssertionError(confirmed.toString());
            }
            throw FailureReport.of(trace, advice(result.failure().get()));
        }
        Assumptions.assumeFalse(program.wasAborted(), "an assumption did not hold in some run");
        if (!result.isProof() && wanted.proof()) {
            throw new AssertionError(
                    result
                            + System.lineSeparator()
                            + "Let it search further (runs, seconds), make the program smaller, or"
                            + " accept this with @ExploreTest(proof = false).");
        }
        context.publishReportEntry(ENTRY, result.toString());
    }

    private static String advice(Result.Failure failure) {
        return failure.finding().kind().isUndecided()
                ? "Nothing is known of the test until that is changed."
                : "To run this schedule alone, put @Replay(\""
                        + failure.schedule().id()
                        + "\") beside @ExploreTest."
                        + failure.remark();
    }

    private static boolean isAllowed(Finding finding, ExploreTest wanted) {
        return wanted.allowRaces() && finding.kind() == FindingKind.DATA_RACE;
    }

    private static void replay(
            TestProgram program,
            Bounds bounds,
            String id,
            ExploreTest wanted,
            ExtensionContext context) {
        Schedule schedule = Schedule.of(id);
        Trace trace = Explorer.replay(program.code(), schedule, bounds);
        if (trace.finding() != null && !isAllowed(trace.finding(), wanted)) {
            throw FailureReport.of(
                    trace, "@Replay ran this schedule alone; remove it to explore all of them.");
        }
        if (trace.schedule().length() < schedule.length()) {
            throw new AssertionError(
                    "@Replay(\""
                            + id
                            + "\") does not fit the test any more: "
                            + trace.schedule().length()
                            + " of its "
                            + schedule.length()
                            + " choices could be made; remove it to explore the test again");
        }
        context.publishReportEntry(
                ENTRY, "only schedule " + id + " ran, without a failure; remove @Replay");
    }
}
