package signalkit.libc;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;
import signalkit.posix.Errno;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.os.KernelSignals;

/**
 * Signals of Linux, waited for with libc's {@code sigwait} and {@code sigtimedwait}.
 *
 * <p>A mask belongs to a thread, and the JVM makes threads of its own before any Java code runs. So
 * only what starts the JVM can block a signal in all of them, and {@code -Xrs} keeps the JVM from
 * unblocking it again. {@link #open()} checks that both were done. {@code QUIT}, which {@code -Xrs}
 * takes from the JVM as well, is waited for beside the others and still prints a thread dump.
 */
public final class LinuxSignals implements KernelSignals {
    private static final SignalSet NEEDED = SignalSet.of(Signal.INT, Signal.TERM);

    /** The JVM suspends threads with USR2, unless this variable names another signal. */
    private static final String REMEDY =
            "start it with: env --block-signal=HUP,INT,QUIT,TERM,USR1,USR2 _JAVA_SR_SIGNUM=16"
                    + " java -Xrs …";

    private final String system;
    private final Path process;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile SignalSet blocked;

    /** The signals of this JVM. */
    public LinuxSignals() {
        this(System.getProperty("os.name"), Path.of("/proc/self"));
    }

    LinuxSignals(String system, Path process) {
        this.system = system;
        this.process = process;
    }

    @Override
    public void open() {
        if (!system.equals("Linux")) {
            throw new UnsupportedOperationException(
                    "native delivery needs Linux, and this is " + system + "; choose posix or jvm");
        }
        SignalSet found = BlockedSignals.inEveryThread(process);
        for (Signal signal : NEEDED) {
            if (!found.contains(signal)) {
                throw new UnsupportedOperationException(
                        "native delivery needs INT and TERM blocked in every thread of the JVM, and "
                                + signal
                                + " is not; "
                                + REMEDY);
            }
        }
        try {
            LibC.getpid();
        } catch (LinkageError noLibrary) {
            throw new UnsupportedOperationException(
                    "native delivery cannot call libc (" + noLibrary.getMessage() + ")", noLibrary);
        }
        blocked = found;
    }

    @Override
    public Signal await(SignalSet set, Duration time) {
        warnOnce(set);
        SignalSet asked = blocked.minus(blocked.minus(set.with(Signal.QUIT)));
        long deadline = time == null ? 0 : System.nanoTime() + time.toNanos();
        while (true) {
            Signal signal = time == null ? sigwait(asked) : sigtimedwait(asked, deadline);
            if (signal == Signal.QUIT && !set.contains(Signal.QUIT)) {
                dumpThreads();
            } else {
                return signal;
            }
        }
    }

    private static Signal sigwait(SignalSet set) {
        IntByReference number = new IntByReference();
        int error = LibC.sigwait(SigSet.of(set), number);
        if (error != 0) {
            throw new IllegalStateException("sigwait failed with errno " + error);
        }
        return Signal.of(number.getValue());
    }

    private static Signal sigtimedwait(SignalSet set, long deadline) {
        while (true) {
            long left = Math.max(0, deadline - System.nanoTime());
            int number = LibC.sigtimedwait(SigSet.of(set), null, LibC.Timespec.of(left));
            if (number > 0) {
                return Signal.of(number);
            }
            int error = Native.getLastError();
            if (error == Errno.EAGAIN.number()) {
                return null;
            }
            if (error != Errno.EINTR.number()) {
                throw new IllegalStateException("sigtimedwait failed with errno " + error);
            }
        }
    }

    @Override
    public void kill(Signal signal) {
        if (LibC.kill(LibC.getpid(), signal.number()) != 0) {
            throw new IllegalStateException("kill failed with errno " + Native.getLastError());
        }
    }

    /** What is not blocked everywhere would reach some thread of the JVM instead of the waiter. */
    private void warnOnce(SignalSet set) {
        SignalSet open = set.minus(blocked).without(Signal.KILL).without(Signal.STOP);
        if (!open.isEmpty() && !warned.getAndSet(true)) {
            System.err.println(
                    "warning: "
                            + open
                            + " not blocked in every thread of the JVM, so nobody waits for them"
                            + " here; "
                            + REMEDY);
        }
    }

    /** What a JVM without {@code -Xrs} prints on QUIT. */
    private static void dumpThreads() {
        try {
            Object dump =
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "threadPrint",
                                    new Object[] {new String[] {"-l"}},
                                    new String[] {String[].class.getName()});
            System.out.println(dump);
        } catch (JMException e) {
            System.err.println("warning: no thread dump: " + e.getMessage());
        }
    }
}
