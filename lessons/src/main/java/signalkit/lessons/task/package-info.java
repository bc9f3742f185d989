/**
 * What the learner's classes implement: one interface for each exercise.
 *
 * <p>A check finds the class that implements the interface, whatever its name.
 */
package signalkit.lessons.task;
