/** Scripted walk-throughs that explain what they have just seen. */
package signalkit.shell.demo;
