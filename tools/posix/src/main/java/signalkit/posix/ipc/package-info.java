/**
 * What threads and processes tell each other with, beside locks: semaphores and children.
 *
 * <p>Nothing here takes a lock, so the lock order of {@link signalkit.posix} is as it was.
 */
package signalkit.posix.ipc;
