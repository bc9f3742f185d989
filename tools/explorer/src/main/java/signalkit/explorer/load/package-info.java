/**
 * Renames what explored code uses of the JDK, when its classes are loaded. Internal.
 *
 * <pre>
 *   class file ──► {@link signalkit.explorer.load.JdkRewriter} ──► the weaver ──► the loader of a worker
 *                       │ java.lang.Thread            → signalkit.explorer.jdk.ModelThread   (a model)
 *                       │ java.util.ArrayDeque        → explored.java.util.ArrayDeque        (a copy)
 *                       └ java.util.List              → java.util.List                       (kept)
 * </pre>
 *
 * <p>A model is written by hand and does one step per call. A copy has the byte code of the JDK
 * that runs, renamed and woven as the explored code is. What is kept is the JDK's own.
 */
package signalkit.explorer.load;
