/**
 * Searches that are split into parts: what one part has found, its file, and the sum of all.
 * Internal.
 */
package signalkit.explorer.part;
