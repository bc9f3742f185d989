package signalkit.weaver;

import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;

/**
 * A scheduler that wants to know each step of woven code: what is touched, and where.
 *
 * <p>Threads under it run code woven in the mode FULL, which tells it everything <i>before</i> it
 * happens, on the thread that is about to do it. Real monitors stay in the code, so a scheduler
 * lets a thread past MONITOR_ENTER only while no other thread has that monitor; at MONITOR_EXIT the
 * monitor is free by the time of that thread's next step.
 */
public interface SteppedScheduler extends Scheduler {
    /**
     * A thread is about to do a step.
     *
     * @param self the calling thread
     * @param site the step
     * @param target the object, array, receiver or monitor; null for static ones, and for calls of
     *     other classes than the JDK's
     * @param argument the first reference that a call to an atomic passes, else null
     * @param index of an array element, else -1
     */
    void step(Pthread self, Site site, Object target, Object argument, int index);

    /**
     * A thread is about to use a class whose static initialiser, or that of a superclass, the
     * scheduler has to run.
     *
     * @param self the calling thread
     * @param type the class; its method is one of {@link WeavingClassLoader#initialiser}
     */
    void use(Pthread self, Class<?> type);

    /**
     * A hash code that does not depend on an object's values, the same in each run.
     *
     * @param self the calling thread
     * @param object any, or null
     * @return 0 for null
     */
    int identityHashCode(Pthread self, Object object);

    /**
     * A thread asks for the hash code by identity of an object, for another reason than to put the
     * object into a hash table.
     *
     * @param self the calling thread
     */
    void comparesIdentities(Pthread self);

    /**
     * A seed for random numbers, the same in each run.
     *
     * @param self the calling thread
     * @return another one each time
     */
    long seed(Pthread self);

    /**
     * A constructor ends: what is reached through the final fields of its class is as it is now,
     * for whoever reads these fields.
     *
     * @param self the calling thread
     * @param object the object
     * @param type the class
     */
    void frozen(Pthread self, Object object, Class<?> type);

    /**
     * A call of {@code hashCode} has returned.
     *
     * @param self the calling thread
     * @param object the receiver
     * @param hash what it returned
     * @param isAsked whether the program may use the number for more than a hash code of its own
     * @return the same, or what stands for a number that the JVM has given the object
     */
    int hashCode(Pthread self, Object object, int hash, boolean isAsked);

    /**
     * A thread is about to call into the JDK, where objects may be touched that threads share.
     *
     * @param self the calling thread
     * @param site the step
     * @param target the receiver; null for static methods and constructors
     * @param arguments all of them, numbers in boxes
     */
    void call(Pthread self, Site site, Object target, Object[] arguments);

    /**
     * A thread is back from such a call, unless it threw.
     *
     * @param self the calling thread
     * @param site the step
     * @param result what it returned or made; null when that is no object
     */
    void returned(Pthread self, Site site, Object result);

    /**
     * A thread is about to leave a monitor because of an exception.
     *
     * <p>What this throws is dropped, since the monitor has to be left.
     *
     * @param self the calling thread
     * @param site the step
     * @param monitor the object
     */
    void stepAbruptly(Pthread self, Site site, Object monitor);

    /**
     * Stands for {@link Object#wait}.
     *
     * @param self the calling thread
     * @param site the call
     * @param monitor the object
     * @param nanos how long at most; 0 for no limit
     * @throws InterruptedException when the wait is interrupted
     * @throws IllegalMonitorStateException when the thread does not have the monitor
     */
    void monitorWait(Pthread self, Site site, Object monitor, long nanos)
            throws InterruptedException;

    /**
     * Stands for {@link Object#notify} and {@link Object#notifyAll}.
     *
     * @param self the calling thread
     * @param site the call
     * @param monitor the object
     * @param all whether every waiter is meant
     * @throws IllegalMonitorStateException when the thread does not have the monitor
     */
    void monitorNotify(Pthread self, Site site, Object monitor, boolean all);
}
