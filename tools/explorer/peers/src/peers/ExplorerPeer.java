package peers;

import java.time.Duration;
import signalkit.explorer.Bounds;
import signalkit.explorer.Explorer;
import signalkit.explorer.Result;
import signalkit.explorer.ScenarioCode;

/** The explorer's part: a child of {@link Peers}. */
final class ExplorerPeer {
    private ExplorerPeer() {}

    /**
     * Explores one program.
     *
     * @param arguments its class, "find" or "speed", and for how many seconds
     */
    public static void main(String[] arguments) {
        ScenarioCode code = new ScenarioCode(arguments[0], ExplorerPeer.class.getClassLoader());
        Duration time = Duration.ofSeconds(Long.parseLong(arguments[2]));
        long start = System.nanoTime();
        if (arguments[1].equals("find")) {
            Result result = Explorer.explore(code, Bounds.ANYTIME.withTime(time));
            System.out.println(
                    (result.failure().isPresent()
                                    ? "found"
                                    : result.isProof() ? "proved" : "clean")
                            + " "
                            + (System.nanoTime() - start) / 1_000_000
                            + " "
                            + result.toString().lines().findFirst().orElse(""));
            System.exit(0);
        }
        // Plain search with many preemptions: as many whole runs as there are, on one thread.
        Bounds bounds = Bounds.DEFAULT.unreduced().withPreemptions(20).withWorkers(1);
        Result result = Explorer.explore(code, bounds.withTime(time));
        double millis = (System.nanoTime() - start) / 1e6;
        long runs = result.statistics().runs();
        // A search that is over soon says little of the speed, and more than a speed does.
        boolean isWhole = result.cut().isEmpty() && result.failure().isEmpty();
        System.out.println(
                (isWhole ? "all " + millis + " " + runs + " runs" : "speed " + runs / millis * 1000)
                        + " "
                        + result);
        System.exit(0);
    }
}
