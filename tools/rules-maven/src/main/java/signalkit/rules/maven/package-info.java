/** A goal of Maven that checks the signal handlers of the module that is being built. */
package signalkit.rules.maven;
