/**
 * What a run knows of the program under test: its threads, monitors and memory, the operations on
 * them, and the order of these. Internal.
 *
 * <p>Nothing here is locked; the thread that has the turn uses it.
 */
package signalkit.explorer.model;
