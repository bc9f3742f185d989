/**
 * How threads begin and end, beside create and join: exit, detach, cancel, cleanup handlers, keys,
 * {@code pthread_once}; and the jump out of a handler.
 *
 * <p>Nothing here takes a lock, so the lock order of {@link signalkit.posix} is as it was.
 */
package signalkit.posix.life;
