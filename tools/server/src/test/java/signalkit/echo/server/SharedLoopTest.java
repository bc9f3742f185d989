package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.echo.server.Drainable.Request;
import signalkit.event.EventBase;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;

/** One loop for many jobs, and what ends it. */
@Timeout(60)
class SharedLoopTest {
    private final PosixProcess process = new PosixProcess("test");
    private final Journal journal = new Journal(true);
    private final List<String> trace = new ArrayList<>();
    private EventBase base;
    private SharedLoop loop;

    /** Exceptions are thrown here on purpose. */
    @BeforeAll
    static void logNoFailures() {
        System.setProperty("org.slf4j.simpleLogger.log." + Journal.class.getName(), "off");
    }

    /** A job that ends at the first request and does something of its own at each step. */
    private final class Step implements LoopJob {
        private final String name;
        private final Consumer<String> also;
        private Runnable onEnd;

        Step(String name, Consumer<String> also) {
            this.name = name;
            this.also = also;
        }

        Step(String name) {
            this(name, step -> {});
        }

        private void step(String step) {
            trace.add(step + " " + name);
            also.accept(step);
        }

        @Override
        public void start(EventBase in, Runnable atEnd) {
            onEnd = atEnd;
            step("start");
        }

        @Override
        public void shutdown(Request request) {
            end(request == Request.DRAIN ? "drain" : "abort");
        }

        private void end(String step) {
            try {
                step(step);
            } finally {
                onEnd.run();
            }
        }

        @Override
        public void reject() {
            step("reject");
        }
    }

    private static Consumer<String> onStep(String wanted, Runnable action) {
        return step -> {
            if (step.equals(wanted)) {
                action.run();
            }
        };
    }

    private void inProcess(Runnable main) {
        process.start(
                () -> {
                    base = new EventBase("shared");
                    base.useThreads();
                    loop = new SharedLoop(base, journal);
                    main.run();
                    base.free();
                });
        assertEquals(0, process.waitFor(TimeUnit.SECONDS.toNanos(30)));
        assertEquals(List.of(), process.uncaught());
    }

    private static void fail() {
        throw new IllegalStateException("on purpose");
    }

    @Test
    void it_ends_with_the_last_job_after_a_request() {
        inProcess(
                () -> {
                    loop.add(new Step("a"));
                    loop.add(new Step("b"));
                    base.once(Duration.ZERO, () -> loop.shutdown(Request.DRAIN));
                    loop.run();
                });
        assertEquals(List.of("start a", "start b"), trace.subList(0, 2));
        assertEquals(List.of("drain a", "drain b"), trace.subList(2, 4).stream().sorted().toList());
        assertEquals(0, loop.size());
        assertEquals(2, journal.run.get());
    }

    @Test
    void without_jobs_a_request_ends_it_at_once() {
        inProcess(
                () -> {
                    loop.shutdown(Request.ABORT);
                    loop.run();
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void a_request_ends_a_loop_that_runs_without_jobs() {
        inProcess(
                () -> {
                    base.once(Duration.ZERO, () -> loop.shutdown(Request.DRAIN));
                    loop.run();
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void the_size_is_that_of_the_jobs_that_have_started() {
        List<Integer> sizes = new ArrayList<>();
        inProcess(
                () -> {
                    loop.add(new Step("a"));
                    loop.add(new Step("b"));
                    sizes.add(loop.size());
                    base.once(
                            Duration.ofMillis(1),
                            () -> {
                                sizes.add(loop.size());
                                loop.shutdown(Request.DRAIN);
                            });
                    loop.run();
                    sizes.add(loop.size());
                });
        assertEquals(List.of(0, 2, 0), sizes);
    }

    @Test
    void a_job_that_arrives_after_the_request_is_asked_too() {
        inProcess(
                () -> {
                    Step late = new Step("late");
                    loop.add(new Step("early", onStep("drain", () -> loop.add(late))));
                    loop.shutdown(Request.DRAIN);
                    loop.run();
                });
        assertEquals(List.of("start early", "drain early", "start late", "drain late"), trace);
    }

    @Test
    void after_an_abort_a_drain_changes_nothing() {
        inProcess(
                () -> {
                    Step late = new Step("late");
                    Runnable drain =
                            () -> {
                                loop.shutdown(Request.DRAIN);
                                loop.add(late);
                            };
                    loop.add(new Step("early", onStep("abort", drain)));
                    loop.shutdown(Request.ABORT);
                    loop.run();
                });
        assertEquals(List.of("start early", "abort early", "start late", "abort late"), trace);
    }

    @Test
    void a_callback_that_throws_does_not_end_it() {
        inProcess(
                () -> {
                    base.once(Duration.ZERO, SharedLoopTest::fail);
                    loop.add(new Step("a"));
                    base.once(Duration.ofMillis(20), () -> loop.shutdown(Request.DRAIN));
                    loop.run();
                });
        assertEquals(List.of("start a", "drain a"), trace);
    }

    @Test
    void a_start_that_throws_ends_its_job_and_holds_up_no_other() {
        inProcess(
                () -> {
                    loop.add(new Step("bad", onStep("start", SharedLoopTest::fail)));
                    loop.add(new Step("good"));
                    base.once(Duration.ofMillis(20), () -> loop.shutdown(Request.DRAIN));
                    loop.run();
                });
        assertEquals(List.of("start bad", "abort bad", "start good", "drain good"), trace);
    }

    @Test
    void a_request_that_throws_reaches_all_others() {
        inProcess(
                () -> {
                    loop.add(new Step("a", onStep("drain", SharedLoopTest::fail)));
                    loop.add(new Step("b", onStep("drain", SharedLoopTest::fail)));
                    base.once(Duration.ZERO, () -> loop.shutdown(Request.DRAIN));
                    loop.run();
                });
        assertEquals(List.of("drain a", "drain b"), trace.subList(2, 4).stream().sorted().toList());
    }

    @Test
    void a_job_that_never_started_is_rejected() {
        inProcess(
                () -> {
                    loop.shutdown(Request.ABORT);
                    loop.run();
                    loop.add(new Step("late"));
                    loop.close();
                });
        assertEquals(List.of("reject late"), trace);
        assertEquals(0, journal.run.get());
    }

    @Test
    void a_request_after_the_end_touches_the_base_no_more() {
        inProcess(
                () -> {
                    loop.shutdown(Request.DRAIN);
                    loop.run();
                    loop.close();
                    EventBase freed = base;
                    base = new EventBase("another");
                    freed.free();
                    loop.shutdown(Request.ABORT);
                });
        assertEquals(List.of(), trace);
    }

    @RepeatedTest(200)
    void no_job_is_lost_between_adding_and_asking() {
        AtomicInteger ended = new AtomicInteger();
        int jobs = 20;
        inProcess(
                () -> {
                    Pthread adder =
                            Pthread.create(
                                    "adder",
                                    () -> {
                                        for (int i = 0; i < jobs; i++) {
                                            Runnable end = ended::incrementAndGet;
                                            loop.add(new Step("" + i, onStep("drain", end)));
                                        }
                                        loop.shutdown(Request.DRAIN);
                                    });
                    loop.run();
                    adder.join();
                });
        assertEquals(jobs, ended.get());
    }
}
