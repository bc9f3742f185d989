package signalkit.explorer.run;

import java.util.List;
import java.util.stream.Stream;
import signalkit.explorer.Bounds;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.fair.LoopWatch;
import signalkit.explorer.model.Held;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.ModelStep;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Order;
import signalkit.explorer.model.Task;
import signalkit.posix.Op;
import signalkit.posix.Signal;
import signalkit.weaver.Site;

/**
 * What a thread of a run does: it begins, comes to its points, waits and ends, and at each of these
 * it may have to pass the turn on. The thread that has the turn uses it.
 */
final class TaskSteps {
    private static final Operation LAST =
            new Operation(Operation.Kind.LAST, null, null, null, null, null);

    private static final Operation EXIT =
            new Operation(Operation.Kind.SIGNAL, Op.PROCESS_END, "exits", null, null, null);

    /** Writes something, nobody knows what. */
    static final Operation UNKNOWN_CHANGE =
            new Operation(Operation.Kind.WRITE, null, null, null, null, null);

    private final RunState state;
    private final Choices choices;
    private final LoopWatch watch;

    /** From here on a run is looked at for loops without an end. */
    private final int half;

    private boolean mainIsDone;

    TaskSteps(RunState state, Choices choices, Bounds bounds) {
        this.state = state;
        this.choices = choices;
        this.half = bounds.steps() / 2;
        this.watch = new LoopWatch(bounds.steps(), step -> Held.by(step, state.sites()));
    }

    /** A thread has begun; it waits for its first turn. */
    void begin(Task self) {
        await(self);
        state.order().begin(self);
    }

    /** A step that nobody else can see. */
    void local(Task self) {
        local(self, null);
    }

    /** A step that nobody else can see; {@code change} is null when it writes nothing. */
    void local(Task self, Operation change) {
        state.unwindIfOver();
        self.changes += change == null ? 0 : 1;
        long handled = self.thread.handled();
        while (!state.isQuiet()) {
            count(self, change);
            self.thread.checkpoint();
            if (self.thread.handled() == handled) {
                return;
            }
            handled = self.thread.handled();
        }
    }

    /** A visible step: whatever may come first comes first, then the caller does it. */
    void arrive(Task self, Operation operation) {
        if (isPartOfStep(self, operation)) {
            self.isBeforeCall = false;
            state.unwindIfOver();
            count(self);
            happen(self, operation);
            return;
        }
        come(self, operation);
        if (!operation.kind().isAnEnd()) {
            happen(self, operation);
        }
    }

    /** A thread comes to a visible step, and nothing comes between this and the step. */
    void come(Task self, Operation operation) {
        boolean isBeforeCall = self.isBeforeCall;
        self.isBeforeCall = false;
        long handled;
        do {
            state.unwindIfOver();
            self.next = operation;
            count(self);
            checkInvariants(self);
            giveWay(self);
            handled = self.thread.handled();
            self.isLate = isBeforeCall && choices.decideLate(self);
            if (!self.isLate) {
                self.thread.checkpoint();
            }
        } while (self.thread.handled() != handled || isHeldUp(self));
        self.next = null;
    }

    /** Whether a thread had the turn for a signal only, and cannot do its next step. */
    private boolean isHeldUp(Task self) {
        ModelStep step = self.next.step();
        boolean isOver = step != null && (step.timedOut || step.wokeSpuriously);
        return !isOver && !self.next.kind().isAnEnd() && !Options.isReady(state, self);
    }

    /** Which of several stores an access sees; -1 when it fails for no reason. */
    int chooseStore(Task self, int count, boolean mayFail) {
        return choices.decideStore(self, count, mayFail);
    }

    /** A thread wakes one of several waiters, any of them. */
    Task chooseWaiter(Task self, List<Task> waiters) {
        state.unwindIfOver();
        return waiters.size() == 1 ? waiters.get(0) : choices.decideWaiter(self, waiters);
    }

    /** A thread in a monitor wakes all that wait there for a notify. */
    void wakeAll(Task self, Monitor monitor) {
        monitor.waiters.stream().filter(task -> !task.notified).forEach(TaskSteps::wake);
        leaving(monitor).forEach(each -> wake(chooseWaiter(self, List.of(self, each))));
    }

