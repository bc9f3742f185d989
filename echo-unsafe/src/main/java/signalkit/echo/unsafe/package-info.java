/**
 * The echo server whose shutdown is coordinated from signal-handler context.
 *
 * <pre>
 *  main                                            worker-1 … worker-N
 *
 *  sigaction(INT, TERM)
 *  init: create -------------------------------->  take: wait on jobs
 *  accept, add --------------------------------->  run: serve one client each
 *    TERM, on top of main or of any worker:
 *    loopExit(accept), terminate each worker,
 *    lock, drop all waiting jobs, unlock
 *  STOPPED, exit: the workers are cut off
 * </pre>
 *
 * <p>It has the defects D1 to D24 of the two C servers, except D13, D18 and D20, which the JDK and
 * the kit's event loop rule out. A freed base reports its use, where C crashes at random (D9).
 */
package signalkit.echo.unsafe;
