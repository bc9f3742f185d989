/** Servers as child processes: start, log, signals, a look inside, the end. */
package signalkit.lab.server;
