/**
 * How all commands of the kit speak to their user: errors in the user's words, lines that fit the
 * window, colours where they are wanted, and commands printed as they must be typed.
 */
package signalkit.cli;
