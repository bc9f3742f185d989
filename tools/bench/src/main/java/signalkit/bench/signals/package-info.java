/**
 * Measures the ways to take a signal: the time from {@code kill} to the action, and what is lost.
 *
 * <p>{@link signalkit.bench.signals.SignalsCommand} runs a sender in C, which starts a receiver for
 * each {@link signalkit.bench.signals.SignalWay}. No locks.
 */
package signalkit.bench.signals;
