/** Commands that start servers, signal them and end them. */
package signalkit.shell.command.steer;
