/**
 * What a program says about its own signal handlers: two annotations, without dependencies.
 *
 * <p>{@link signalkit.annotations.HandlerContext} marks code that a handler runs, and {@link
 * signalkit.annotations.AsyncSignalSafe} marks code that a handler may call although no checker can
 * see why. The rules read both from class files, so that they are needed at compile time only.
 */
package signalkit.annotations;
