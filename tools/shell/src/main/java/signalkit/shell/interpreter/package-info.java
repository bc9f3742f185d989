/** The interpreter: splits lines, finds commands, and holds the session that they share. */
package signalkit.shell.interpreter;
