/**
 * What both echo servers have in common and no lesson is about: the command line, the accounts, and
 * what is shown of a running server.
 *
 * <p>It lies below {@code signalkit.echo}, so what weaves the servers weaves it, too.
 */
package signalkit.echo.server;
