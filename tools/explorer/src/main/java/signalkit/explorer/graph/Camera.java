package signalkit.explorer.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import signalkit.explorer.Scenario;
import signalkit.explorer.graph.StateGraph.Effect;
import signalkit.explorer.graph.StatePicture.Block;
import signalkit.explorer.graph.StatePicture.Frame;
import signalkit.explorer.graph.StatePicture.LockView;
import signalkit.explorer.graph.StatePicture.Status;
import signalkit.explorer.graph.StatePicture.ThreadView;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Recorder;
import signalkit.explorer.run.RunState;
import signalkit.explorer.run.ScenarioPlan;
import signalkit.explorer.run.Texts;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction.Siginfo;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.inspect.LockInfo;

/** Takes snapshots of runs; the thread that has the turn uses it, and all others stand still. */
public final class Camera {
    private static final String LAMBDA = "lambda$";

    /** In the name of the class that calls a lambda, which has no source. */
    private static final String HIDDEN = "$$Lambda";

    private static final String PTHREAD = Pthread.class.getName();

    private Camera() {}

    /**
     * How a run looks.
     *
     * @param run which stands still
     * @param at the thread that is at a point; null when the run is over
     * @param scenario whose run it is; null when its fields are not wanted
     * @return a snapshot
     */
    public static StatePicture take(RunState run, Task at, Scenario scenario) {
        return take(run, at, scenario, null, Effect.NONE);
    }

    /**
     * The same, one choice after another picture of this run or of one that made the same choices.
     *
     * @param before that picture; null when there is none
     * @param effect what has happened since
     */
    static StatePicture take(
            RunState run, Task at, Scenario scenario, StatePicture before, Effect effect) {
        if (at != null) {
            watch(run, scenario);
        }
        StatePicture[] taken = new StatePicture[1];
        run.quietly(() -> taken[0] = look(run, at, scenario, before, effect));
        return taken[0];
    }

    /**
     * Lets a picture of the end show what there was before the invariants of the end looked, unless
     * the run continues after that.
     *
     * @param run which stands still
     * @param scenario whose run it is
     */
    public static void watch(RunState run, Scenario scenario) {
        run.lookBeforeTheEnd(() -> values(run, scenario));
    }

    private static Map<String, String> values(RunState run, Scenario scenario) {
        Map<String, String> values = new LinkedHashMap<>(Recorder.shown(run));
        FieldValues.of(scenario).forEach(values::putIfAbsent);
        return values;
    }

    private static StatePicture look(
            RunState run, Task at, Scenario scenario, StatePicture before, Effect effect) {
        SignalSet shared = run.process().signalState(null).get(1);
        List<ThreadView> threads = new ArrayList<>();
        for (Task task : run.tasks()) {
            boolean isNew = before == null || task.id >= before.threads().size();
            ThreadView old = isNew ? null : before.threads().get(task.id);
            boolean hasMoved = effect.steps().containsKey(task.id);
            threads.add(view(run, task, shared, hasMoved ? null : old));
        }
        Map<String, String> kept = at == null ? run.valuesBeforeTheEnd() : null;
        return new StatePicture(
                at == null ? -1 : at.id,
                threads,
                locks(run),
                kept == null ? values(run, scenario) : kept,
                pending(run, null, SignalSet.EMPTY),
                run.toCome().stream().map(ScenarioPlan.Arrival::toString).toList());
    }

    /** A thread; {@code old} is how it looked before, null when it has moved since. */
    private static ThreadView view(RunState run, Task task, SignalSet shared, ThreadView old) {
        List<SignalSet> signals = run.process().signalState(task.thread);
        Status status =
                task.ended
                        ? Status.ENDED
                        : !run.goesOn(task) ? Status.WAITS : task.begun ? Status.READY : Status.NEW;
        String next = Recorder.next(task);
        // The main thread that is done waits for signals that have not arrived.
        String wanted = run.wanted(task).equals("nothing") ? "" : run.wanted(task);
        return new ThreadView(
                task.name(),
                status,
                status == Status.WAITS ? wanted : "",
                next.isEmpty() ? "" : next.substring(": ".length()),
                task.ended || !task.begun ? List.of() : blocks(task, old),
                names(signals.get(0)),
                pending(run, task.thread, shared));
    }

