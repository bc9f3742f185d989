package signalkit.explorer.model;

import java.util.List;
import java.util.Set;
import signalkit.weaver.Site;

/** Calls that wait outside the seam, where no schedule reaches them, and what to use instead. */
public final class Refusals {
    private record Rule(String owner, Set<String> members, String instead) {}

    private static final String MUTEX = "a signalkit.posix.Mutex or Cond";

    private static final Set<String> FIELD_ACCESS =
            Set.of(
                    "get",
                    "set",
                    "getInt",
                    "setInt",
                    "getLong",
                    "setLong",
                    "getBoolean",
                    "setBoolean");

    private static final List<Rule> RULES =
            List.of(
                    new Rule("java.util.concurrent.locks.AbstractQueuedLong", Set.of(), MUTEX),
                    new Rule("java.lang.reflect.Field", FIELD_ACCESS, "the field itself"),
                    new Rule("java.lang.reflect.Method", Set.of("invoke"), "the call itself"),
                    new Rule("java.io.Console", Set.of(), "a signalkit.posix.Pipe"),
                    new Rule("java.util.Timer", Set.of(), "Pthread.create"),
                    new Rule(
                            "java.util.",
                            Set.of("parallel", "parallelStream", "parallelSort"),
                            "Pthread.create"),
                    new Rule("java.util.concurrent.Phaser", Set.of(), MUTEX),
                    new Rule("java.util.concurrent.", Set.of("get", "join"), "Pthread.join"),
                    new Rule(
                            "java.util.concurrent.",
                            Set.of("take", "put", "transfer", "takeFirst", "putLast"),
                            "a list under a Mutex, and a Cond"),
                    new Rule("java.util.concurrent.SubmissionPublisher", Set.of(), MUTEX),
                    new Rule("java.util.concurrent.StructuredTask", Set.of(), "Pthread.create"),
                    new Rule("java.util.concurrent.Executor", Set.of(), "Pthread.create"),
                    new Rule("java.util.concurrent.ThreadPool", Set.of(), "Pthread.create"),
                    new Rule("java.util.concurrent.Scheduled", Set.of(), "Pthread.create"),
                    new Rule("java.util.concurrent.ForkJoin", Set.of(), "Pthread.create"),
                    new Rule(
                            "java.util.concurrent.CompletableFuture",
                            Set.of("runAsync", "supplyAsync"),
                            "Pthread.create"),
                    new Rule("java.nio.channels.", Set.of(), "a signalkit.posix.Pipe"),
                    new Rule("java.net.", Set.of(), "a signalkit.posix.Pipe"),
                    new Rule("java.lang.Process", Set.of("waitFor"), "a thread of the scenario"));

    /** These look like waits by their name, and are none. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "java.util.concurrent.ConcurrentHashMap",
                    "java.util.concurrent.ConcurrentMap",
                    "java.util.concurrent.ConcurrentNavigableMap",
                    "java.util.concurrent.ConcurrentSkipListMap",
                    "java.util.concurrent.CopyOnWriteArrayList",
                    "java.net.InetSocketAddress",
                    "java.net.URI",
                    "java.net.URLDecoder",
                    "java.net.URLEncoder");

    /** The last parameters of what waits for real time, whatever its name. */
    private static final String WITH_TIME_OUT = "JLjava/util/concurrent/TimeUnit;)";

    /** Reading it waits for a person. */
    private static final Rule INPUT =
            new Rule("java.lang.System", Set.of("in"), "a signalkit.posix.Pipe");

    /** Only models implement these interfaces. */
    private static final String MODELLED = "java.util.concurrent.locks.";

    private static final Rule TIMED = new Rule("java.util.concurrent.", Set.of(), MUTEX);

    private Refusals() {}

    /** Whether the call of a site must not be made; {@code owner} is the class that declares it. */
    static boolean refuses(String owner, Site site) {
        return rule(owner, site) != null;
    }

    /** Whether a call only hides what it touches from others, and so does no harm before them. */
    public static boolean isHarmlessAlone(String owner) {
        return owner.startsWith("java.lang.reflect.");
    }

    public static String text(String owner, Site site) {
        return owner
                + "."
                + site.member()
                + " at "
                + site
                + " waits or goes on where the explorer cannot see it; use "
                + rule(owner, site).instead()
                + " there";
    }

    private static Rule rule(String owner, Site site) {
        if (owner.equals("java.lang.System") && site.member().equals("in")) {
            return INPUT;
        }
        if (!site.isCall()
                || HARMLESS.contains(owner)
                || owner.startsWith("java.util.concurrent.atomic.")
                || site.member().equals("<init>")) {
            return null;
        }
        for (Rule rule : RULES) {
            if (owner.startsWith(rule.owner())
                    && (rule.members().isEmpty() || rule.members().contains(site.member()))) {
                return rule;
            }
        }
        if (owner.startsWith(MODELLED)) {
            return null;
        }
        boolean timed = site.memberDescriptor().contains(WITH_TIME_OUT);
        return timed && owner.startsWith(TIMED.owner()) ? TIMED : null;
    }
}
