/**
 * The laboratory: starts servers as child processes, loads them, signals them, and judges how they
 * end.
 *
 * <pre>
 *  fault               what can happen to a server, and whether it kept its promise
 *  trial               one plan on one fresh server, its verdict, sums over many
 *  diagnosis           why a server hangs; what the handler sanitizer has found in it
 *  server   load       child processes, their logs, signals to them, a look inside; clients
 * </pre>
 *
 * <p>Each package uses only those below it and {@link signalkit.lab.LabException}, whose message
 * names a fault and its remedy. Nothing here prints: the shell, the bench and the lessons show what
 * they like.
 *
 * <p>A child's standard input is a pipe that only this process holds. However this process ends,
 * the pipe ends with it, and the child then ends itself ({@code --until-eof}). A child has a
 * process group of its own, so Ctrl-C in a terminal does not reach it.
 *
 * <p>Locks: each of {@code Fleet}, {@code ServerLog} and {@code LoadCounters} has one, and {@code
 * Launcher} one for what it finds out once. {@code Fleet} is taken before {@code Launcher}, and no
 * other two together.
 */
package signalkit.lab;
