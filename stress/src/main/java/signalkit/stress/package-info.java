/** The command {@code race}: lists the jcstress pairs, runs them and shows what was seen. */
package signalkit.stress;
