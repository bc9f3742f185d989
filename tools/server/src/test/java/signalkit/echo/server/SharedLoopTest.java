package signalkit.echo.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;

@Timeout(60)
class SharedLoopTest {
    private final PosixProcess process = new PosixProcess("test");
    private final List<String> trace = new ArrayList<>();
    private SharedLoop<String> loop;

    private void inProcess(Runnable main) {
        process.start(main);
        assertEquals(0, process.waitFor(TimeUnit.SECONDS.toNanos(30)));
        assertEquals(List.of(), process.uncaught());
    }

    private static SharedLoop<String> shared(Consumer<String> onArrival) {
        try {
            return new SharedLoop<>("shared", onArrival);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many this JVM has open: port 0 is nobody's. */
    private static long pollers() {
        String count = Descriptors.describe(0);
        assumeTrue(!count.isEmpty(), "no /proc here");
        return Long.parseLong(count.replace(" descriptors=", ""));
    }

    private void end(String member) {
        trace.add("end " + member);
        loop.remove(member);
    }

    @Test
    void it_takes_its_descriptors_when_it_is_made_and_none_when_it_runs() {
        long before = pollers();
        inProcess(
                () -> {
                    loop = shared(member -> {});
                    trace.add("made " + (pollers() - before));
                    loop.ask(this::end);
                    loop.run(e -> trace.add(e.toString()));
                    trace.add("ran " + (pollers() - before));
                    loop.close(member -> {});
                    trace.add("closed " + (pollers() - before));
                });
        assertEquals(List.of("made 1", "ran 1", "closed 0"), trace);
    }

    @Test
    void it_ends_with_the_last_member_after_a_request() {
        inProcess(
                () -> {
                    loop = shared(member -> trace.add("begin " + member));
                    loop.add("a");
                    loop.add("b");
                    loop.base().once(Duration.ZERO, () -> loop.ask(this::end));
                    loop.run(e -> trace.add(e.toString()));
                });
        assertEquals(List.of("begin a", "begin b"), trace.subList(0, 2));
        assertEquals(List.of("end a", "end b"), trace.subList(2, 4).stream().sorted().toList());
        assertEquals(0, loop.size());
    }

    @Test
    void without_members_a_request_ends_it_at_once() {
        inProcess(
                () -> {
                    loop = shared(member -> {});
                    loop.ask(this::end);
                    loop.run(e -> trace.add(e.toString()));
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void a_request_ends_a_loop_that_runs_without_members() {
        inProcess(
                () -> {
                    loop = shared(member -> {});
                    loop.base().once(Duration.ZERO, () -> loop.ask(this::end));
                    loop.run(e -> trace.add(e.toString()));
                });
        assertEquals(List.of(), trace);
    }

    @Test
    void the_size_is_that_of_the_members_who_have_arrived() {
        inProcess(
                () -> {
                    loop = shared(member -> {});
                    loop.add("a");
                    loop.add("b");
                    assertEquals(0, loop.size());
                    loop.base().once(Duration.ofMillis(1), () -> loop.ask(this::endWithSize));
                    loop.run(e -> trace.add(e.toString()));
                });
        assertEquals(List.of("1", "0"), trace);
    }

    private void endWithSize(String member) {
        loop.remove(member);
        trace.add("" + loop.size());
    }

    @Test
    void a_member_that_arrives_after_the_request_is_asked_too() {
        inProcess(
                () -> {
                    loop = shared(member -> trace.add("begin " + member));
                    loop.add("early");
                    loop.ask(
                            member -> {
                                if (member.equals("early") && !trace.contains("begin late")) {
                                    loop.add("late");
                                }
                                end(member);
                            });
                    loop.run(e -> trace.add(e.toString()));
                });
        assertEquals(List.of("begin early", "end early", "begin late", "end late"), trace);
    }

    @Test
    void a_callback_that_throws_does_not_end_it() {
        inProcess(
                () -> {
                    loop = shared(member -> trace.add("begin " + member));
                    loop.base()
                            .once(
                                    Duration.ZERO,
                                    () -> {
                                        throw new IllegalStateException("no luck");
                                    });
                    loop.add("a");
                    loop.base().once(Duration.ofMillis(20), () -> loop.ask(this::end));
                    loop.run(e -> trace.add(e.getMessage()));
                });
        assertEquals(List.of("begin a", "end a", "no luck"), trace.stream().sorted().toList());
    }

    @Test
    void an_arrival_that_throws_holds_up_no_other() {
        inProcess(
                () -> {
                    loop =
                            shared(
                                    member -> {
                                        trace.add("begin " + member);
                                        if (member.equals("bad")) {
                                            throw new IllegalStateException("no luck");
                                        }
                                        loop.base().once(Duration.ZERO, () -> loop.ask(this::end));
                                    });
                    loop.add("bad");
                    loop.add("good");
                    loop.run(e -> trace.add(e.getMessage()));
                });
        assertEquals(List.of("begin bad", "no luck", "begin good"), trace.subList(0, 3));
        assertEquals(
                List.of("end bad", "end good"), trace.subList(3, 5).stream().sorted().toList());
    }

    @Test
    void a_request_that_throws_is_asked_of_all_others() {
        inProcess(
                () -> {
                    loop = shared(member -> {});
                    loop.add("a");
                    loop.add("b");
                    loop.base()
                            .once(
                                    Duration.ZERO,
                                    () ->
                                            loop.ask(
                                                    member -> {
                                                        end(member);
                                                        throw new IllegalStateException("thrown");
                                                    }));
                    loop.run(e -> trace.add(e.getMessage()));
                });
        assertEquals(
                List.of("end a", "end b", "thrown", "thrown"), trace.stream().sorted().toList());
    }

    @Test
    void who_never_arrived_is_handed_back() {
        inProcess(
                () -> {
                    loop = shared(member -> trace.add("begin " + member));
                    loop.ask(this::end);
                    loop.run(e -> trace.add(e.toString()));
                    loop.add("too late");
                    loop.close(member -> trace.add("left " + member));
                });
        assertEquals(List.of("left too late"), trace);
    }

    @RepeatedTest(200)
    void nobody_is_lost_between_adding_and_asking() {
        AtomicInteger ended = new AtomicInteger();
        int members = 20;
        inProcess(
                () -> {
                    loop = shared(member -> {});
                    Pthread adder =
                            Pthread.create(
                                    "adder",
                                    () -> {
                                        for (int i = 0; i < members; i++) {
                                            loop.add("member " + i);
                                        }
                                        loop.ask(
                                                member -> {
                                                    loop.remove(member);
                                                    ended.incrementAndGet();
                                                });
                                    });
                    loop.run(e -> trace.add(e.toString()));
                    adder.join();
                    assertTrue(loop.size() == 0);
                });
        assertEquals(members, ended.get());
    }
}
