/** Scenarios on fresh servers: one run with its verdict, and sums over many. */
package signalkit.lab.trial;
