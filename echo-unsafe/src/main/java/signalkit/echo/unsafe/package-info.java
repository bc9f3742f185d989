/**
 * The echo server whose shutdown is coordinated from signal-handler context.
 *
 * <pre>
 *  main                                            worker-1 … worker-N
 *
 *  sigaction(INT, TERM)
 *  create --------------------------------------->  take: wait on jobs
 *  accept, add ---------------------------------->  serve one client each
 *    TERM on top of main, or of any worker:
 *      loopExit(accept), terminate each worker,
 *      lock jobs, drop them, broadcast, unlock
 *  dispatch returns
 *  STOPPED, exit: the workers are cut off
 * </pre>
 *
 * <p>Faithful to the C original, defect by defect: D1 to D12, D14 to D17, D19, D21 to D24 of the
 * catalogue in README.
 *
 * <p><b>Differs from the C original.</b> SO_REUSEADDR is set before bind (the JDK does), so D13 is
 * not here; a channel cannot be closed twice (D18); running out of descriptors does not end the
 * process (D20). A freed base reports its use where C crashes at random (D9). The exit status is
 * 128 + n, not 0.
 */
package signalkit.echo.unsafe;
