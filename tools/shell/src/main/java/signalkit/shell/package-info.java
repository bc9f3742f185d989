/**
 * The interactive shell: lets people start servers, load them, signal them and look into them while
 * they hang.
 *
 * <pre>
 *  Main, Repl          a terminal, a pipe or one command
 *  command.measure     commands that put servers to the test: clients, demo, repeat, faults
 *  command.steer       commands that start servers, signal them and end them
 *  command.look        commands that look into servers
 *  interpreter         splits lines, finds commands; the session that commands share
 *  demo                scripted walk-throughs
 *  why                 defects, their fixes, and where a name belongs
 *  view                what the lab has counted or found, as lines and tables
 *  console             screens, tables, styles, errors for people
 * </pre>
 *
 * <p>Each package uses only those below it, and {@code signalkit.lab}, which does the work. When
 * the shell goes, however it goes, its servers end themselves.
 *
 * <p>Locks: each of {@code Session}, {@code TerminalScreen}, {@code Transcript} and the live line
 * of {@code PlainScreen} has one, and none is held while another, or one of the lab's, is taken.
 * The lock of JLine's reader is taken before that of {@code TerminalScreen}.
 */
package signalkit.shell;
