package signalkit.explorer.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.library.Atomics;
import signalkit.explorer.library.OwnMonitors;
import signalkit.explorer.library.Reflection;
import signalkit.explorer.library.TouchFinder;
import signalkit.explorer.memory.VectorClock;
import signalkit.explorer.model.LibraryCall;
import signalkit.explorer.model.LibraryCall.Touch;
import signalkit.explorer.model.LibraryKinds.Kind;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Places;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;
import signalkit.posix.Op;
import signalkit.weaver.Site;

/**
 * The calls of a run into the JDK, each of which is one step.
 *
 * <p><b>How it works.</b> A call reads or writes its receiver and some of its arguments, each as if
 * it were one plain variable; so two threads that share an object without an order between them
 * have a data race. Between the step and the call a signal may interrupt the thread, as if half of
 * the call were done; whoever then touches what the call touches, a handler or another thread, has
 * come into the middle of it. What looks at another object (an iterator, a sublist) touches that
 * one, too.
 *
 * <p>A function of the program that a call runs may order threads, and the call goes on after that:
 * it touches the same once more when it returns. What a function gives the JDK to change is touched
 * as by a call of its own.
 *
 * <p>The thread that has the turn uses it.
 */
final class LibraryCalls {
    /** A call that has not returned; what has thrown stays until its thread calls again. */
    private static final class Open {
        /** What it touches; null when that is nothing that threads could share. */
        private final LibraryCall call;

        /** Whether others could come into the middle of it. */
        private final boolean isInside;

        private final Site site;
        private final Object target;
        private final Object[] arguments;
        private final int handlers;
        private final long done;
        private final int time;

        /** The points that its thread had come to when the call was about to begin. */
        private int steps;

        Open(
                Task self,
                LibraryCall call,
                boolean isInside,
                Site site,
                Object target,
                Object[] arguments) {
            this.call = call;
            this.isInside = isInside;
            this.site = site;
            this.target = target;
            this.arguments = arguments;
            this.handlers = self.thread.handlerDepth();
            this.done = self.done();
            this.time = self.clock.of(self.id);
            this.steps = self.steps;
        }
    }

    private final RunState run;
    private final TaskSteps steps;
    private final Places places;
    private final Memory memory;
    private final SiteMeanings sites;
    private final List<Deque<Open>> open = new ArrayList<>();

    /** How many of them others can see. */
    private int visible;

    private final TouchFinder touching;

    LibraryCalls(RunState run, TaskSteps steps, Memory memory, SiteMeanings sites) {
        this.run = run;
        this.steps = steps;
        this.places = run.places();
        this.memory = memory;
        this.sites = sites;
        this.touching = new TouchFinder(sites, places, memory.tracked());
    }

    /** A thread is about to call, before there is anybody else. */
    void beginEarly(Task self, Site site, Object target, Object[] arguments) {
        calls(self).push(new Open(self, null, false, site, target, arguments));
    }

    /** An invariant calls what only looks. */
    void look(Task self, Site site, Object target, Object[] arguments) {
        for (Touch touch : touching.of(site, target, arguments)) {
            places.use(touch.place(), self, false);
        }
    }

    /** A thread is about to call. */
    void begin(Task self, Site site, Object target, Object[] arguments) {
        List<Touch> touches = touching.of(site, target, arguments);
        LibraryCall call = touches.isEmpty() ? null : new LibraryCall(site, target, touches);
        Deque<Open> calls = calls(self);
        boolean isVisible = call != null && noteUse(self, touches);
        if (isVisible) {
            sites.missIfManySteps(site, target, arguments);
            // What became visible in this run may be what orders the two.
            if (target != null && touching.meetsThroughAnother(self, target) && !sites.hasGrown()) {
                sites.miss("the steps of " + site.member() + " one by one at " + site);
            }
        }
        if (!isVisible) {
            boolean writes = call != null && call.writes();
            steps.local(self, writes ? TaskSteps.UNKNOWN_CHANGE : null);
            if (call != null) {
                steps.skipInside(self);
            }
        } else {
            boolean isGuarded = target != null && kind(target, site) == Kind.SYNCHRONIZED;
            Object monitor = isGuarded ? OwnMonitors.of(target, site) : null;
            boolean locks = monitor != null;
            self.isBeforeCall = !Reflection.isAccess(site, target);
            VectorClock before = touches.size() > 1 ? self.clock.copy() : null;
            if (locks) {
                memory.enter(self, site, monitor);
            }
            Operation.Kind kind = call.writes() ? Operation.Kind.WRITE : Operation.Kind.READ;
            Operation operation =
                    new Operation(
                            kind,
                            site.op(),
                            call,
                            touches.get(0).place(),
                            null,
                            new Operation.Access(site, false));
            if (locks) {
                steps.happen(self, operation);
            } else {
                steps.arrive(self, operation);
            }
            memory.tracked().touch(self, call, operation);
            checkAlone(self, call);
            if (Reflection.isAccess(site, target) || isOneRead(self, call, before) && !locks) {
                // Nobody can come into the middle of it.
                self.isLate = false;
                calls.push(new Open(self, null, false, site, target, arguments));
                return;
            }
            Open inside = new Open(self, call, true, site, target, arguments);
            calls.push(inside);
            visible++;
            steps.passInside(self);
            inside.steps = self.steps;
            if (locks) {
                memory.exit(self, site, monitor);
            }
            return;
        }
        // Nobody else knows what it touches.
        calls.push(new Open(self, call, false, site, target, arguments));
    }

