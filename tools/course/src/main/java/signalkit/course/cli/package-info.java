/**
 * The command {@code lesson}, and the learner's files that it reads and writes.
 *
 * <p>{@link signalkit.course.cli.Main} makes a {@code CourseContext} for each command: the course,
 * the {@code Workspace} with the learner's copies, the {@code CourseProgress}, and the output.
 */
package signalkit.course.cli;
