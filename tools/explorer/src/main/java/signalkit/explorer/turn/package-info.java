/**
 * How the threads of a run take turns: as threads of the system, or as coroutines of one. Internal.
 */
package signalkit.explorer.turn;
