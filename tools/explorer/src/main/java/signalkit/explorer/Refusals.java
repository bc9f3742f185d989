package signalkit.explorer;

import java.util.List;
import java.util.Set;
import signalkit.weaver.Site;

/** Calls that wait outside the seam, where no schedule reaches them, and what to use instead. */
final class Refusals {
    private record Rule(String owner, Set<String> members, String instead) {}

    private static final String MUTEX = "a signalkit.posix.Mutex or Cond";

    private static final List<Rule> RULES =
            List.of(
                    new Rule(
                            "java.util.concurrent.locks.LockSupport",
                            Set.of("park", "parkNanos", "parkUntil"),
                            MUTEX),
                    new Rule("java.util.concurrent.locks.", Set.of(), MUTEX),
                    new Rule(
                            "java.lang.Thread",
                            Set.of("start", "join"),
                            "Pthread.create and Pthread.join"),
                    new Rule("java.lang.Thread", Set.of("sleep"), "Signals.nanosleep"),
                    new Rule("java.lang.Thread", Set.of("yield", "onSpinWait"), "a Cond"),
                    new Rule("java.util.concurrent.Semaphore", Set.of(), MUTEX),
                    new Rule("java.util.concurrent.CountDownLatch", Set.of("await"), MUTEX),
                    new Rule("java.util.concurrent.CyclicBarrier", Set.of(), MUTEX),
                    new Rule("java.util.concurrent.Phaser", Set.of(), MUTEX),
                    new Rule("java.util.concurrent.Exchanger", Set.of(), MUTEX),
                    new Rule("java.util.concurrent.", Set.of("get", "join"), "Pthread.join"),
                    new Rule(
                            "java.util.concurrent.",
                            Set.of("take", "put", "transfer", "takeFirst", "putLast"),
                            "a list under a Mutex, and a Cond"),
                    new Rule("java.util.concurrent.Executor", Set.of(), "Pthread.create"),
                    new Rule("java.nio.channels.", Set.of(), "a signalkit.posix.Pipe"),
                    new Rule("java.net.", Set.of(), "a signalkit.posix.Pipe"),
                    new Rule("java.lang.Process", Set.of("waitFor"), "a thread of the scenario"));

    /** These look like waits by their name, and are none. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentMap",
                    "java.util.concurrent.ConcurrentSkipListMap",
                    "java.util.concurrent.CopyOnWriteArrayList",
                    "java.util.concurrent.TimeUnit");

    private Refusals() {}

    static boolean refuses(Site site) {
        return rule(site) != null;
    }

    static String text(Site site) {
        return site.owner()
                + "."
                + site.member()
                + " at "
                + site
                + " waits where the explorer cannot see it; use "
                + rule(site).instead()
                + " there";
    }

    private static Rule rule(Site site) {
        if (!site.isCall()
                || HARMLESS.contains(site.owner())
                || site.owner().startsWith("java.util.concurrent.atomic.")
                || site.member().equals("<init>")) {
            return null;
        }
        for (Rule rule : RULES) {
            if (site.owner().startsWith(rule.owner())
                    && (rule.members().isEmpty() || rule.members().contains(site.member()))) {
                return rule;
            }
        }
        return null;
    }
}
