package signalkit.course.check;

/** Judges the files of an exercise, or one of the kit's own programs. */
@FunctionalInterface
public interface Check {
    /**
     * Runs the check, on a thread of its own.
     *
     * @param submission what is judged
     * @return what was found
     * @throws Exception when the check itself cannot run; that is not the learner's fault
     */
    CheckResult run(Submission submission) throws Exception;

    /**
     * The same judge, who spends no time on what is only shown.
     *
     * @return this one when it shows nothing that takes long
     */
    default Check verdict() {
        return this;
    }
}
