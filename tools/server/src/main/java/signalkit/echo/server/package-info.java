/**
 * What the echo servers need and no lesson is about.
 *
 * <p>Both use the command line ({@code ServerCommand}), the account ({@code Journal}), what is
 * shown of a running server ({@code ServerStatus}) and the end of the process ({@code Exit}). Only
 * echo-safe uses the limits and the executors: {@code LoopDrain} drains its queue, and {@code
 * LoopPool} serves without one.
 *
 * <p>It lies below {@code signalkit.echo}, so an agent that weaves the servers by their package
 * name weaves this one, too.
 */
package signalkit.echo.server;
