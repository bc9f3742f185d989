/**
 * The echo server whose shutdown is coordinated from a thread that waits for signals.
 *
 * <pre>
 *  main                    signal waiter           worker-1 … worker-N
 *
 *  block all signals
 *  create ----------------> sigwait                take: wait on jobs
 *  accept, add ---------------------------------->  serve one client each
 *                           TERM
 *  stop accepting <-------- once(accept)
 *  shutdown: every job drains ------------------->  echo, FIN, read to EOF
 *  join <-----------------------------------------  end
 *  STOPPED, exit            second TERM: abort
 * </pre>
 *
 * <p>With {@code --loops per-worker} each worker is kept by one job, a loop that serves many
 * clients; who asks a loop asks its connections. So are those served that wait when a drain begins.
 *
 * <p>Lock order: {@code jobs}, then a connection's {@code evbase}.
 */
package signalkit.echo.safe;
