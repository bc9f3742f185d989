/** The commands of the shell: what they take, do and print. */
package signalkit.shell.command;
