/**
 * Models of the locks and synchronizers of {@code java.util.concurrent}: to take, to give back and
 * to signal are one step each. Internal.
 */
package signalkit.explorer.jdk.lock;
