package signalkit.posix.os;

import java.io.PrintStream;
import signalkit.posix.How;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/** A program for {@link BridgeTest}: a JVM of its own that gets real signals. */
public final class BridgeChild {
    private static final PrintStream OUT = System.out;

    private BridgeChild() {}

    /**
     * Runs one role.
     *
     * @param args the role, then the delivery
     */
    public static void main(String[] args) {
        PosixProcess process = PosixProcess.main();
        process.deliverBy(args.length > 1 && args[1].equals("jvm") ? Delivery.JVM : Delivery.POSIX);
        process.run(
                () -> {
                    switch (args[0]) {
                        case "handler" -> handler();
                        case "sigwait" -> sigwait();
                        case "default" -> unhandled();
                        case "int" -> ready(Signal.INT);
                        case "usr2" -> ready(Signal.USR2);
                        case "merge" -> merge();
                        case "full" -> full();
                        default -> throw new IllegalArgumentException(args[0]);
                    }
                });
    }

    private static void say(String line) {
        OUT.println(line);
        OUT.flush();
    }

    /** Says which threads the handler ran on, and what lay below it. */
    private static void handler() {
        Signals.sigaction(
                Signal.TERM,
                Sigaction.handler(
                        s -> {
                            boolean below =
                                    StackWalker.getInstance()
                                            .walk(
                                                    f ->
                                                            f.anyMatch(
                                                                    g ->
                                                                            g.getMethodName()
                                                                                    .equals(
                                                                                            "waitForEver")));
                            say(
                                    "handler on "
                                            + Thread.currentThread().getName()
                                            + " below="
                                            + below);
                            PosixProcess.main().exit(3);
                        }));
        say("READY");
        waitForEver();
    }

    private static void waitForEver() {
        while (true) {
            Signals.pause();
        }
    }

    private static void sigwait() {
        SignalSet set = SignalSet.of(Signal.TERM);
        Signals.sigmask(How.BLOCK, set);
        Pthread waiter =
                Pthread.create("waiter", () -> say("took " + Signals.sigwait(set) + " on waiter"));
        say("READY");
        waiter.join();
    }

    private static void unhandled() {
        Signals.sigaction(Signal.TERM, Sigaction.DEFAULT);
        say("READY");
        Object never = new Object();
        synchronized (never) {
            while (true) {
                try {
                    never.wait(); // not a point: a fatal signal ends it all the same
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    private static void ready(Signal signal) {
        Signals.sigaction(
                signal,
                Sigaction.handler(
                        s -> {
                            say("handled " + s);
                            PosixProcess.main().exit(0);
                        }));
        say("READY");
        waitForEver();
    }

    /** Answers how many of many deliveries arrived: some, at most as many as were sent. */
    private static void merge() {
        int[] count = new int[1];
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(
                        s -> {
                            if (++count[0] == 1) {
                                say("first");
                            }
                        }));
        Signals.sigaction(
                Signal.TERM,
                Sigaction.handler(
                        s -> {
                            say("count " + count[0]);
                            PosixProcess.main().exit(0);
                        }));
        say("READY");
        waitForEver();
    }

    /** Blocks everything; what HotSpot needs for itself still works. */
    private static void full() {
        Signals.sigmask(How.BLOCK, SignalSet.FULL);
        say("READY");
        say("took " + Signals.sigwait(SignalSet.of(Signal.TERM)));
    }
}
