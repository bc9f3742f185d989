package signalkit.explorer.run;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import signalkit.explorer.Finding;
import signalkit.explorer.FindingKind;
import signalkit.explorer.model.CallEffects;
import signalkit.explorer.model.Handles;
import signalkit.explorer.model.Key;
import signalkit.explorer.model.LibraryCall;
import signalkit.explorer.model.LibraryCall.Touch;
import signalkit.explorer.model.LibraryKinds.Kind;
import signalkit.explorer.model.Location;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Places;
import signalkit.explorer.model.Range;
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
    private record Open(
            LibraryCall call,
            Site site,
            Object target,
            Object[] arguments,
            int handlers,
            long done,
            int time) {}

    private final RunState run;
    private final TaskSteps steps;
    private final Places places;
    private final Memory memory;
    private final SiteMeanings sites;
    private final List<Deque<Open>> open = new ArrayList<>();

    /** How many of them others can see. */
    private int visible;

    /** What each view looks at. */
    private final Map<Object, List<Object>> bases = new IdentityHashMap<>();

    /** Maps whose readers change the order of their entries. */
    private final Map<Object, Boolean> ordered = new IdentityHashMap<>();

    LibraryCalls(RunState run, TaskSteps steps, Memory memory, SiteMeanings sites) {
        this.run = run;
        this.steps = steps;
        this.places = run.places();
        this.memory = memory;
        this.sites = sites;
    }

    /** A thread is about to call, before there is anybody else. */
    void beginEarly(Task self, Site site, Object target, Object[] arguments) {
        calls(self).push(open(self, null, site, target, arguments));
    }

    /** A thread is about to call. */
    void begin(Task self, Site site, Object target, Object[] arguments) {
        List<Touch> touches = new Touches(site, target, arguments).all();
        LibraryCall call = touches.isEmpty() ? null : new LibraryCall(site, target, touches);
        Deque<Open> calls = calls(self);
        boolean isVisible = call != null && noteUse(self, touches);
        if (isVisible) {
            sites.missIfManySteps(site, target, arguments);
        }
        if (!isVisible) {
            boolean writes = call != null && call.writes();
            steps.local(self, writes ? TaskSteps.UNKNOWN_CHANGE : null);
            if (call != null) {
                steps.skipInside(self);
            }
        } else {
            boolean locks = target != null && kind(target, site) == Kind.SYNCHRONIZED;
            if (locks) {
                memory.enter(self, site, target);
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
            calls.push(open(self, call, site, target, arguments));
            visible++;
            steps.passInside(self);
            if (locks) {
                memory.exit(self, site, target);
            }
            return;
        }
        // Nobody else knows what it touches.
        calls.push(open(self, null, site, target, arguments));
    }

    private Open open(Task self, LibraryCall call, Site site, Object target, Object[] arguments) {
        int handlers = self.thread.handlerDepth();
        int time = self.clock.of(self.id);
        return new Open(call, site, target, arguments, handlers, self.done(), time);
    }

    /** A call has returned. */
    void end(Task self, Site site, Object result) {
        Deque<Open> calls = calls(self);
        Open last = pop(calls);
        while (last != null && last.site() != site) {
            last = pop(calls);
        }
        if (last != null && site.op() != Op.STEP && last.done() != self.done()) {
            sites.miss("what the function of " + site.member() + " does at " + site);
        }
        if (last != null && result != null) {
            self.finals.reach(result, self.finals.of(last.target()));
            remember(last, result);
        }
        if (last != null && last.call() != null && last.time() != self.clock.of(self.id)) {
            // Its functions may have ordered threads, and what came then came after that.
            begin(self, site, last.target(), last.arguments());
            pop(calls);
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
        if (last != null && last.call() != null) {
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

    // ---- views

    private void remember(Open call, Object result) {
        if (call.site().member().equals("<init>")
                && result instanceof LinkedHashMap
                && call.arguments().length == 3
                && Boolean.TRUE.equals(call.arguments()[2])) {
            ordered.put(result, true);
        }
        if (Handles.isUpdater(result)) {
            sites.handles().note(result, call.arguments());
        }
        if (!sites.kinds().isView(result) || bases.containsKey(result)) {
            return;
        }
        List<Object> looksAt = new ArrayList<>();
        if (call.target() != null && call.target() != result) {
            looksAt.add(call.target());
        }
        for (Object argument : call.arguments()) {
            if (argument != null && argument != result && isShared(argument)) {
                looksAt.add(argument);
            }
        }
        bases.put(result, looksAt);
    }

    private boolean isShared(Object argument) {
        Kind kind = sites.kinds().of(argument);
        return argument.getClass().isArray() || kind != Kind.WOVEN && kind != Kind.IMMUTABLE;
    }

    // ---- calls that meet

    /** Nobody else is in the middle of a call that touches the same. */
    private void checkAlone(Task self, LibraryCall call) {
        for (Task task : visible == 0 ? List.<Task>of() : run.tasks()) {
            for (Open other : calls(task)) {
                if (isInside(self, task, other) && other.call().conflictsWith(call)) {
                    meets(self, call.toString(), call.site(), task, other);
                }
            }
        }
    }

    /** Nobody is in the middle of a call that touches a place. */
    void checkAlone(Task self, Site site, Location place, boolean writes) {
        for (Task task : visible == 0 ? List.<Task>of() : run.tasks()) {
            for (Open other : calls(task)) {
                if (isInside(self, task, other) && other.call().conflictsWith(place, writes)) {
                    meets(self, writes ? "a write" : "a read", site, task, other);
                }
            }
        }
    }

    private static boolean isInside(Task self, Task task, Open other) {
        return other.call() != null
                && (task != self || other.handlers() != self.thread.handlerDepth());
    }

    private void meets(Task self, String what, Site site, Task task, Open other) {
        // What threw left no word: whether a call goes on is seen on the stack of its thread.
        if (!Texts.isAt(task.thread.carrier().getStackTrace(), other.site())) {
            return;
        }
        String text =
                "%s at %s comes into the middle of %s at %s"
                        .formatted(what, site, other.call(), other.site());
        if (task == self) {
            run.fail(
                    FindingKind.LIBRARY_CALL_REENTERED,
                    "a handler on top of " + self + ": " + text);
        } else if (other.target() != null
                && kind(other.target(), other.site()) == Kind.CONCURRENT) {
            run.fail(FindingKind.REFUSED, text + ", which runs code of the program inside it");
        } else {
            String race = self + ": " + text + " of " + task;
            run.log().warn(new Finding(FindingKind.DATA_RACE, race));
        }
    }

    // ---- what a call touches

    /** What one call touches. */
    private final class Touches {
        private final Site site;
        private final Object target;
        private final Object[] arguments;
        private final List<Touch> touches = new ArrayList<>(2);
        private final Map<Object, Boolean> seen = new IdentityHashMap<>(4);

        Touches(Site site, Object target, Object[] arguments) {
            this.site = site;
            this.target = target;
            this.arguments = arguments;
        }

        List<Touch> all() {
            if (target != null) {
                if (site.isSuper() && site.member().equals("clone")) {
                    touchFields(target.getClass());
                }
                if (kind(target, site) == Kind.WOVEN) {
                    return List.of();
                }
                boolean changes =
                        CallEffects.changesReceiver(target, site) || ordered.containsKey(target);
                touch(target, changes);
                touchBases(target, CallEffects.changesBase(target, site));
            }
            for (int i = 0; i < arguments.length; i++) {
                Object argument = arguments[i];
                boolean changes = CallEffects.changesArgument(site, i);
                if (argument != null && (changes || CallEffects.readsArguments(site))) {
                    touch(argument, changes, i);
                }
            }
            return touches;
        }

        private void touch(Object argument, boolean changes, int number) {
            if (argument.getClass().isArray()) {
                Range range = Range.of(site, arguments, number);
                touchElements(argument, range, changes);
            } else {
                touch(argument, changes);
                touchBases(argument, changes);
            }
        }

        private void touch(Object object, boolean changes) {
            if (object.getClass().isArray()) {
                touchElements(object, Range.all(object), changes);
                return;
            }
            Kind kind = sites.kinds().of(object, site);
            if (kind == Kind.WOVEN || seen.put(object, true) != null) {
                return;
            }
            sites.missIfUnordered(site, object);
            if (CallEffects.isDeep(site)) {
                CallEffects.lookInto(object, this::lookAt);
            }
            if (kind == Kind.IMMUTABLE) {
                return;
            }
            Key key = sites.keyOf(object.getClass());
            Location place = places.location(object, key, key);
            // Who only reads enters the monitor, too.
            boolean writes = changes || kind == Kind.SYNCHRONIZED;
            touches.add(new Touch(place, writes, kind != Kind.PLAIN));
        }

        /** A clone of an object is a read of all that it has. */
        private void touchFields(Class<?> type) {
            if (sites.kinds().isWoven(type)) {
                for (Field field : type.getDeclaredFields()) {
                    if ((field.getModifiers() & (Modifier.STATIC | Modifier.FINAL)) == 0) {
                        Key key = sites.keyOf(field);
                        Location place = places.location(target, key, key);
                        boolean isVolatile = Modifier.isVolatile(field.getModifiers());
                        touches.add(new Touch(place, false, isVolatile));
                    }
                }
                touchFields(type.getSuperclass());
            }
        }

        private void touchBases(Object view, boolean changes) {
            for (Object base : bases.getOrDefault(view, List.of())) {
                touch(base, changes);
                touchBases(base, changes);
            }
        }

        private void touchElements(Object array, Range range, boolean changes) {
            Key key = sites.elementsKey();
            for (int i = range.from(); i < range.to(); i++) {
                Location place = memory.tracked().element(places.location(array, i, key), array, i);
                touches.add(new Touch(place, changes, false));
            }
            if (array instanceof Object[] objects
                    && CallEffects.isDeep(site)
                    && seen.put(array, true) == null) {
                for (Object each : objects) {
                    lookAt(each);
                }
            }
        }

        private void lookAt(Object object) {
            if (object != null) {
                touch(object, false);
            }
        }
    }
}
