package signalkit.posix.os;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import signalkit.annotations.HandlerContext;
import signalkit.posix.PosixProcess;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import sun.misc.SignalHandler;

/**
 * The bridge from the operating system's signals to the emulated process of this JVM.
 *
 * <p>HotSpot's own handler only counts the signal and posts a semaphore. Its dispatcher thread then
 * starts a new Java thread for each delivery, which generates the emulated signal (or, with {@link
 * Delivery#JVM}, runs the handler itself). Signals merge on the way, as they do in the kernel, so
 * never count them. When the system has no thread left, HotSpot says so on its standard output and
 * this signal is lost; later ones are not.
 */
public final class OsSignals {
    /**
     * Faults, and what HotSpot and the JDK need for themselves: a thread dump, a write to a closed
     * socket, a limit on a file. A handler of ours would break them, so they are never forwarded.
     */
    private static final SignalSet KEPT_BY_JVM =
            SignalSet.of(
                    Signal.QUIT,
                    Signal.ILL,
                    Signal.TRAP,
                    Signal.ABRT,
                    Signal.BUS,
                    Signal.FPE,
                    Signal.SEGV,
                    Signal.PIPE,
                    Signal.SYS,
                    Signal.XFSZ);

    /** HotSpot does not take these over when they were ignored at its start, nor under -Xrs. */
    private static final SignalSet SHUTDOWN = SignalSet.of(Signal.HUP, Signal.INT, Signal.TERM);

    private static final SignalSet STOP = SignalSet.of(Signal.TSTP, Signal.TTIN, Signal.TTOU);

    // OsSignals.class must be locked when using this:
    private static final Set<Signal> FORWARDED = EnumSet.noneOf(Signal.class);

    /** What the JVM runs: a class, since a lambda cannot say that it runs in handler context. */
    private record Forwarding(PosixProcess process, Signal signal) implements SignalHandler {
        @HandlerContext
        @Override
        public void handle(sun.misc.Signal fromSystem) {
            process.deliver(signal);
        }
    }

    private OsSignals() {}

    /**
     * Takes over signals of the operating system, if the process is this JVM's.
     *
     * @param process gets them from now on
     * @param signals those of them that the JVM gives up
     */
    public static void forward(PosixProcess process, SignalSet signals) {
        if (process != PosixProcess.main() || process.delivery() == Delivery.NATIVE) {
            return;
        }
        for (Signal signal : signals) {
            if (signal.isCatchable() && !KEPT_BY_JVM.contains(signal)) {
                forward(process, signal);
            }
            if (STOP.contains(signal)) {
                forward(process, Signal.CONT); // or an emulated stop would never end
            }
        }
    }

    private static synchronized void forward(PosixProcess process, Signal signal) {
        if (!FORWARDED.add(signal)) {
            return;
        }
        try {
            SignalHandler old =
                    sun.misc.Signal.handle(
                            new sun.misc.Signal(signal.name()), new Forwarding(process, signal));
            if (old == SignalHandler.SIG_IGN && SHUTDOWN.contains(signal)) {
                warn(
                        "the parent process set SIG"
                                + signal
                                + " to be ignored (nohup, or & in a script), so it has no effect"
                                + " here; start with env --default-signal="
                                + signal);
            }
        } catch (IllegalArgumentException refused) {
            // The emulated signal of that name works; the operating system's stays the JVM's.
            if (SHUTDOWN.contains(signal)) {
                warn(
                        "this JVM does not give up SIG"
                                + signal
                                + ", so one from outside does not "
                                + "reach its handler; start it without -Xrs");
            }
        }
    }

    /**
     * Gives a signal its default action back and has it sent to this JVM; returns when it cannot
     * be.
     *
     * <p>Through {@code sh}: {@code sun.misc.Signal.raise} refuses a signal without a handler.
     *
     * @param signal one whose default action ends a process
     */
    public static void dieOf(Signal signal) {
        sun.misc.Signal.handle(new sun.misc.Signal(signal.name()), SignalHandler.SIG_DFL);
        try {
            new ProcessBuilder("sh", "-c", "kill -s " + signal.name() + " $PPID").start().waitFor();
        } catch (IOException noShell) {
            warn("there is no sh to send SIG" + signal + " to this process");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void warn(String text) {
        System.err.println("warning: " + text);
    }
}
