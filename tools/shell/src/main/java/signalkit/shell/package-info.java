/**
 * The interactive shell: lets people start servers, load them, signal them and look into them while
 * they hang.
 *
 * <pre>
 *  Main, Repl          a terminal, a pipe or one command
 *  command             the commands, their registry, the session that they share
 *  demo                scripted walk-throughs
 *  view                what the lab has counted or found, as lines and tables
 *  console             screens, tables, styles, errors for people
 * </pre>
 *
 * <p>Each package uses only those below it, and {@code signalkit.lab}, which does the work. When
 * the shell goes, however it goes, its servers end themselves.
 *
 * <p>Locks: each of {@code Session} and {@code TerminalScreen} has one; neither is held while the
 * other, or one of the lab's, is taken.
 */
package signalkit.shell;
