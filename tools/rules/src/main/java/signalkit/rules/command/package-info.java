/** {@code kit rules}: reads jars, has their handlers checked, and reports what was found. */
package signalkit.rules.command;
