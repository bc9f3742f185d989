/**
 * Models of futures and of the fork/join pool, and what copies of the JDK's thread pools need.
 * Internal.
 */
package signalkit.explorer.jdk.pool;