    /** A thread in a monitor wakes any of those that wait there for a notify. */
    void wakeOne(Task self, Monitor monitor) {
        List<Task> waiters = monitor.waiters.stream().filter(task -> !task.notified).toList();
        List<Task> leaving = leaving(monitor);
        List<Task> first = waiters.isEmpty() && !leaving.isEmpty() ? List.of(self) : waiters;
        List<Task> any = Stream.concat(first.stream(), leaving.stream()).toList();
        if (!any.isEmpty()) {
            wake(chooseWaiter(self, any));
        }
    }

    /** Those that leave for an interrupt and have not come back yet. */
    private List<Task> leaving(Monitor monitor) {
        return state.tasks().stream()
                .filter(task -> task.waitsOn == monitor && task.interrupted)
                .toList();
    }

    /**
     * One that leaves for an interrupt may have the notify all the same: then it returns from its
     * wait, and is still interrupted (JLS 17.2.4). The notifier itself stands for nobody.
     */
    private static void wake(Task task) {
        if (task.waitsOn != null) {
            task.notified = true;
            task.interrupted = false;
        }
    }

    /** Whether a step of a copied collection belongs to the one before it. */
    private boolean isPartOfStep(Task self, Operation operation) {
        if (!self.inSection && self.guarded == 0) {
            return false;
        }
        Site site = operation.access() == null ? null : operation.access().site();
        if (self.inSection) {
            if (site == null || !Texts.isCopys(site)) {
                // A function of the program has steps of its own.
                state.sites().show(self.sectionSteps);
                return false;
            }
            boolean isFirst = !self.sectionBegun;
            self.sectionBegun = true;
            return !isFirst && isFree(self, operation);
        }
        // Whoever has the monitor is alone, but for those who do without.
        return site != null
                && Texts.isGuarded(site)
                && operation.kind() != Operation.Kind.ENTER
                && !Options.mayInterrupt(state, self);
    }

    private static boolean isFree(Task self, Operation operation) {
        return operation.kind() != Operation.Kind.ENTER || operation.monitor().isFreeFor(self);
    }

    /** A thread is in the middle of a call into the JDK: signals may arrive there. */
    void passInside(Task self) {
        long handled;
        do {
            handled = self.thread.handled();
            if (self.isLate) {
                self.isLate = false;
                self.thread.checkpoint();
            }
            if (!state.arrivals().isEmpty()) {
                count(self);
                choices.decideInside(self);
                self.thread.checkpoint();
            }
        } while (self.thread.handled() != handled);
        state.order().passInside(self);
    }

    /** A handler is about to run: more signals may arrive before it does something. */
    void beginHandler(Task self) {
        state.unwindIfOver();
        if (state.isQuiet()) {
            return;
        }
        state.order().handles(self);
        if (state.sites().key(Keys.SENDING).visible) {
            state.sites().show(state.sites().key(Keys.CATCHING));
        }
        Signal signal = self.thread.handlers().get(self.thread.handlers().size() - 1);
        boolean isTaken = self.arrived != signal;
        if (isTaken) {
            state.record(self, Recorder.TAKES + signal, null, null);
        } else {
            self.arrived = null;
        }
        if (state.arrivals().isEmpty()) {
            return;
        }
        if (isTaken) {
            // The step that let it in was a point; this is another one.
            self.steps++;
        }
        choices.decideInHandler(self);
        self.thread.checkpoint();
        state.order().passInside(self);
    }

    /** As if nothing came there: steps are counted alike whether others see the call or not. */
    void skipInside(Task self) {
        if (!state.arrivals().isEmpty()) {
            count(self);
        }
    }

    /** A visible step before which nothing else can come: it is part of the one before it. */
    void happen(Task self, Operation operation) {
        state.news(self).note(operation);
        Operation earlier = state.order().add(self, operation);
        Site site = operation.access() == null ? null : operation.access().site();
        state.record(self, null, site, operation);
        if (state.order().takeDoubt()) {
            state.sites().miss("another order of what is done at " + Texts.caller());
        }
        if (earlier != null) {
            race(earlier, operation);
        }
    }

