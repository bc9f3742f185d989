/**
 * The echo server whose shutdown is coordinated from a thread that waits for signals.
 *
 * <pre>
 *  main                    signal waiter           worker-1 … worker-N
 *
 *  block the signals
 *  init: create -------------------------------->  take: wait on jobs
 *  accept, add --------------------------------->  run: serve one client each
 *                          TERM: sigwait returns
 *  stop accepting <------- killServer
 *  drain --------------------------------------->  echo, FIN, read to EOF
 *  serve those that wait   second TERM: abort -->  close
 *  join <----------------------------------------  take: null
 *  STOPPED, exit           third TERM: exit
 * </pre>
 *
 * <p>Lock order: the {@code Shutdown}, then {@code jobs}, then a connection's {@code evbase}. With
 * {@code --loops per-worker}, a {@code LoopPool} takes the place of the queue.
 */
package signalkit.echo.safe;
