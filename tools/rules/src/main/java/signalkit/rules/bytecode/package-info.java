/**
 * What class files say, before anybody judges it: classes, methods, and where values come from.
 *
 * <p>{@link signalkit.rules.bytecode.Program} has the classes and their hierarchy, {@link
 * signalkit.rules.bytecode.CodeIndex} where the code uses what, {@link
 * signalkit.rules.bytecode.Flow} the values within one method, and {@link
 * signalkit.rules.bytecode.Origins} the objects behind them across methods.
 */
package signalkit.rules.bytecode;
