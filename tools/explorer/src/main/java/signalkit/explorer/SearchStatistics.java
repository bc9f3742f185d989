package signalkit.explorer;

import java.time.Duration;

/**
 * What a search has done so far.
 *
 * @param runs how many schedules there were since the search knew all memory that threads share
 * @param pruned how many of them ended at a state that was known
 * @param skipped how many of those were seen to, and not run; with several workers that depends on
 *     who comes first
 * @param traces how many of the others differ in more than the order of independent steps; a search
 *     that misses none of them cannot do with fewer runs
 * @param states how many different states there were in which a choice was made; 0 when plain
 *     search does not count them
 * @param waiting how many runs are known to come, at this number of preemptions
 * @param preemptions how many preemptions the runs of now have
 * @param restarts how often the search began anew, with more memory known to be shared
 * @param elapsed since its start
 */
public record SearchStatistics(
        long runs,
        long pruned,
        long skipped,
        long traces,
        long states,
        long waiting,
        int preemptions,
        int restarts,
        Duration elapsed) {}
