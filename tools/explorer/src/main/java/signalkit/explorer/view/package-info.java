/**
 * What people see of a trace: a table, a screen to step through it, a page of HTML.
 *
 * <p>All three show the same: a column per thread, what a handler does indented under the thread
 * that it interrupted, the locks and the scenario's own values beside it, and the source lines.
 */
package signalkit.explorer.view;