    /** Two accesses are not ordered. */
    void race(Operation earlier, Operation operation) {
        Site site = operation.access().site();
        if (!Texts.isByDesign(site)) {
            if (state.exploresRaces() && Texts.isCopys(site)) {
                state.sites().miss("what a data race leads to at " + site);
            } else if (state.exploresRaces()) {
                state.sites().trackRace(operation);
            }
            String race = Texts.race(earlier, operation);
            state.log().warn(new Finding(FindingKind.DATA_RACE, race), earlier);
        }
    }

    private void count(Task self) {
        count(self, self.next);
    }

    private void count(Task self, Operation operation) {
        self.steps++;
        self.streak++;
        state.turn().notePoint();
        int number = state.log().countStep();
        if (number > half) {
            state.noteLong();
        }
        switch (watch.note(number, self, operation)) {
            case GOES_ON -> {}
            case CUT -> state.cut(self + " is at " + Texts.caller());
            case ENDLESS -> {
                Finding finding = watch.finding(Texts::outermost);
                state.collapseLoops();
                state.fail(finding.kind(), finding.text());
            }
        }
    }

    private void checkInvariants(Task self) {
        if (!state.plan().always().isEmpty()) {
            self.looks = true;
            state.setQuiet(true);
            state.require(state.plan().always());
            state.setQuiet(false);
            self.looks = false;
        }
    }

    /** Lets another thread go on when that is chosen, and waits for the next turn then. */
    private void giveWay(Task self) {
        Task next = choices.decide(self).task();
        if (next != self) {
            self.streak = 0;
            state.turn().pass(next);
            await(self);
        }
    }

    private void await(Task self) {
        if (!state.turn().await(self)) {
            state.unwindIfOver();
            state.needThreads();
        }
        state.unwindIfOver();
    }

    /** Waits until somebody unparks the thread, or its time is over. */
    void park(Task self, Object blocker, long deadline) {
        state.unwindIfOver();
        if (state.isQuiet()) {
            throw new IllegalStateException(
                    "prepare and invariants must not wait, but wait for " + blocker);
        }
        self.steps++;
        self.blocker = blocker;
        if (!self.permit) {
            self.parked = true;
            self.deadline = deadline;
            state.recordWait(self, null);
            giveWay(self);
            self.parked = false;
        }
        self.permit = false;
        state.order().change(self, self.spurious ? Order.SPURIOUS : Order.UNPARKED);
        self.blocker = null;
    }

    /** Waits in Object.wait until the thread is notified and the monitor is free. */
    void rest(Task self, Site site) {
        self.steps++;
        state.recordWait(self, site);
        giveWay(self);
    }

    /** The last step of the main thread; at the end of it the invariants of the end hold. */
    void last(Task main) {
        arrive(main, LAST);
        state.setQuiet(true);
        mainIsDone = true;
        state.requireTheEnd();
        EndCheck.noteExit(state, main);
        if (EndCheck.leavesThreads(state)) {
            state.exit();
        }
    }

    /** The program asks for the end of all threads; at the end of it invariants hold. */
    void exit(Task self) {
        if (!state.isQuiet()) {
            arrive(self, EXIT);
            EndCheck.noteExit(state, self);
        }
        state.setQuiet(true);
        state.requireTheEnd();
        state.exit();
    }

    /** A thread ends; the run does when it is the last one. */
    void end(Task self) {
        self.ended = true;
        self.steps++;
        state.order().change(self, Order.ENDED);
        state.record(self, "ends", null, null);
        failWith(EndCheck.ofThread(state, self));
        if (state.tasks().stream().anyMatch(task -> !task.ended)) {
            state.turn().pass(choices.decide(self).task());
            return;
        }
        if (!mainIsDone) {
            failWith(EndCheck.ofProcess(state.process()));
            state.setQuiet(true);
            state.requireTheEnd();
        }
        state.finish(RunOutcome.End.COMPLETE, null);
    }

    private void failWith(Finding finding) {
        if (finding != null) {
            state.fail(finding.kind(), finding.text());
        }
    }
}