    /** A call has returned. */
    void end(Task self, Site site, Object result) {
        Deque<Open> calls = calls(self);
        Open last = pop(calls);
        while (last != null && last.site != site) {
            last = pop(calls);
        }
        boolean isAccess = last != null && site.op() != Op.STEP && last.call == null;
        if (isAccess && last.done != self.done()) {
            sites.miss("what the function of " + site.member() + " does at " + site);
        }
        if (last != null && result != null) {
            self.finals.reach(result, self.finals.of(last.target));
            touching.note(result, site, last.target, last.arguments);
        }
        if (last != null && last.call != null && last.steps != self.steps) {
            if (last.time != self.clock.of(self.id)) {
                // Its functions may have ordered threads, and what came then came after that.
                begin(self, site, last.target, last.arguments);
                pop(calls);
            } else {
                // Steps are counted alike whether others see those of its functions or not.
                steps.local(self);
                steps.skipInside(self);
            }
        }
    }

    /** The JDK changes an object that no call has named. */
    void change(Task self, Site site, Object object, Runnable change) {
        begin(self, site, object, new Object[0]);
        change.run();
        end(self, site, null);
    }

    private Open pop(Deque<Open> calls) {
        Open last = calls.poll();
        if (last != null && last.isInside) {
            visible--;
        }
        return last;
    }

    private Deque<Open> calls(Task task) {
        while (open.size() <= task.id) {
            open.add(new ArrayDeque<>());
        }
        return open.get(task.id);
    }

    /**
     * Whether a call reads the value of one atomic. Reads of more are not one step, which somebody
     * notices who writes meanwhile.
     */
    private boolean isOneRead(Task self, LibraryCall call, VectorClock before) {
        int atomics = Atomics.readBy(call);
        int all = 0;
        boolean isWrittenBeside = false;
        for (Touch touch : call.touches()) {
            all += touch.place().key.visible ? 1 : 0;
            isWrittenBeside |= before != null && touch.place().isWrittenBeside(self, before);
        }
        if (atomics > 0 && all > 1 && isWrittenBeside && !sites.hasGrown()) {
            sites.miss("the steps of " + call.site().member() + " one by one at " + call.site());
        }
        return atomics > 0 && all == 1;
    }

    private boolean noteUse(Task self, List<Touch> touches) {
        boolean isVisible = false;
        for (Touch touch : touches) {
            places.use(touch.place(), self, touch.writes());
            isVisible |= touch.place().key.visible;
        }
        return isVisible;
    }

    private Kind kind(Object object, Site site) {
        return sites.kinds().of(object, site);
    }

    // ---- calls that meet

    /** Nobody else is in the middle of a call that touches the same. */
    private void checkAlone(Task self, LibraryCall call) {
        for (Task task : visible == 0 ? List.<Task>of() : run.tasks()) {
            for (Open other : calls(task)) {
                if (isInside(self, task, other) && other.call.conflictsWith(call)) {
                    meets(self, call.toString(), call.site(), task, other);
                }
            }
        }
    }

    /** Nobody is in the middle of a call that touches a place. */
    void checkAlone(Task self, Site site, Location place, boolean writes) {
        for (Task task : visible == 0 ? List.<Task>of() : run.tasks()) {
            for (Open other : calls(task)) {
                if (isInside(self, task, other) && other.call.conflictsWith(place, writes)) {
                    meets(self, writes ? "a write" : "a read", site, task, other);
                }
            }
        }
    }

    private static boolean isInside(Task self, Task task, Open other) {
        return other.isInside && (task != self || other.handlers != self.thread.handlerDepth());
    }

    private void meets(Task self, String what, Site site, Task task, Open other) {
        // What threw left no word: whether a call goes on is seen on the stack of its thread.
        if (!Texts.isAt(task.thread.carrier().getStackTrace(), other.site)) {
            return;
        }
        String text =
                "%s at %s comes into the middle of %s at %s"
                        .formatted(what, site, other.call, other.site);
        if (task == self) {
            run.fail(
                    FindingKind.LIBRARY_CALL_REENTERED,
                    "a handler on top of " + self + ": " + text);
        } else if (other.target != null && kind(other.target, other.site) == Kind.CONCURRENT) {
            run.fail(FindingKind.REFUSED, text + ", which runs code of the program inside it");
        } else {
            String race = self + ": " + text + " of " + task;
            run.log().warn(new Finding(FindingKind.DATA_RACE, race));
        }
    }
}
