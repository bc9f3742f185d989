package signalkit.explorer.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import signalkit.explorer.Choice;
import signalkit.explorer.fair.FairTurns;
import signalkit.explorer.model.Keys;
import signalkit.explorer.model.ModelStep;
import signalkit.explorer.model.Task;
import signalkit.posix.Cond;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/** Lists what may happen next, in an order that is the same in every run. */
final class Options {
    /**
     * So many steps in a row are a loop that waits for another thread.
     *
     * <p>States do not count these steps, so where the limit strikes depends on the order of the
     * search. What ends has to stay below it, or the counts would differ from search to search.
     */
    private static final int ENDURANCE = 1_000;

    private final RunState run;
    private final Task self;
    private final boolean goesOn;
    private final boolean fair;
    private final boolean tired;
    private final List<Option> options = new ArrayList<>(4);

    /** Whose wait runs out of time next, where threads rest. */
    private Task due;

    private boolean timePasses;
    private boolean signalsArrive;

    private Options(RunState run, Task self, boolean fair) {
        this.run = run;
        this.self = self;
        this.goesOn = canGoOn(run, self);
        this.fair = fair;
        this.tired = fair && goesOn && isTired();
    }

    private boolean isTired() {
        return self.yields || self.streak > ENDURANCE || run.news(self).areMissing();
    }

    /** Whether a signal that is caught may come at any moment, from outside or from a thread. */
    static boolean mayInterrupt(RunState run, Task task) {
        return !run.arrivals().isEmpty()
                || run.sites().key(Keys.CATCHING).visible
                        && Arrivals.mayCome(run.process().signalState(task.thread).get(0));
    }

    /** Whether a thread could go on. */
    static boolean goesOn(RunState run, Task task) {
        return canGoOn(run, task);
    }

    /** The first is that {@code self} goes on, if it can and has not gone on for too long. */
    static List<Option> of(RunState run, Task self, boolean fair) {
        Options list = new Options(run, self, fair);
        list.arrive();
        list.addThreads();
        if (!list.signalsArrive) {
            list.addSignals();
        }
        list.addTimeOuts();
        list.addSpuriousWakeUps();
        return list.options;
    }

    /** That a thread takes a signal now, and that another one like it arrives before. */
    static List<Option> merging(RunState run, Task task, ScenarioPlan.Arrival arrival) {
        Options list = new Options(run, task, false);
        list.add(Choice.Kind.GO, task, -1, 0);
        for (int i = 0; i < run.arrivals().count(); i++) {
            if (arrival.equals(run.arrivals().next(i))) {
                list.options.add(new Option(new Choice(Choice.Kind.DELIVER, -1, i), null, 0));
            }
        }
        return list.options;
    }

    /** That one of several waiters is woken, the one that waits longest first. */
    static List<Option> wakes(List<Task> waiters) {
        return waiters.stream()
                .map(task -> new Option(new Choice(Choice.Kind.WAKE, task.id, -1), task, 0))
                .toList();
    }

    /** That a signal comes before the next call of {@code self}, or into the middle of it. */
    static List<Option> late(Task self) {
        Choice before = new Choice(Choice.Kind.GO, self.id, -1);
        return List.of(new Option(before, self, 0), new Option(Choice.late(self.id), self, 0));
    }

    /** That {@code self} goes on, and the signals that may interrupt it. */
    static List<Option> inside(RunState run, Task self, boolean withPending) {
        Options list = new Options(run, self, false);
        run.fairness().stay();
        list.add(Choice.Kind.GO, self, -1, 0);
        list.addSignals();
        list.options.removeIf(
                option -> option.task() != self && !(withPending && option.task() == null));
        return list.options;
    }

    /**
     * A thread that waits for what a model stands for may go on to run a handler, and then waits.
     */
    private static boolean canGoOn(RunState run, Task task) {
        return isReady(run, task)
                || !task.ended
                        && !task.parked
                        && task.waitsOn == null
                        && !task.next.kind().isAnEnd()
                        && task.thread.hasSignal();
    }

    /** Whether a thread could do its next step. */
    static boolean isReady(RunState run, Task task) {
        if (task.ended) {
            return false;
        }
        if (task.waitsOn != null) {
            return task.isWoken() && task.waitsOn.isFreeFor(task);
        }
        if (task.parked) {
            return task.permit;
        }
        if (task.next == null) {
            return true;
        }
        ModelStep step = task.next.step();
        if (step != null) {
            return step.ready.getAsBoolean();
        }
        return switch (task.next.kind()) {
            case ENTER -> task.next.monitor().isFreeFor(task);
            case LAST -> run.arrivals().isEmpty() && nobodyElseGoesOn(run, task);
            default -> true;
        };
    }

    private static boolean nobodyElseGoesOn(RunState run, Task task) {
        for (Task other : run.tasks()) {
            if (other != task && !run.isDaemon(other) && canGoOn(run, other)) {
                return false;
            }
        }
        return true;
    }

    /** Tells who can go on, where that decides who has to let others go on. */
    private void arrive() {
        long ready = 0;
        if (fair && (tired || run.fairness().isUsed())) {
            for (Task task : run.tasks()) {
                ready |= canGoOn(run, task) ? FairTurns.bit(task) : 0;
            }
            due = due();
            ready |= due == null ? 0 : FairTurns.bit(due);
        }
        run.fairness().arrive(self, tired, ready);
    }

