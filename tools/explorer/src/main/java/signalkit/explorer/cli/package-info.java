/** The commands {@code kit explore} and {@code kit replay}. */
package signalkit.explorer.cli;
