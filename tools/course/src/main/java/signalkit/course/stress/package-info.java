/**
 * Runs of jcstress with the learner's classes, in JVMs of their own.
 *
 * <p>The tests are in the lessons, and are compiled with jcstress's annotation processor there.
 */
package signalkit.course.stress;
