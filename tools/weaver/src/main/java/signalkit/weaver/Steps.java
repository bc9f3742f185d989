package signalkit.weaver;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import signalkit.posix.Points;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/**
 * What code woven in the mode FULL calls before each of its steps. Not for code written by hand.
 *
 * <p>Where the thread is under a {@link SteppedScheduler}, that one hears of the step; elsewhere a
 * step is an interruption point like any other. The names and descriptors are those that {@link
 * FullPoints} writes.
 */
public final class Steps {
    private static final StackWalker STACK =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Steps() {}

    /**
     * Before a call, or an access to a static field.
     *
     * @param site the step's number
     */
    public static void step(int site) {
        reached(site, null, null, -1);
    }

    /**
     * Before an access to a field of an object, or before a monitor is entered or left.
     *
     * @param target the object
     * @param site the step's number
     */
    public static void step(Object target, int site) {
        reached(site, target, null, -1);
    }

    /**
     * Before a call whose objects matter: of an atomic, a VarHandle, a thread, a lock.
     *
     * @param target the receiver, or null
     * @param argument the first argument that is a reference, or null
     * @param site the step's number
     */
    public static void step(Object target, Object argument, int site) {
        reached(site, target, argument, -1);
    }

    /**
     * Before a call into the JDK that may touch objects that threads share.
     *
     * @param target the receiver, or null
     * @param arguments all of them, numbers in boxes
     * @param site the step's number
     */
    public static void call(Object target, Object[] arguments, int site) {
        Pthread self = interruptible();
        if (self == null) {
            noteStranger(site);
            return;
        }
        if (self.process().scheduler() instanceof SteppedScheduler stepped) {
            stepped.call(self, Sites.get(site), target, arguments);
        } else {
            self.process().scheduler().point(self, Sites.get(site).op(), target);
        }
    }

    /**
     * After a call that {@link #call} was told of, unless it threw.
     *
     * @param result the object that it returned or made; null when there is none
     * @param site the step's number
     */
    public static void returned(Object result, int site) {
        Pthread self = interruptible();
        if (self != null && self.process().scheduler() instanceof SteppedScheduler stepped) {
            stepped.returned(self, Sites.get(site), result);
        }
    }

    /**
     * At the beginning of each static method and constructor of a class whose static initialiser,
     * or that of a superclass, the scheduler runs.
     *
     * @param type the class
     */
    public static void use(Class<?> type) {
        Pthread self = interruptible();
        if (self != null && self.process().scheduler() instanceof SteppedScheduler stepped) {
            stepped.use(self, type);
        }
    }

    /**
     * At the end of each constructor of a class that has final fields of objects.
     *
     * @param object the object
     * @param type the class
     */
    public static void frozen(Object object, Class<?> type) {
        Pthread self = interruptible();
        if (self != null && self.process().scheduler() instanceof SteppedScheduler stepped) {
            stepped.frozen(self, object, type);
        }
    }

    /**
     * After a constant of an enum is made.
     *
     * @param fresh the constant
     * @return the one that takes its place: the same object in each run, with what this one holds
     */
    public static Enum<?> constant(Enum<?> fresh) {
        return fresh.getClass().getClassLoader() instanceof WeavingClassLoader woven
                ? woven.constant(fresh)
                : fresh;
    }

    /**
     * In place of {@link System#identityHashCode}.
     *
     * @param object any, or null
     * @return under a scheduler that repeats runs, the same in each of them
     */
    public static int askedIdentityHashCode(Object object) {
        Pthread self = interruptible();
        if (self != null && self.process().scheduler() instanceof SteppedScheduler stepped) {
            stepped.comparesIdentities(self);
        }
        return identityHashCode(object);
    }

    /**
     * In place of {@code Object.hashCode}.
     *
     * @param object any, or null
     * @return under a scheduler that repeats runs, the same in each of them
     */
    public static int identityHashCode(Object object) {
        Pthread self = interruptible();
        return self != null && self.process().scheduler() instanceof SteppedScheduler stepped
                ? stepped.identityHashCode(self, object)
                : System.identityHashCode(object);
    }

    /**
     * After a call of {@code hashCode} in code that needs the number for a hash code of its own.
     *
     * @param object the receiver
     * @param hash what the call returned
     * @return under a scheduler that repeats runs, the same in each of them
     */
    public static int hashCode(Object object, int hash) {
        Pthread self = interruptible();
        return self != null && self.process().scheduler() instanceof SteppedScheduler stepped
                ? stepped.hashCode(self, object, hash, false)
                : hash;
    }

