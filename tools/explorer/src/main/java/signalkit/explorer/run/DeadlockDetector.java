package signalkit.explorer.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Task;
import signalkit.explorer.turn.Turn;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.SignalSet;

/** Says why nothing can go on. */
final class DeadlockDetector {
    private final List<Task> tasks;

    private DeadlockDetector(List<Task> tasks) {
        this.tasks = tasks;
    }

    static Finding explain(List<Task> tasks) {
        return new DeadlockDetector(tasks).explain();
    }

    private Finding explain() {
        for (Task task : tasks) {
            if (!task.ended && ownerOfWanted(task) == task) {
                return new Finding(
                        FindingKind.SELF_DEADLOCK,
                        task
                                + " waits for "
                                + wanted(task)
                                + ", which it holds itself"
                                + (task.isInHandler()
                                        ? " below the handler of " + top(task) + " on top of it"
                                        : ""));
            }
        }
        for (Task task : tasks) {
            List<Task> cycle = cycleFrom(task);
            if (!cycle.isEmpty()) {
                return new Finding(FindingKind.DEADLOCK, chain(cycle));
            }
        }
        for (Task task : tasks) {
            Task owner = ownerOfWanted(task);
            if (!task.ended && owner != null && owner.ended) {
                return new Finding(
                        FindingKind.MUTEX_HELD_AT_EXIT,
                        task + " waits for " + wanted(task) + ", which " + owner + " took with it");
            }
        }
        return new Finding(
                FindingKind.LOST_WAKE_UP,
                tasks.stream()
                                .filter(task -> !task.ended)
                                .map(task -> task + " waits for " + wanted(task))
                                .collect(Collectors.joining(", "))
                        + ", and nobody is left to wake "
                        + (tasks.stream().filter(task -> !task.ended).count() == 1 ? "it" : "them")
                        + tasks.stream()
                                .map(DeadlockDetector::untaken)
                                .collect(Collectors.joining()));
    }

    /** A signal that would run its handler if the thread waited by a call of the kit. */
    private static String untaken(Task task) {
        if (task.ended || task.waitsOn == null) {
            return "";
        }
        List<SignalSet> state = task.thread.process().signalState(task.thread);
        SignalSet due = state.get(1).minus(state.get(0));
        return due.isEmpty()
                ? ""
                : "; %s is pending, but %s takes no signal in Object.wait: let it wait with a Cond"
                        .formatted(due.iterator().next(), task);
    }

    private static Object top(Task task) {
        return task.thread.handlers().get(task.thread.handlers().size() - 1);
    }

    private List<Task> cycleFrom(Task start) {
        List<Task> way = new ArrayList<>();
        Task task = start;
        while (task != null && !task.ended && !way.contains(task)) {
            way.add(task);
            task = awaited(task);
        }
        return task == start && way.size() > 1 ? way : List.of();
    }

    private String chain(List<Task> cycle) {
        return cycle.stream()
                .map(
                        task ->
                                task
                                        + " waits for "
                                        + wanted(task)
                                        + (joined(task) == null ? " of " + awaited(task) : ""))
                .collect(Collectors.joining(", "));
    }

    /** The one that must do something before this one can go on, if there is just one. */
    private Task awaited(Task task) {
        Task joined = joined(task);
        return joined == null ? ownerOfWanted(task) : joined;
    }

    private Task joined(Task task) {
        return task.parked && task.blocker instanceof Pthread thread
                ? taskOf(thread.carrier())
                : null;
    }

    private Task ownerOfWanted(Task task) {
        if (task.parked && task.blocker instanceof Mutex mutex) {
            return taskOf(mutex.owner());
        }
        if (task.next != null && task.next.step() != null) {
            return task.next.step().owner();
        }
        if (task.next != null && task.next.kind() == Operation.Kind.ENTER) {
            return task.next.monitor().owner;
        }
        return null;
    }

    private Task taskOf(Thread carrier) {
        for (Task task : tasks) {
            if (task.thread.carrier() == carrier) {
                return task;
            }
        }
        return null;
    }

    static String wanted(Task task) {
        if (task.waitsOn != null) {
            return "a notify on the " + task.waitsOn.name();
        }
        if (task.parked) {
            return task.blocker instanceof Pthread thread
                    ? "the end of " + thread
                    : String.valueOf(task.blocker);
        }
        if (task.next != null && task.next.step() != null) {
            return task.next.step().wanted;
        }
        if (task.next != null && task.next.monitor() != null) {
            return "the " + task.next.monitor().name();
        }
        return "nothing";
    }

    /** Which thread waits where the engine cannot see it. */
    static String outside(List<Task> tasks) {
        String text = "no thread comes to its next point";
        for (Task task : tasks) {
            StackTraceElement[] stack = task.thread.carrier().getStackTrace();
            if (!Turn.isIn(stack) && stack.length > 0) {
                text =
                        task
                                + " loops or waits where the explorer cannot see it; let it wait"
                                + " with a Mutex, Cond, Pipe or monitor of the scenario. It is at "
                                + Texts.outside(stack);
            }
        }
        return text;
    }
}
