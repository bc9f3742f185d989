/** Names of a session for completion: commands, signals, servers. */
package signalkit.shell.names;
