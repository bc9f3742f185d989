/** The first tour: what to type, and what to look at. */
package signalkit.shell.tutorial;
