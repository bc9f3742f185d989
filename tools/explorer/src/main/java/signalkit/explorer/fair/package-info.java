/**
 * Loops that wait for other threads: who comes first then, and what to say of one that never ends.
 * Internal.
 */
package signalkit.explorer.fair;
