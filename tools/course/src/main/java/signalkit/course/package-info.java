/**
 * A course that is read from a folder.
 *
 * <pre>
 *   lessons/NN-topic/README.md    what the learner reads: a section for each step
 *                    lesson.json  title, steps, answers, points, hints, and the class of the checks
 *                    check/       the lesson's Java: its interface, its scenes, its checks
 *                    exercise/    the files to change; the learner gets a copy of them
 *                    solution/    the same files, right
 *                    mutants/     the same files, each wrong in a way that the check must notice
 *   lessons/work/                 the learner's copies and progress; not under version control
 * </pre>
 *
 * <p>A new lesson is a new folder: nothing here knows the lessons by name. {@link
 * signalkit.course.Course} reads them, {@link signalkit.course.Grader} runs their checks, and
 * {@code signalkit.course.cli} is the command.
 */
package signalkit.course;
