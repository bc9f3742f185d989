/** A live view of the servers, in the whole window. */
package signalkit.shell.top;
