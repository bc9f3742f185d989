package signalkit.explorer.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;
import signalkit.explorer.model.Monitor;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.SiteMeanings;
import signalkit.explorer.model.Task;

/**
 * Which classes of a run are initialised, and by whom: as the JVM does it, on the thread that uses
 * a class first, while others that use it wait. The thread that has the turn uses it.
 *
 * <p>Who initialises a class keeps it while it initialises the superclass, also when the class has
 * no initialiser of its own: so two threads may wait for each other.
 */
final class Initialisers {
    /** Where threads meet that use one class for the first time. */
    private static final class StaticInitialiser {
        private final Method method;

        /** Who has used the class and need not look again. */
        private final BitSet users = new BitSet();

        private Task by;
        private boolean isDone;
        private boolean isEarly;
        private boolean hasFailed;

        StaticInitialiser(Method method) {
            this.method = method;
        }
    }

    private final RunState run;
    private final TaskSteps steps;
    private final SiteMeanings sites;
    private final Map<Class<?>, StaticInitialiser> initialisers = new IdentityHashMap<>();

    Initialisers(RunState run, TaskSteps steps, SiteMeanings sites) {
        this.run = run;
        this.steps = steps;
        this.sites = sites;
    }

    /** A thread is about to use a class. */
    void use(Task self, Class<?> type) {
        StaticInitialiser own = of(type);
        boolean isKnown = own.isEarly && own.isDone || own.users.get(self.id);
        if (isKnown || own.by == self && !own.isDone && !own.hasFailed) {
            return;
        }
        if (run.isQuiet() || isUnnoticed(type)) {
            boolean wasQuiet = run.isQuiet();
            own.isEarly = true;
            run.setQuiet(true);
            try {
                initialise(self, type, own);
            } finally {
                run.setQuiet(wasQuiet);
            }
        } else {
            useInTurn(self, type, own);
        }
    }

    private StaticInitialiser of(Class<?> type) {
        StaticInitialiser own = initialisers.get(type);
        if (own == null) {
            own = new StaticInitialiser(sites.initialiser(type));
            initialisers.put(type, own);
        }
        return own;
    }

    /** Whether nobody could come into the middle of what initialises a class and its parents. */
    private boolean isUnnoticed(Class<?> type) {
        if (type == null) {
            return true;
        }
        StaticInitialiser own = of(type);
        boolean isOver = own.isEarly && own.isDone;
        boolean isAlone = own.method == null || sites.initialisesAlone(type);
        return isOver || isAlone && isUnnoticed(type.getSuperclass());
    }

    private void useInTurn(Task self, Class<?> type, StaticInitialiser own) {
        Monitor monitor = run.places().monitor(own);
        steps.arrive(self, run.places().operation(Operation.Kind.ENTER, null, monitor));
        monitor.enter(self);
        try {
            initialise(self, type, own);
        } finally {
            if (!run.isOver()) {
                steps.happen(self, run.places().operation(Operation.Kind.EXIT, null, monitor));
                monitor.exit();
            }
        }
        own.users.set(self.id);
    }

    private void initialise(Task self, Class<?> type, StaticInitialiser own) {
        if (own.hasFailed) {
            throw new NoClassDefFoundError("Could not initialize class " + type.getName());
        }
        Class<?> parent = type.getSuperclass();
        if (own.isDone) {
            if (parent != null && !isUnnoticed(parent) && !of(parent).isDone) {
                // Its constructors run before their class is initialised.
                sites.miss(
                        "uses of "
                                + type.getName()
                                + " while "
                                + parent.getName()
                                + " is initialised");
            }
            return;
        }
        own.by = self;
        try {
            if (parent != null) {
                use(self, parent);
            }
            if (own.method != null) {
                own.method.invoke(null);
            }
        } catch (Error e) {
            own.hasFailed = !run.isOver();
            throw e;
        } catch (InvocationTargetException e) {
            own.hasFailed = !run.isOver();
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new ExceptionInInitializerError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(type + " cannot be initialised", e);
        }
        own.isDone = true;
    }
}
