/**
 * Checks of code that nobody has read.
 *
 * <p>{@link signalkit.course.isolation.IsolatedGrader} copies the files of a submission and starts
 * a JVM for one check, whose program is {@link signalkit.course.isolation.CheckMain}. Inside of it
 * {@link signalkit.course.Grader} compiles the copy, refuses what is not allowed, and runs the
 * check. The verdict is made outside, also when there is no reply.
 */
package signalkit.course.isolation;
