/** The commands {@code explore} and {@code replay}. */
package signalkit.explorer.cli;
