package signalkit.explorer.run;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signalkit.explorer.Finding;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.explorer.fair.Loops;
import signalkit.explorer.jdk.Here;
import signalkit.explorer.model.ModelStep;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Task;
import signalkit.posix.Mutex;
import signalkit.posix.Op;
import signalkit.posix.Pthread;
import signalkit.posix.inspect.LockInfo;
import signalkit.posix.ipc.Sem;
import signalkit.weaver.Site;

/** Writes a run down. The state after a step is what the next one finds. */
public class Recorder {
    /** What a thread stands in, as lines for people and as frames. */
    private record Stack(List<String> lines, List<StackTraceElement> frames) {}

    private record Open(
            Task task, int depth, String text, String place, Stack stack, Operation operation) {}

    /** What a thread does that begins the handler of a signal. */
    static final String TAKES = "takes ";

    /** What a thread does that gets a lock. */
    protected static final String LOCKS = "locks ";

    /** What a thread does that waits for a lock then. */
    protected static final String TRIES = "tries to lock ";

    private static final String CONTEXT = "── ";

    private final List<Trace.Step> steps = new ArrayList<>();
    private final Map<Operation, Integer> numbers = new IdentityHashMap<>();
    private final List<Trace.Warning> warnings = new ArrayList<>();
    private Open last;
    private List<String> threads = List.of();
    private Finding finding;

    /**
     * A thread has done a step.
     *
     * @param run the run; the caller has the turn
     * @param task the thread
     * @param text what it did; null when {@code operation} says so
     * @param site where; null when the thread's innermost frame says so
     * @param operation what it did; null for what is no operation of the program
     */
    protected void step(RunState run, Task task, String text, Site site, Operation operation) {
        ModelStep model = operation == null ? null : operation.step();
        if (model != null && model.words.equals(Here.LOOKS_FOR_HANDLER)) {
            return;
        }
        close(run);
        Stack stack = stack(task);
        String words = text != null ? text : words(site, operation);
        String place =
                site != null
                        ? site.toString()
                        : stack.lines().stream()
                                .filter(line -> !line.startsWith(CONTEXT))
                                .findFirst()
                                .orElse("");
        if (operation != null) {
            numbers.put(operation, steps.size());
        }
        last = new Open(task, depth(task, text), words, place, stack, operation);
    }

    /** How many handlers are on top of a thread; one that takes a signal has not begun it yet. */
    protected static int depth(Task task, String text) {
        int depth = task.thread.handlerDepth();
        return text != null && text.startsWith(TAKES) ? depth - 1 : depth;
    }

    /** Whether it also wants to know of what it has been told before. */
    protected boolean wantsAllWarnings() {
        return false;
    }

    /** Something is wrong with the step of now, and with some that were before it. */
    protected void warn(Finding finding, Operation... earlier) {
        List<Integer> about = new ArrayList<>();
        for (Operation operation : earlier) {
            about.add(numbers.get(operation));
        }
        about.add(steps.size());
        warnings.add(new Trace.Warning(finding, about));
    }

    /** Leaves all but two rounds of each loop out: the run came to no end. */
    protected void collapseLoops(RunState run) {
        close(run);
        int[] places = new int[steps.size()];
        List<Trace.Step> kept = Loops.collapse(steps, places);
        steps.clear();
        steps.addAll(kept);
        numbers.replaceAll((operation, number) -> places[number]);
        warnings.replaceAll(
                each ->
                        new Trace.Warning(
                                each.finding(),
                                each.steps().stream().map(number -> places[number]).toList()));
    }

    /** The run is over; each thread still stands where it has come to. */
    protected void end(RunState run, Finding failure) {
        close(run);
        finding = failure;
    }

    public Trace trace(RunState run, String scenario, Schedule schedule) {
        close(run);
        threads = run.tasks().stream().map(Task::name).toList();
        return new Trace(scenario, schedule, threads, steps, finding, warnings);
    }

    private void close(RunState run) {
        if (last != null) {
            Open step = last;
            last = null;
            List<Trace.Lock> locks = locks(run);
            steps.add(
                    new Trace.Step(
                            step.task().id,
                            step.depth(),
                            outcome(step, locks),
                            step.place(),
                            step.stack().lines(),
                            step.stack().frames(),
                            locks,
                            shown(run)));
        }
    }

    /** What a step did; one that wanted a lock may not have got it. */
    private static String outcome(Open step, List<Trace.Lock> locks) {
        boolean isLock =
                step.operation() != null
                        && step.operation().kind() == Operation.Kind.MUTEX
                        && step.operation().op() == Op.LOCK;
        if (!isLock || !step.text().startsWith(LOCKS)) {
            return step.text();
        }
        String name = step.text().substring(LOCKS.length());
        String thread = step.task().name();
        for (Trace.Lock lock : locks) {
            if (lock.name().equals(name) && lock.waiters().contains(thread)) {
                return TRIES + name;
            }
            if (lock.name().equals(name) && !thread.equals(lock.owner())) {
                return "fails to lock " + name;
            }
        }
        return step.text();
    }

