/**
 * Measures echo servers side by side: throughput, latency, CPU per message and time to stop.
 *
 * <pre>
 *  Main ---&gt; Bench        rounds, interleaved: A B C, B C A, C A B, …
 *             |  |
 *             |  +-------&gt; Load      one thread, one selector: closed loop, open loop or churn
 *             +----------&gt; Server    a child process, started, measured, sent TERM, waited for
 *             |
 *             v
 *            Results ---&gt; table, JSON, SVG
 * </pre>
 *
 * <p>Everything runs on this machine's loopback, the load on the same processors as the servers. So
 * a figure by itself says little; the ratio of two servers that were measured in turn says more.
 *
 * <p>Locks: none but those of the libraries. A load belongs to the thread that runs it.
 */
package signalkit.bench;
