/**
 * The complete state graph of a small scenario, as a file for pages that play it. Internal.
 *
 * <p>{@link signalkit.explorer.graph.GraphSearch} runs every choice of every state once. {@link
 * signalkit.explorer.graph.Quotient} takes states for one that nobody can tell apart, and {@link
 * signalkit.explorer.graph.GraphJson} writes what is left.
 */
package signalkit.explorer.graph;
