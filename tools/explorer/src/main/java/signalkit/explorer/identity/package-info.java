/**
 * What of an object is another number in each JVM: its hash code by identity, and what depends on
 * that. Internal.
 */
package signalkit.explorer.identity;
