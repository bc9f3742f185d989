/**
 * The bug of a lesson and its fix as two programs in C, on this machine's kernel.
 *
 * <p>{@link signalkit.course.c.CPair} compiles both, and a driver in C that runs them again and
 * again and sends them signals at random moments. {@link signalkit.course.c.CRuns} is what it saw.
 */
package signalkit.course.c;
