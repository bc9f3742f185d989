/**
 * What the Java memory model lets an access see: the axioms, and nothing of how a run is made.
 *
 * <p><b>How it works.</b> A run is an execution graph, as in herd and GenMC. Each access to a
 * location picks the write that it reads, or the write after which its own goes in the coherence
 * order, among those with which the graph stays consistent ({@link
 * signalkit.explorer.memory.WeakMemory}). docs/explorer-memory.md states the axioms.
 */
package signalkit.explorer.memory;
