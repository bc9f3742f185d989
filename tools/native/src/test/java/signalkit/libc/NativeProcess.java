package signalkit.libc;

import java.time.Duration;
import signalkit.posix.How;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.os.Delivery;

/** A JVM whose default process has the kernel's signals; prints a line for each thing it did. */
final class NativeProcess {
    private static final SignalSet BOTH = SignalSet.of(Signal.INT, Signal.TERM);

    private NativeProcess() {}

    public static void main(String[] arguments) {
        PosixProcess.main().deliverBy(Delivery.NATIVE);
        Signals.sigmask(How.BLOCK, BOTH);
        try {
            Signals.sigaction(Signal.TERM, Sigaction.handler(signal -> {}));
        } catch (PosixException e) {
            System.out.println("sigaction " + e.errno().name());
        }
        Signals.kill(Signal.TERM);
        System.out.println("kill " + Signals.sigwait(BOTH));
        PosixProcess.main().kill(Signal.INT);
        System.out.println("outside " + Signals.sigtimedwait(BOTH, Duration.ofSeconds(20)));
        try {
            Signals.sigtimedwait(BOTH, Duration.ofMillis(2));
        } catch (PosixException e) {
            System.out.println("sigtimedwait " + e.errno().name());
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
