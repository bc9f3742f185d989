/**
 * Whether an object that threads use at the same time behaves as if they took turns: programs of
 * its operations, their histories, and sequential runs of the same class to compare with. Internal.
 */
package signalkit.explorer.linear;
