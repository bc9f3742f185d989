package signalkit.posix.referee;

import java.util.List;

/** Mistakes in the calls that came later; see {@link LaterCalls}. */
final class LaterMutants {
    private LaterMutants() {}

    static List<Mutant> all() {
        String life = "life/ThreadLife.java";
        String ending = "life/ThreadEnding.java";
        return List.of(
                new Mutant(
                        "a cancel that wakes nobody",
                        life,
                        "thread.life().cancel();\n        thread.interrupt();",
                        "thread.life().cancel();"),
                new Mutant(
                        "cleanup handlers in the order of their push",
                        life,
                        "cleanups.push(handler)",
                        "cleanups.addLast(handler)"),
                new Mutant(
                        "a cancel that the state does not hold back",
                        ending,
                        "return cancelled && !cancelIsDisabled;",
                        "return cancelled;"),
                new Mutant(
                        "destructors that run in one round", ending, "ROUNDS = 4;", "ROUNDS = 1;"),
                new Mutant(
                        "an initialisation that counts as run when it is cancelled",
                        "life/Once.java",
                        "State after = State.NEW;",
                        "State after = State.DONE;"),
                new Mutant(
                        "a signal() that restarts nothing",
                        "old/OldSignals.java",
                        "action(handler).withFlags(Sigaction.Flag.RESTART)",
                        "action(handler)"),
                new Mutant(
                        "a sigset that leaves the signal blocked",
                        "old/OldSignals.java",
                        "before = Signals.sigaction(signal, action(handler));\n"
                                + "            mask = Signals.sigmask(How.UNBLOCK, set);",
                        "before = Signals.sigaction(signal, action(handler));\n"
                                + "            mask = Signals.sigmask();"),
                new Mutant(
                        "a SIGPIPE for the process",
                        "ipc/BytePipe.java",
                        "self.process().kill(self, Signal.PIPE);",
                        "self.process().kill(Signal.PIPE);"),
                new Mutant(
                        "SA_NOCLDSTOP without effect",
                        "ipc/Children.java",
                        "!action.flags().contains(Sigaction.Flag.NOCLDSTOP)",
                        "action != null"),
                new Mutant(
                        "SA_NOCLDWAIT that leaves a zombie",
                        "ipc/Children.java",
                        "isIgnored(action) || action.flags().contains(Sigaction.Flag.NOCLDWAIT)",
                        "isIgnored(action)"),
                new Mutant(
                        "a CHLD that main takes first",
                        "ipc/Children.java",
                        "child.forker());\n        }\n",
                        "null);\n        }\n"),
                new Mutant(
                        "a waitpid that tells of the oldest child",
                        "ipc/Children.java",
                        "for (Child child : inTurn()) {",
                        "for (Child child : List.copyOf(all)) {"),
                new Mutant(
                        "a stop that is told twice",
                        "ipc/Child.java",
                        "told = news;\n            news = null;",
                        "told = news;"),
                new Mutant(
                        "a waitpid whose handler runs after it",
                        "ipc/Child.java",
                        "self.checkpoint(); // its handler runs before the call returns",
                        ""),
                new Mutant(
                        "a join that always looks for a cancel",
                        "Pthread.java",
                        "Pthread self = self(); // as in glibc",
                        "Pthread self = cancellable(); // as in glibc"),
                new Mutant(
                        "a cancelled ppoll that brings the mask back",
                        "SignalWaits.java",
                        "            parkSuspended(self, blocker, deadline);\n        }",
                        "            self.parkToTheEnd(blocker, deadline);\n        }"));
    }

    /** Mistakes in the calls of {@link MoreCalls}. */
    static List<Mutant> more() {
        return List.of(
                new Mutant(
                        "a read of a signalfd that cannot be cancelled",
                        "ipc/SignalFd.java",
                        "        Pthread.cancellable();\n",
                        ""),
                new Mutant(
                        "a timedlock that finds no deadlock",
                        "Mutex.java",
                        "                || relock()\n",
                        ""),
                new Mutant(
                        "a poll that takes a reader's wake-up",
                        "Poll.java",
                        "if (!self.isPast(deadline)) { //",
                        "if (true) { //"),
                new Mutant(
                        "a ppoll that runs a handler though a byte is there",
                        "Poll.java",
                        "if (!ready.isEmpty()) {",
                        "if (!ready.isEmpty() && mask == null) {"));
    }
}
