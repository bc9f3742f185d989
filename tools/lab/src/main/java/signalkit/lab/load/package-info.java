/** Clients that talk to an echo server, check every byte and measure. */
package signalkit.lab.load;
