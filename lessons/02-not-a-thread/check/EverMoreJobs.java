package signalkit.lessons.notathread;

import java.io.IOException;
import java.util.Arrays;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Compilation;
import signalkit.course.check.FullSpeed;
import signalkit.course.check.SourceNumbers;
import signalkit.course.check.Submission;

/** More jobs on the list than any limit in the code, at full speed and without a signal. */
final class EverMoreJobs implements Check {
    private static final int JOBS = 1_000;

    /** So many jobs have the same number. */
    private static final int EQUAL = 3;

    private static final int CEILING = 100_000;

    private static final CheckResult HANG =
            CheckResult.fail("hang", "a list of many jobs does not answer")
                    .hinted("What does your list do when it is longer than you expected?");

    @Override
    public CheckResult run(Submission submission) throws IOException {
        Compilation compiled = submission.compile();
        int jobs = SourceNumbers.of(compiled).beyond(JOBS, CEILING);
        return FullSpeed.of(
                () -> play(compiled.make(JobList.class, compiled.plainLoader()), jobs), HANG);
    }

    private static CheckResult play(JobList list, int jobs) {
        for (int job = 0; job < jobs; job++) {
            list.add(job / EQUAL);
        }
        int size = list.size();
        int[] taken = new int[jobs];
        int count = list.takeAll(taken);
        Arrays.sort(taken);
        boolean areAll = count == jobs;
        for (int job = 0; job < jobs; job++) {
            areAll &= taken[job] == job / EQUAL;
        }
        return areAll && size == jobs && list.size() == 0
                ? CheckResult.pass("a list may have any number of jobs", 1)
                : CheckResult.fail("count", "\"a list may have any number of jobs\"")
                        .expected(jobs + " jobs on the list, and all taken", size + ", " + count)
                        .hinted(
                                size == jobs
                                        ? "Each number comes three times. What does your list do"
                                                + " with equal jobs?"
                                        : "How many jobs has your list room for, and what happens"
                                                + " to more?");
    }
}
