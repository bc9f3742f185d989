/**
 * The handler sanitizer: hooks in every lock of the JVM, and a record of who took which one where.
 *
 * <p>{@link signalkit.weaver.sanitizer.Sanitizer} reports each {@link
 * signalkit.weaver.sanitizer.InconsistentLock}, lockdep's term for a lock that is taken both in a
 * handler and where its signal can arrive.
 */
package signalkit.weaver.sanitizer;
