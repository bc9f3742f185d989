/**
 * The signal part of one POSIX process, emulated for Java threads.
 *
 * <pre>
 *  operating system          JVM                         emulated process
 *
 *  kill(2) ---------&gt; HotSpot's C handler
 *                       | semaphore
 *                     Signal Dispatcher
 *                       | new thread per delivery
 *                     SIGTERM handler ----- generate ---&gt; pending set of the process
 *                                                         | wakes one thread
 *                     main, at its next point &lt;-----------+
 *                       | deliver: the handler runs here, on top of main
 *                       v
 *                     main continues where it was
 * </pre>
 *
 * <p><b>Lock order.</b> First what takes signals over from the operating system, then the monitor
 * of a {@code Kernel}, which guards all signal state of one process, then the counters of {@link
 * signalkit.posix.Points} and what a wake-up takes (a selector's). No code of the program runs
 * under them: handlers are called with no lock of the kit held. {@link signalkit.posix.Mutex} and
 * {@link signalkit.posix.Cond} have no lock inside.
 *
 * <p><b>Where it differs from a kernel.</b> A handler starts at an interruption point (a call of
 * this package, or any step of a woven class), not between any two machine instructions. {@link
 * signalkit.posix.inspect.Refused} lists what is not there. Unlocking another thread's mutex,
 * undefined for a NORMAL mutex in POSIX, is EPERM here. An exception that leaves a handler ends the
 * process with 134.
 */
package signalkit.posix;
