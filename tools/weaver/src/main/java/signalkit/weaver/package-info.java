/**
 * Makes handler context real: with interruption points everywhere, a handler can run on top of a
 * thread at any step of its code.
 *
 * <pre>
 *   class file ──► {@link signalkit.weaver.Weaver} ──► the same code, a point before each step
 *                      ▲             ▲
 *              {@code Agent}    {@link signalkit.weaver.WeavingClassLoader}
 *            (-javaagent:…)     (explorer, exercises)
 * </pre>
 */
package signalkit.weaver;
