/** What the lab has counted or found, as lines and tables on a screen. */
package signalkit.shell.view;
