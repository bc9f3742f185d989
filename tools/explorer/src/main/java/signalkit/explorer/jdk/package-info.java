/**
 * Models of the JDK's threads, locks and queues, in place of which the explorer puts these.
 *
 * <p>Explored code that names {@code java.lang.Thread} or {@code ReentrantLock} is renamed, when it
 * is loaded, to call the class here that behaves as the JDK's documentation says. A model's method
 * is one step of its run, or one that waits until it is possible ({@link
 * signalkit.explorer.jdk.Here}). Nothing here is locked: the threads of a run take turns.
 *
 * <pre>
 *   learner's class ──renamed──► ModelReentrantLock.lock
 *                                  └─ Here.await(place, ready) ──► {@link signalkit.explorer.jdk.JdkRun}
 *                                                                  (the run; it picks who goes on)
 * </pre>
 *
 * <p>Internal to the explorer. Public only where renamed code has to reach it.
 */
package signalkit.explorer.jdk;