    /** The thread whose wait runs out of time next; null for none. */
    private Task due() {
        Task next = null;
        for (Task task : run.tasks()) {
            boolean waits = deadline(task) != Scheduler.NEVER && !canGoOn(run, task);
            if (waits && (next == null || deadline(task) < deadline(next))) {
                next = task;
            }
        }
        return next;
    }

    private void addThreads() {
        List<Task> behind = List.of();
        if (goesOn && !tired) {
            add(Choice.Kind.GO, self, -1, 0);
        }
        for (Task task : run.tasks()) {
            if (task == self || !canGoOn(run, task)) {
                continue;
            }
            if (run.fairness().isBehind(task)) {
                behind = new ArrayList<>(behind);
                behind.add(task);
            } else {
                add(Choice.Kind.GO, task, -1, goesOn && !tired ? 1 : 0);
            }
        }
        boolean allRest = tired ? run.fairness().isBehind(self) : !behind.isEmpty();
        if (due != null && options.isEmpty() && allRest) {
            // Threads in loops must not keep time from passing.
            run.fairness().reorder();
            timePasses = true;
            add(Choice.Kind.TIME_OUT, due, -1, 0);
        } else if (options.isEmpty() && tired && !run.arrivals().isEmpty()) {
            // Nor signals from arriving, as each of them does in every run.
            run.fairness().reorder();
            signalsArrive = true;
            addSignals();
        }
        if (tired) {
            add(Choice.Kind.GO, self, -1, options.isEmpty() ? 0 : 1);
        }
        for (Task task : behind) {
            run.fairness().reorder();
            add(Choice.Kind.GO, task, -1, options.isEmpty() ? 0 : 1);
        }
    }

    private void addSignals() {
        for (int i = 0; i < run.arrivals().count(); i++) {
            ScenarioPlan.Arrival arrival = run.arrivals().next(i);
            if (arrival != null) {
                addTakers(arrival, i);
            }
        }
    }

    private void addTakers(ScenarioPlan.Arrival arrival, int number) {
        // One that merges with one that is pending has no taker of its own.
        boolean merges = run.arrivals().isLost(arrival, run);
        boolean taken = false;
        for (Pthread thread :
                merges ? List.<Pthread>of() : run.process().takers(arrival.signal())) {
            Task task = run.task(thread);
            boolean meant = arrival.thread() == null || arrival.thread().equals(task.name());
            if (meant && !task.ended && task.waitsOn == null) {
                add(Choice.Kind.DELIVER, task, number, goesOn && task != self && !tired ? 1 : 0);
                taken = true;
            }
        }
        if (!taken) {
            options.add(new Option(new Choice(Choice.Kind.DELIVER, -1, number), null, 0));
        }
    }

    /**
     * A limit is over whenever that is chosen, for any thread may be delayed at any time. When
     * nobody can go on time passes, and the next limit comes without a cost.
     */
    private void addTimeOuts() {
        boolean others = !options.isEmpty();
        List<Task> limited = List.of();
        long earliest = Scheduler.NEVER;
        for (Task task : run.tasks()) {
            if (deadline(task) != Scheduler.NEVER && !canGoOn(run, task)) {
                limited = limited.isEmpty() ? new ArrayList<>(2) : limited;
                limited.add(task);
                earliest = Math.min(earliest, deadline(task));
            }
        }
        if (limited.size() > 1) {
            limited.sort(Comparator.comparingLong(Options::deadline));
        }
        for (Task task : limited) {
            boolean isNext = !others && deadline(task) == earliest;
            if (task != due || !timePasses) {
                add(Choice.Kind.TIME_OUT, task, -1, isNext ? 0 : 1);
            }
        }
    }

    /** Nobody relies on one: where no thread can go on there is none. */
    private void addSpuriousWakeUps() {
        if (options.isEmpty() || !run.wakesSpuriously()) {
            return;
        }
        for (Task task : run.tasks()) {
            boolean waits =
                    task.waitsOn != null && !task.isWoken()
                            || task.parked && !task.permit && task.blocker instanceof Cond
                            || mayWakeSpuriously(task);
            if (waits && !task.ended) {
                add(Choice.Kind.SPURIOUS, task, -1, 1);
            }
        }
    }

    private static boolean mayWakeSpuriously(Task task) {
        ModelStep step = task.next == null ? null : task.next.step();
        return step != null && step.mayWakeSpuriously && !step.ready.getAsBoolean();
    }

    /** When a thread stops waiting, if it waits. */
    static long deadline(Task task) {
        if (task.ended) {
            return Scheduler.NEVER;
        }
        if (task.parked || task.waitsOn != null) {
            return task.isWoken() ? Scheduler.NEVER : task.deadline;
        }
        ModelStep step = task.next == null ? null : task.next.step();
        return step == null ? Scheduler.NEVER : step.deadline;
    }

    private void add(Choice.Kind kind, Task task, int arrival, int cost) {
        options.add(new Option(new Choice(kind, task.id, arrival), task, cost));
    }
}
