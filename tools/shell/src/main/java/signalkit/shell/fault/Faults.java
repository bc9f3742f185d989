package signalkit.shell.fault;

import java.util.List;
import java.util.Optional;

/** All faults, in the order in which they are listed. */
public final class Faults {

    private static final List<Fault> ALL =
            List.of(
                    fast("term-idle", "TERM, nobody is connected", SignalFaults::termIdle),
                    fast("term-echoes", "TERM in the middle of echoes", SignalFaults::termEchoes),
                    fast(
                            "term-queue",
                            "TERM with 24 clients on 8 workers",
                            SignalFaults::termQueue),
                    fast("int", "INT in the middle of echoes", SignalFaults::intEchoes),
                    slow("term-twice", "TERM twice, a client is stuck", SignalFaults::termTwice),
                    slow(
                            "term-thrice",
                            "TERM three times, a client is stuck",
                            SignalFaults::termThrice),
                    slow("grace-over", "TERM, a client stays stuck", SignalFaults::graceOver),
                    fast("term-early", "TERM before READY", SignalFaults::termEarly),
                    fast("term-on-ready", "TERM at once on READY", SignalFaults::termOnReady),
                    fast("int-term-hup", "INT, TERM and HUP together", SignalFaults::together),
                    slow("usr1-storm", "USR1, 1,000 a second for 3 s", SignalFaults::usr1Storm),
                    slow("term-in-storm", "TERM inside a storm of USR1", SignalFaults::termInStorm),
                    fast("stop-cont", "STOP, a client sends, CONT", SignalFaults::stopCont),
                    fast("quit", "QUIT", SignalFaults::quit),
                    fast("hup", "HUP", SignalFaults::hup),
                    fast("kill", "KILL, then a restart on the port", SignalFaults::killRestart),
                    fast(
                            "restart",
                            "TERM and restart with a client connected",
                            SignalFaults::restart),
                    fast("port-in-use", "a second server on the port", SignalFaults::portInUse),
                    fast(
                            "slow-client",
                            "TERM, a client has sent half a line",
                            ClientFaults::slowClient),
                    slow(
                            "silent-client",
                            "a client says nothing at all",
                            ClientFaults::silentClient),
                    fast("half-close", "1 MiB, then a half-close", ClientFaults::halfClose),
                    fast("slices", "500 slices of one byte", ClientFaults::slices),
                    fast("reset", "a client resets with echoes unread", ClientFaults::reset),
                    slow(
                            "no-reader",
                            "64 MiB from a client that reads nothing",
                            ClientFaults::noReader),
                    slow(
                            "descriptors",
                            "no descriptor is left for accept",
                            ClientFaults::descriptors),
                    slow("burst", "300 connections at once", ClientFaults::burst),
                    fast("payload", "control characters in the payload", ClientFaults::payload));

    private Faults() {}

    /**
     * All faults.
     *
     * @return in the order in which they are listed
     */
    public static List<Fault> all() {
        return ALL;
    }

    /**
     * The fault of a name.
     *
     * @param name as {@link Fault#name()} gives it
     * @return empty when there is none
     */
    public static Optional<Fault> of(String name) {
        return ALL.stream().filter(fault -> fault.name().equals(name)).findFirst();
    }

    private static Fault fast(String name, String description, Fault.Script script) {
        return new Fault(name, description, false, script);
    }

    private static Fault slow(String name, String description, Fault.Script script) {
        return new Fault(name, description, true, script);
    }
}
