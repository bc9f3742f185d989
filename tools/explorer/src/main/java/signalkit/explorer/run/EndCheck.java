package signalkit.explorer.run;

import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.load.StandIns;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.Task;
import signalkit.posix.Mutex;
import signalkit.posix.PosixProcess;
import signalkit.posix.Signal;

/** Looks at how threads and processes end. */
final class EndCheck {
    private static final int SIGNALLED = 128;

    private EndCheck() {}

    /** What is wrong with the end of a thread, or null. */
    static Finding ofThread(RunState run, Task task) {
        for (Throwable thrown : run.process().uncaught()) {
            if (!(thrown instanceof Unwind)) {
                // Its words may come from explored code, which has no thread any more.
                run.setQuiet(true);
                String missing = StandIns.missing(thrown);
                if (missing != null) {
                    return new Finding(FindingKind.REFUSED, Texts.missing(missing, thrown));
                }
                return new Finding(FindingKind.UNCAUGHT_EXCEPTION, task + ": " + Texts.of(thrown));
            }
        }
        // What a thread holds that ends with its process is nobody's concern.
        boolean processIsOver = run.isEnding() || run.tasks().get(0).ended && task.id != 0;
        Mutex stranded = run.order().heldBy(task.thread.carrier());
        return stranded == null || processIsOver
                ? null
                : new Finding(
                        FindingKind.MUTEX_HELD_AT_EXIT,
                        task + " has ended and holds " + stranded + " for ever");
    }

    /** What is wrong with the end of a process that has not come to its last step, or null. */
    static Finding ofProcess(PosixProcess process) {
        int status = process.waitFor(Long.MAX_VALUE);
        if (status > 0 && status <= SIGNALLED) {
            String text = "the process exits with status " + status;
            return new Finding(FindingKind.EXIT_STATUS, text);
        }
        return status == 0
                ? null
                : new Finding(
                        FindingKind.ENDED_BY_SIGNAL,
                        "the default action of "
                                + Signal.of(status - SIGNALLED)
                                + " has ended the process");
    }

    /** The program ends: whoever could go on may be between any two of its steps then. */
    static void noteExit(RunState run, Task self) {
        boolean othersGoOn = false;
        for (Task task : run.tasks()) {
            boolean isOfKit = task == self || run.process().isService(task.thread);
            othersGoOn |= !isOfKit && Options.goesOn(run, task);
        }
        if (othersGoOn || self.isInHandler()) {
            run.sites().show(run.sites().key(Keys.ALL));
        }
    }

    /** Whether some thread ends with the program. */
    static boolean leavesThreads(RunState run) {
        return run.tasks().stream().anyMatch(task -> endsWithTheProgram(run, task));
    }

    /** A daemon, wherever it is, or a thread that may wait forever and that no signal wakes. */
    private static boolean endsWithTheProgram(RunState run, Task task) {
        boolean waits = task.waitsOn != null || !task.parked && task.next != null;
        boolean mayWait = waits && task.id != 0 && run.plan().mayWaitForEver(task.name());
        return !task.ended && (mayWait || run.isDaemon(task));
    }
}
