package signalkit.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signalkit.explorer.part.Merger;
import signalkit.explorer.part.Part;
import signalkit.explorer.part.PartSearch;
import signalkit.posix.Mutex;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/**
 * Programs made by chance: what the reduction leaves out changes neither their outcomes nor the
 * data races that are found in them.
 */
class RandomProgramsTest {
    private static final int KINDS = 14;

    /** Runs the program that a number stands for: three threads of a few steps, and a handler. */
    static final class Program implements Scenario {
        private final Mutex mutex = new Mutex("lock");
        private final AtomicInteger atomic = new AtomicInteger();
        private final Deque<String> queue = new ArrayDeque<>();
        private final Map<String, String> map = new HashMap<>();
        private final StringBuilder text = new StringBuilder();
        private final int[] cells = new int[2];
        private final List<String> synchronizedList =
                java.util.Collections.synchronizedList(new java.util.ArrayList<>());
        private volatile String log = "";
        private String plain = "";

        /** What each thread has seen, one string of its own for each. */
        private final String[] seen = {"", "", "", ""};

        @Override
        public void prepare(Plan plan) {
            plan.allowRaces("which ones there are is what is looked at");
            Random random = new Random(Long.parseLong(plan.variant()));
            for (int i = 0; i < 3; i++) {
                int[] steps = steps(random, 1 + random.nextInt(3));
                int self = i;
                plan.thread("abc".substring(i, i + 1), () -> run(steps, self));
            }
            if (random.nextInt(3) == 0) {
                int[] steps = steps(random, 1);
                Signals.sigaction(Signal.USR1, Sigaction.handler(signal -> handle(steps)));
                plan.signal(Signal.USR1, "a");
            }
            plan.show(
                    "all",
                    () ->
                            plain
                                    + log
                                    + atomic
                                    + queue
                                    + map
                                    + text
                                    + Arrays.toString(cells)
                                    + synchronizedList
                                    + Arrays.toString(seen));
        }

        private static int[] steps(Random random, int count) {
            return random.ints(count, 0, KINDS).toArray();
        }

        private void handle(int[] steps) {
            // Not under the lock, which the interrupted thread may have.
            for (int step : steps) {
                if (step != 0) {
                    one(step, 3);
                }
            }
        }

        private void run(int[] steps, int self) {
            for (int step : steps) {
                if (step == 0) {
                    mutex.lock();
                    one(5, self);
                    one(1, self);
                    mutex.unlock();
                } else {
                    one(step, self);
                }
            }
        }

        private void one(int step, int self) {
            String name = "abch".substring(self, self + 1);
            switch (step) {
                case 1 -> plain += name;
                case 2 -> seen[self] += plain;
                case 3 -> log += name;
                case 4 -> seen[self] += log;
                case 5 -> queue.addLast(name);
                case 6 -> seen[self] += queue.pollFirst();
                case 7 -> map.put("key", name);
                case 8 -> seen[self] += map.get("key");
                case 9 -> text.append(name);
                case 10 -> Arrays.fill(cells, 0, 1, self);
                case 11 -> seen[self] += cells[0] + "/" + cells[1];
                case 12 -> seen[self] += atomic.incrementAndGet();
                default -> {
                    synchronizedList.add(name);
                    Iterator<String> all = synchronizedList.iterator();
                    seen[self] += all.next();
                }
            }
        }
    }

    private static void compare(long first, int count) {
        Bounds bounds =
                Bounds.DEFAULT.withTime(Duration.ofSeconds(60)).withWorkers(1).withPreemptions(1);
        int withSeveral = 0;
        for (long seed = first; seed < first + count; seed++) {
            ScenarioCode code = ScenarioCode.of(Program.class).withVariant("" + seed);
            Result plain = Explorer.explore(code, bounds.unreduced(), Set.of(), ignored -> {});
            Result reduced = Explorer.explore(code, bounds, Set.of(), ignored -> {});

            String program = "program " + seed + ": ";
            assertTrue(plain.cut().isEmpty() && reduced.cut().isEmpty(), program + plain);
            assertEquals(plain.outcomes(), reduced.outcomes(), program);
            assertEquals(texts(plain), texts(reduced), program);
            // Which failure has the shortest schedule may differ; all kinds are outcomes.
            assertEquals(plain.failure().isPresent(), reduced.failure().isPresent(), program);
            compareAnytime(code, plain, program);
            compareParts(code, bounds, reduced, program);
            withSeveral += plain.outcomes().size() > 1 ? 1 : 0;
        }
        assertTrue(withSeveral > count / 2, "only " + withSeveral + " of " + count + " can differ");
    }

    /** What is drawn by chance, or has more preemptions, is no less and nothing else. */
    private static void compareAnytime(ScenarioCode code, Result plain, String program) {
        Bounds bounds =
                Bounds.ANYTIME.withWorkers(1).withPreemptions(1).withBeyond(Duration.ofMillis(100));
        Result anytime = Explorer.explore(code, bounds, Set.of(), ignored -> {});

        assertTrue(anytime.outcomes().containsAll(plain.outcomes()), program + anytime);
        assertTrue(texts(anytime).containsAll(texts(plain)), program + anytime);
        if (anytime.reach().orElseThrow().isWhole()) {
            Bounds all = Bounds.DEFAULT.withWorkers(1).withPreemptions(99);
            Result listed = Explorer.explore(code, all, Set.of(), ignored -> {});
            assertEquals(listed.outcomes(), anytime.outcomes(), program);
            assertEquals(listed.statistics().states(), anytime.statistics().states(), program);
        }
    }

    /** Three parts add up to what one search finds. */
    private static void compareParts(
            ScenarioCode code, Bounds bounds, Result reduced, String program) {
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            PartSearch search = new PartSearch(code, bounds, Set.of());
            parts.add(search.run(new Shard(i, 3), Set.of(), program, ""));
        }
        Result merged = new Merger(parts).merge();

        assertEquals(reduced.outcomes(), merged.outcomes(), program);
        assertEquals(texts(reduced), texts(merged), program);
        assertEquals(reduced.isProof(), merged.isProof(), program + merged);
    }

    private static List<String> texts(Result result) {
        return result.warnings().stream().map(each -> each.finding().text()).sorted().toList();
    }

    @Test
    void reduced_search_comes_to_what_plain_search_comes_to() {
        compare(0, 6);
    }

    /** As many as {@code -Dprograms=N} says, from {@code -Dprograms.first=N} on. */
    @Test
    @Tag("slow")
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void reduced_search_comes_to_what_plain_search_comes_to_in_many_programs() {
        compare(Long.getLong("programs.first", 1_000), Integer.getInteger("programs", 12));
    }
}
