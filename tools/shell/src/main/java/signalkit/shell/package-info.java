/**
 * The interactive shell: starts the servers as child processes, loads them, sends them signals and
 * looks into them while they hang.
 *
 * <pre>
 *  Main, Repl          a terminal, a pipe or one command
 *  command             the commands, their registry, the session that they share
 *  demo                scripted walk-throughs
 *  trial               one scenario on one fresh server, its verdict, sums over many
 *  load   server       clients; child processes, their logs, signals to them, a look inside
 *  console             screens, tables, styles, errors for people
 * </pre>
 *
 * <p>Each package uses only those below it. A child's standard input is a pipe that only the shell
 * holds; when the shell goes, however it goes, the pipe ends and the child ends itself ({@code
 * --until-eof}). A child has a process group of its own, so Ctrl-C in the terminal does not reach
 * it.
 *
 * <p>Locks: each of {@code Fleet}, {@code ServerLog}, {@code Session}, {@code LoadCounters} and
 * {@code TerminalScreen} has one; {@code Fleet} is taken before {@code ServerLog}, no other two
 * together.
 */
package signalkit.shell;
