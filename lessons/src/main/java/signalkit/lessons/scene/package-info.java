/**
 * The small programs around the learner's classes: who runs, what arrives, what has to hold.
 *
 * <p>The explorer runs them in every bounded schedule. They are woven together with the exercise,
 * so that each step of either is a point.
 */
package signalkit.lessons.scene;