    /** Each signal as often as it is queued; one that is pending for both is the process's. */
    private static List<String> pending(RunState run, Pthread thread, SignalSet shared) {
        return run.process().queued(thread).stream()
                .map(Siginfo::signal)
                .filter(signal -> signal.isRealTime() || !shared.contains(signal))
                .map(Signal::toString)
                .toList();
    }

    private static List<String> names(SignalSet signals) {
        return StreamSupport.stream(signals.spliterator(), false).map(Signal::toString).toList();
    }

    /**
     * The stack of a thread. To look at that of another thread stops the JVM for a moment, which is
     * most of what a picture costs. A thread comes to no other frame without a step, unless it has
     * the turn.
     */
    private static List<Block> blocks(Task task, ThreadView old) {
        boolean isOwn = task.thread.carrier() == Thread.currentThread();
        if (!isOwn && old != null && old.status() != Status.NEW) {
            return old.blocks();
        }
        Stack stack = new Stack(task.thread.handlers());
        if (isOwn) {
            StackWalker.getInstance().forEach(stack::add);
        } else {
            for (StackTraceElement frame : task.thread.carrier().getStackTrace()) {
                stack.add(frame.getClassName(), frame.getMethodName(), () -> frame);
            }
        }
        return stack.blocks();
    }

    /** Sorts the frames of a thread, the innermost first, into blocks. */
    private static final class Stack {
        private final List<Signal> handlers;
        private final List<Block> blocks = new ArrayList<>();
        private List<Frame> frames = new ArrayList<>();
        private int left;

        Stack(List<Signal> handlers) {
            this.handlers = handlers;
            this.left = handlers.size();
        }

        void add(StackWalker.StackFrame frame) {
            add(frame.getClassName(), frame.getMethodName(), frame::toStackTraceElement);
        }

        void add(String type, String method, Supplier<StackTraceElement> element) {
            boolean delivers = type.equals(PTHREAD) && method.equals("deliver");
            if (delivers && left > 0) {
                left--;
                blocks.add(0, new Block(handlers.get(left).toString(), frames));
                frames = new ArrayList<>();
            } else if (Texts.isUsers(type) && !type.contains(HIDDEN)) {
                frames.add(frame(element.get()));
            }
        }

        List<Block> blocks() {
            blocks.add(0, new Block("", frames));
            return blocks;
        }
    }

    private static Frame frame(StackTraceElement frame) {
        String type = frame.getClassName();
        String method = frame.getMethodName();
        if (method.startsWith(LAMBDA)) {
            int end = method.lastIndexOf('$');
            method = method.substring(LAMBDA.length(), Math.max(end, LAMBDA.length())) + " lambda";
        }
        return new Frame(
                type.substring(type.lastIndexOf('.') + 1) + "." + method,
                frame.getFileName() == null ? "" : frame.getFileName(),
                Math.max(0, frame.getLineNumber()));
    }

    private static List<LockView> locks(RunState run) {
        List<LockView> views = new ArrayList<>();
        for (LockInfo lock : run.process().locks().snapshot()) {
            boolean isCond = lock.getKind().equals("COND");
            views.add(
                    new LockView(
                            lock.getName(),
                            isCond ? "cond" : "mutex",
                            carriedBy(run, lock.getOwner()),
                            lock.getWaiters().stream().map(name -> named(run, name)).toList()));
        }
        List<LockView> monitors = new ArrayList<>();
        for (Monitor monitor : run.places().monitors()) {
            List<Integer> waiters =
                    run.tasks().stream()
                            .filter(task -> Recorder.waitsFor(task, monitor))
                            .map(task -> task.id)
                            .toList();
            if (monitor.owner != null || !waiters.isEmpty()) {
                int owner = monitor.owner == null ? -1 : monitor.owner.id;
                monitors.add(new LockView(monitor.name(), "monitor", owner, waiters));
            }
        }
        // They are kept in no order.
        monitors.sort(
                Comparator.comparing(LockView::name)
                        .thenComparing(LockView::owner)
                        .thenComparing(view -> view.waiters().toString()));
        views.addAll(monitors);
        return views;
    }

    private static int carriedBy(RunState run, String carrier) {
        for (Task task : run.tasks()) {
            if (task.thread.carrier().getName().equals(carrier)) {
                return task.id;
            }
        }
        return -1;
    }

    private static int named(RunState run, String name) {
        for (Task task : run.tasks()) {
            if (task.name().equals(name)) {
                return task.id;
            }
        }
        return -1;
    }
}
