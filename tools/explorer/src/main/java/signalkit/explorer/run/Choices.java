package signalkit.explorer.run;

import java.util.ArrayList;
import java.util.List;
import signalkit.explorer.Choice;
import signalkit.explorer.Finding;
import signalkit.explorer.model.ModelStep;
import signalkit.explorer.model.Order;
import signalkit.explorer.model.Task;

/** What comes next in a run, as its strategy says. Only the thread that has the turn uses it. */
final class Choices {
    private final RunState run;
    private final Strategy strategy;

    Choices(RunState run, Strategy strategy) {
        this.run = run;
        this.strategy = strategy;
    }

    /** Chooses what comes next, and lets a signal that arrives arrive. */
    Option decide(Task self) {
        while (true) {
            List<Option> options = Options.of(run, self, strategy.isFair(run));
            if (options.isEmpty()) {
                run.setQuiet(true);
                Finding finding = DeadlockDetector.explain(run.tasks());
                run.fail(finding.kind(), finding.text());
            }
            Option option = choose(self, options);
            boolean byItself = option == options.get(0) && !Options.goesOn(run, self);
            if (take(option)) {
                countArrival(option, byItself);
                run.fairness().pass(run.tasks(), option.task());
                return option;
            }
        }
    }

    /** No schedule names what happens by itself, so a choice after it is at a point of its own. */
    private void countArrival(Option option, boolean byItself) {
        boolean isArrival = option.choice().kind() == Choice.Kind.DELIVER;
        if (byItself && isArrival && !run.arrivals().isEmpty()) {
            option.task().steps++;
        }
    }

    /** Chooses which signal, if any, comes in the middle of a call into the JDK. */
    void decideInside(Task self) {
        take(choose(self, Options.inside(run, self, false)));
    }

    /** Chooses whether a signal that was sent comes before a call into the JDK, or amid it. */
    boolean decideLate(Task self) {
        if (self.arrived != null || !self.thread.hasSignal()) {
            return false;
        }
        run.order().mayComeLate(self);
        boolean isLate = choose(self, Options.late(self)).choice().equals(Choice.late(self.id));
        if (isLate) {
            run.order().mayComeLate(self);
        }
        return isLate;
    }

    /** Chooses which signals come while a handler begins, pending ones too. */
    void decideInHandler(Task self) {
        boolean goesOn = false;
        while (!goesOn) {
            goesOn = take(choose(self, Options.inside(run, self, true)));
        }
    }

    /** Chooses which of several waiters is woken. */
    Task decideWaiter(Task self, List<Task> waiters) {
        // A point of its own, for schedules tell points by their numbers.
        self.steps++;
        Task waiter = choose(self, Options.wakes(waiters)).task();
        run.order().wakes(self, waiter);
        run.record(self, waiter == self ? "wakes nobody" : "wakes " + waiter, null, null);
        return waiter;
    }

    /**
     * Chooses which of several stores an access sees; each but the first costs an older value.
     *
     * @param mayFail whether it may also fail for no reason
     * @return an index, or -1 for that
     */
    int decideStore(Task self, int count, boolean mayFail) {
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < (run.hasOlderValues() ? count : 1); i++) {
            options.add(new Option(new Choice(Choice.Kind.OLDER, self.id, i), self, 0));
        }
        if (mayFail && run.wakesSpuriously()) {
            options.add(new Option(new Choice(Choice.Kind.SPURIOUS, self.id, -1), self, 1));
        }
        if (options.size() == 1) {
            return 0;
        }
        run.order().comeToStores(self);
        int store = choose(self, options).choice().arrival();
        if (store > 0) {
            run.countOlderValue();
        }
        return store;
    }

    private Option choose(Task self, List<Option> options) {
        boolean isAsked = options.size() > 1 || strategy.isAlwaysAsked();
        int index = isAsked ? strategy.choose(run, self, options) : 0;
        if (index == Strategy.GIVE_UP) {
            run.giveUp();
        }
        Option option = options.get(index);
        boolean arrives = option.choice().kind() == Choice.Kind.DELIVER;
        boolean isUsual =
                option.choice().kind() == Choice.Kind.WAKE
                        || option.task() == self && !(arrives && Options.goesOn(run, self))
                        || !Options.goesOn(run, self) && !run.fairness().hasReordered();
        boolean plain = index == 0 && (isUsual || strategy.restsAnyhow());
        if (!plain) {
            run.log().deviate(self, option.choice());
        }
        return option;
    }

    /** Makes a choice true; false when it gives the turn to nobody. */
    private boolean take(Option option) {
        Task task = option.task();
        switch (option.choice().kind()) {
            case GO, WAKE, OLDER -> {}
            case TIME_OUT -> {
                return timeOut(task);
            }
            case SPURIOUS -> {
                return wakeUp(task);
            }
            case DELIVER -> {
                int number = option.choice().arrival();
                ScenarioPlan.Arrival arrival = run.arrivals().take(number);
                if (task == null) {
                    boolean merges = run.arrivals().isLost(arrival, run);
                    String what = merges ? " arrives, and merges" : " arrives and stays pending";
                    run.order().pend(number);
                    run.record(run.tasks().get(0), arrival + what, null, null);
                    run.fromOutside(() -> run.arrivals().pend(arrival, run));
                    return false;
                }
                run.order().change(task, Order.ARRIVAL + number);
                run.record(task, arrival.signal() + " arrives", null, null);
                run.fromOutside(() -> run.process().kill(task.thread, arrival.signal()));
                boolean isBlocked =
                        run.process().signalState(task.thread).get(0).contains(arrival.signal());
                task.arrived = isBlocked ? null : arrival.signal();
                merge(task, arrival);
            }
        }
        return true;
    }

    /**
     * More signals like one that has just arrived may do so before it is handled, and are lost;
     * those of real time queue.
     */
    private void merge(Task task, ScenarioPlan.Arrival arrival) {
        if (arrival.signal().isRealTime()) {
            return;
        }
        List<Option> options = Options.merging(run, task, arrival);
        while (options.size() > 1) {
            // A point of its own, for schedules tell points by their numbers; so is the next one.
            task.steps++;
            Choice choice = choose(task, options).choice();
            run.order().passInside(task);
            if (choice.kind() == Choice.Kind.GO) {
                task.steps++;
                return;
            }
            run.arrivals().take(choice.arrival());
            run.order().merges(task, choice.arrival());
            run.record(task, arrival.signal() + " arrives again, and merges", null, null);
            options = Options.merging(run, task, arrival);
        }
    }

    /** A wait ends for no reason; false for Object.wait, which still needs its monitor. */
    private boolean wakeUp(Task task) {
        run.record(task, "wakes up for no reason", null, null);
        if (task.waitsOn != null) {
            run.places().endWait(task);
            task.timedOut = true;
            return false;
        }
        ModelStep step = task.next == null ? null : task.next.step();
        if (step == null) {
            task.spurious = true;
        } else {
            step.wokeSpuriously = true;
        }
        return true;
    }

    /** A wait has run out of time; false for Object.wait, which still needs its monitor. */
    private boolean timeOut(Task task) {
        run.clock().advanceTo(Options.deadline(task));
        run.places().use(run.places().ofModel(run.clock()), task, true);
        if (task.waitsOn != null) {
            run.record(task, "has waited long enough", null, null);
            run.places().endWait(task);
            task.timedOut = true;
            return false;
        }
        ModelStep step = task.next == null ? null : task.next.step();
        if (step != null) {
            run.record(task, "has waited long enough", null, null);
            step.timedOut = true;
        }
        return true;
    }
}
