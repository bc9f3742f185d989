/** Commands that put servers to the test and count what happens. */
package signalkit.shell.command.measure;
