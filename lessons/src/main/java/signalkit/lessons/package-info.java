/**
 * The course and the command that runs it.
 *
 * <pre>
 *   lessons/NN-topic/README.md    what the learner reads: five sections, one for each step
 *                    lesson.json  answers, checks, points and hints of the steps
 *                    exercise/    the files to change; the learner gets a copy of them
 *                    solution/    the same files, right
 *                    mutants/     the same files, each wrong in a way that the check must notice
 *   lessons/work/                 the learner's copies and progress; not under version control
 * </pre>
 *
 * {@link Course} reads the first, {@link Workspace} and {@link Progress} keep the last, and a
 * {@link signalkit.lessons.check.Check} judges the files of an exercise by what they do.
 */
package signalkit.lessons;
