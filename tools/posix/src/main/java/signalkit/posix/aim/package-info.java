/**
 * Signals that wait for their moment: a thread that holds a lock, a line of a source file.
 *
 * <p>They make a demonstration certain that would else need luck.
 */
package signalkit.posix.aim;
