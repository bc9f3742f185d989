/** Faults that a server must meet: real signals, real sockets, one fresh server each. */
package signalkit.lab.fault;