    /**
     * After any other call of {@code hashCode} in the program.
     *
     * @param object the receiver
     * @param hash what the call returned
     * @return under a scheduler that repeats runs, the same in each of them
     */
    public static int askedHashCode(Object object, int hash) {
        Pthread self = interruptible();
        return self != null && self.process().scheduler() instanceof SteppedScheduler stepped
                ? stepped.hashCode(self, object, hash, true)
                : hash;
    }

    /**
     * In place of {@link Math#random}.
     *
     * @return under a scheduler that repeats runs, the same in each of them
     */
    public static double random() {
        Pthread self = interruptible();
        return self != null && self.process().scheduler() instanceof SteppedScheduler stepped
                ? new Random(stepped.seed(self)).nextDouble()
                : Math.random();
    }

    /**
     * For a {@link Random} that is made without a seed.
     *
     * @return under a scheduler that repeats runs, the same in each of them
     */
    public static long seed() {
        Pthread self = interruptible();
        return self != null && self.process().scheduler() instanceof SteppedScheduler stepped
                ? stepped.seed(self)
                : new Random().nextLong();
    }

    /**
     * Before an access to an array element.
     *
     * @param array the array
     * @param index the element's
     * @param site the step's number
     */
    public static void step(Object array, int index, int site) {
        reached(site, array, null, index);
    }

    /**
     * Before a monitor is left because of an exception; never throws.
     *
     * @param monitor the object
     * @param site the step's number
     */
    public static void abruptly(Object monitor, int site) {
        try {
            Pthread self = interruptible();
            if (self != null && self.process().scheduler() instanceof SteppedScheduler stepped) {
                stepped.stepAbruptly(self, Sites.get(site), monitor);
            }
        } catch (Throwable dropped) {
            // An exception here would lead to the code that leaves the monitor, and so to here.
        }
    }

    /**
     * In place of {@link Object#wait(long, int)} and its kin.
     *
     * @param monitor the object
     * @param millis how long at most; with {@code nanos} 0 for no limit
     * @param nanos and so many nanoseconds
     * @param site the step's number
     * @throws InterruptedException when the wait is interrupted
     */
    public static void await(Object monitor, long millis, int nanos, int site)
            throws InterruptedException {
        Pthread self = interruptible();
        if (self != null && self.process().scheduler() instanceof SteppedScheduler stepped) {
            long limit = TimeUnit.MILLISECONDS.toNanos(millis) + nanos;
            stepped.monitorWait(self, Sites.get(site), monitor, limit);
        } else {
            monitor.wait(millis, nanos);
        }
    }

    /**
     * In place of {@link Object#notify}.
     *
     * @param monitor the object
     * @param site the step's number
     */
    public static void notifyOne(Object monitor, int site) {
        Pthread self = interruptible();
        if (self != null && self.process().scheduler() instanceof SteppedScheduler stepped) {
            stepped.monitorNotify(self, Sites.get(site), monitor, false);
        } else {
            monitor.notify();
        }
    }

    /**
     * In place of {@link Object#notifyAll}.
     *
     * @param monitor the object
     * @param site the step's number
     */
    public static void notifyEvery(Object monitor, int site) {
        Pthread self = interruptible();
        if (self != null && self.process().scheduler() instanceof SteppedScheduler stepped) {
            stepped.monitorNotify(self, Sites.get(site), monitor, true);
        } else {
            monitor.notifyAll();
        }
    }

    /** A library may let threads of its own run what was woven for the threads of a scheduler. */
    private static void noteStranger(int site) {
        if (Points.isArmed() && Pthread.selfOrNull() == null) {
            Class<?> woven =
                    STACK.walk(
                            frames ->
                                    frames.map(StackWalker.StackFrame::getDeclaringClass)
                                            .filter(type -> type != Steps.class)
                                            .findFirst()
                                            .orElse(Steps.class));
            if (woven.getClassLoader() instanceof WeavingClassLoader loader) {
                loader.noteStranger(Sites.get(site));
            }
        }
    }

    private static Pthread interruptible() {
        return Points.isArmed() ? Points.interruptible() : null;
    }

    private static void reached(int number, Object target, Object argument, int index) {
        Pthread self = interruptible();
        if (self == null) {
            noteStranger(number);
            return;
        }
        Site site = Sites.get(number);
        Scheduler scheduler = self.process().scheduler();
        if (scheduler instanceof SteppedScheduler stepped) {
            stepped.step(self, site, target, argument, index);
        } else {
            scheduler.point(self, site.op(), target);
        }
    }
}
