/**
 * What threads and processes tell each other with, beside locks: semaphores, pipes, children.
 *
 * <p>The monitor of a {@code BytePipe} and that of a process's {@code Children} come last in the
 * lock order of {@link signalkit.posix}: nothing is called under them but the wake-up of a thread.
 */
package signalkit.posix.ipc;
