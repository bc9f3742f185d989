/**
 * The interactive shell: starts the servers as child processes, loads them, sends them signals and
 * looks into them while they hang.
 *
 * <p>A child's standard input is a pipe that only the shell holds; when the shell goes, however it
 * goes, the pipe ends and the child ends itself ({@code --until-eof}).
 */
package signalkit.shell;
