package signalkit.explorer.model;

import java.util.List;
import java.util.Set;
import signalkit.weaver.Site;

/** Calls that wait outside the seam, where no schedule reaches them, and what to use instead. */
public final class Refusals {
    private record Rule(String owner, Set<String> members, String instead) {}

    private static final String CONCURRENT = "java.util.concurrent.";
    private static final String LOCK = "a ReentrantLock";
    private static final String QUEUE = "a LinkedBlockingQueue";
    private static final String POOL = "a thread pool of Executors";

    private static final String PIPE = "a signalkit.posix.Pipe";
    private static final String THREAD = "a thread of the scenario";

    private static final List<Rule> RULES =
            List.of(
                    new Rule("java.io.Console", Set.of(), PIPE),
                    new Rule("java.io.Piped", Set.of(), PIPE),
                    new Rule(
                            "java.util.",
                            Set.of("parallel", "parallelStream", "parallelSort"),
                            POOL),
                    new Rule(CONCURRENT + "StructuredTask", Set.of(), POOL),
                    new Rule(CONCURRENT + "ForkJoin", Set.of(), "a RecursiveTask"),
                    new Rule("java.nio.channels.", Set.of(), PIPE),
                    new Rule("java.net.", Set.of(), PIPE),
                    new Rule("java.nio.file.WatchService", Set.of(), PIPE),
                    new Rule("javax.net.", Set.of(), PIPE),
                    new Rule("java.lang.Process", Set.of("waitFor"), THREAD),
                    new Rule("java.lang.ProcessBuilder", Set.of("start", "startPipeline"), THREAD),
                    new Rule("java.lang.Runtime", Set.of("exec"), THREAD));

    /** To make one of these takes a port, or waits for another machine. */
    private static final Set<String> SOCKETS =
            Set.of(
                    "java.net.DatagramSocket",
                    "java.net.MulticastSocket",
                    "java.net.ServerSocket",
                    "java.net.Socket");

    /** These look like waits by their name, and are none. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "java.net.InetSocketAddress",
                    "java.net.URI",
                    "java.net.URLDecoder",
                    "java.net.URLEncoder");

    /** Reading it waits for a person. */
    private static final Rule INPUT = new Rule("java.lang.System", Set.of("in"), PIPE);

    private Refusals() {}

    /** Whether the call of a site must not be made; {@code owner} is the class that declares it. */
    static boolean refuses(String owner, Site site) {
        return rule(owner, site) != null;
    }

    /** Whether a call makes a stream that threads of the JDK go through. */
    public static boolean isParallel(Site site, Object[] arguments) {
        return site.owner().equals("java.util.stream.StreamSupport")
                && arguments.length > 0
                && Boolean.TRUE.equals(arguments[arguments.length - 1]);
    }

    public static String text(String owner, Site site) {
        Rule rule = rule(owner, site);
        boolean isMade = site.member().equals("<init>");
        return (isMade ? "new " + owner : owner + "." + site.member())
                + " at "
                + site
                + " waits or goes on where the explorer cannot see it; use "
                + (rule == null ? POOL : rule.instead())
                + " there";
    }

    private static Rule rule(String owner, Site site) {
        if (owner.equals("java.lang.System") && site.member().equals("in")) {
            return INPUT;
        }
        boolean isMade = site.member().equals("<init>");
        if (!site.isCall() || HARMLESS.contains(owner) || isMade && !SOCKETS.contains(owner)) {
            return null;
        }
        for (Rule rule : RULES) {
            if (owner.startsWith(rule.owner())
                    && (rule.members().isEmpty() || rule.members().contains(site.member()))) {
                return rule;
            }
        }
        return null;
    }
}
