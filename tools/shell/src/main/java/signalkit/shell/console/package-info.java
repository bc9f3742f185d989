/** What people see: screens, tables, styles, progress, errors. */
package signalkit.shell.console;