    /** The locks that a thread holds or waits for. */
    private static List<Trace.Lock> locks(RunState run) {
        List<Trace.Lock> rows = new ArrayList<>();
        for (LockInfo lock : run.process().locks().snapshot()) {
            if (lock.getOwner() != null || !lock.getWaiters().isEmpty()) {
                String name = (lock.getKind().equals("COND") ? "cond " : "") + lock.getName();
                rows.add(new Trace.Lock(name, owner(run, lock), lock.getWaiters()));
            }
        }
        for (Monitor monitor : run.places().monitors()) {
            if (monitor.owner != null) {
                List<String> waiters =
                        run.tasks().stream()
                                .filter(task -> waitsFor(task, monitor))
                                .map(Task::name)
                                .toList();
                rows.add(new Trace.Lock(monitor.name(), monitor.owner.name(), waiters));
            }
        }
        return rows;
    }

    /** A lock table knows carriers, which have names of their own here. */
    private static String owner(RunState run, LockInfo lock) {
        for (Task task : run.tasks()) {
            if (task.thread.carrier().getName().equals(lock.getOwner())) {
                return task.name();
            }
        }
        return lock.getOwner();
    }

    /** Whether a thread wants a monitor that another one has. */
    public static boolean waitsFor(Task task, Monitor monitor) {
        return task.next != null
                && task.next.monitor() == monitor
                && task.next.kind() == Operation.Kind.ENTER
                && !monitor.isFreeFor(task);
    }

    /** What the scenario shows. */
    public static Map<String, String> shown(RunState run) {
        Map<String, String> values = new LinkedHashMap<>();
        run.plan().shown().forEach((name, value) -> values.put(name, Texts.value(value)));
        return values;
    }

    /**
     * Frames of the scenario only; a step of another thread has none, for that one stands still.
     */
    private static Stack stack(Task task) {
        if (Thread.currentThread() != task.thread.carrier()) {
            return new Stack(List.of(), List.of());
        }
        List<String> handlers =
                task.thread.handlers().stream().map(signal -> "SIG" + signal).toList();
        List<String> lines = new ArrayList<>();
        List<StackTraceElement> frames = new ArrayList<>();
        int[] left = {handlers.size()};
        StackWalker.getInstance()
                .forEach(
                        frame -> {
                            boolean delivers =
                                    frame.getClassName().equals(Pthread.class.getName())
                                            && frame.getMethodName().equals("deliver");
                            if (delivers && left[0] > 0) {
                                left[0]--;
                                lines.add(CONTEXT + handlers.get(left[0]) + " handler ──");
                            } else if (Texts.isPrograms(frame.getClassName())) {
                                frames.add(plain(frame.toStackTraceElement()));
                                if (Texts.isUsers(frame.getClassName())) {
                                    lines.add(Texts.place(frame.toStackTraceElement()));
                                }
                            }
                        });
        return new Stack(lines, frames);
    }

    /** Without the loader, which nobody who reads a stack trace knows. */
    private static StackTraceElement plain(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(),
                frame.getMethodName(),
                frame.getFileName(),
                frame.getLineNumber());
    }

    /** What a thread is about to do, after a colon; nothing when it is not known. */
    public static String next(Task task) {
        Operation operation = task.next;
        if (operation == null || operation.kind().isAnEnd()) {
            return "";
        }
        Site site = operation.access() == null ? null : operation.access().site();
        return ": " + words(site, operation) + (site == null ? "" : " at " + site);
    }

    /** What a thread does in a step. */
    public static String words(Site site, Operation operation) {
        if (operation.step() != null) {
            return operation.step().words;
        }
        String member =
                site == null || site.member().isEmpty() ? "an array element" : site.member();
        return switch (operation.kind()) {
            case READ -> site.isCall() ? "calls " + member : "reads " + member;
            case WRITE -> site.isCall() ? "calls " + member : "writes " + member;
            case ENTER -> "enters the " + operation.monitor().name();
            case EXIT -> "leaves the " + operation.monitor().name();
            case MUTEX -> (operation.op() == Op.LOCK ? LOCKS : "unlocks ") + operation.target();
            case FENCE -> "calls " + member;
            case SIGNAL ->
                    operation.target() instanceof String words
                            ? words
                            : operation.op() == Op.WAIT ? "waits" : "changes its signals";
            case END, LAST -> "is done";
            case KIT ->
                    switch (operation.op()) {
                        case COND_WAIT -> "waits on cond " + operation.target();
                        case COND_SIGNAL -> "signals cond " + operation.target();
                        case THREAD_CREATE -> "creates a thread";
                        case THREAD_JOIN -> "joins " + operation.target();
                        default -> operation.target() instanceof Mutex ? "uses it" : use(operation);
                    };
        };
    }

    private static String use(Operation operation) {
        Object target = operation.target();
        if (target == null) {
            return "calls the kit";
        }
        String text = target.toString();
        // Such as "a pipe", which has no name.
        String name =
                text.startsWith("a ") || text.startsWith("signals ")
                        ? text
                        : target.getClass().getSimpleName() + " " + text;
        return switch (operation.op()) {
            case INPUT -> (target instanceof Sem ? "takes from " : "reads ") + name;
            case OUTPUT -> (target instanceof Sem ? "posts " : "writes to ") + name;
            default -> "uses " + name;
        };
    }
}
