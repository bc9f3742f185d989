/** Commands that look into servers and change nothing. */
package signalkit.shell.command.look;
