/** Why a server hangs, drawn from its locks and threads, and what the handler sanitizer found. */
package signalkit.lab.diagnosis;
