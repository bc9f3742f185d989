package signalkit.lab.fault;

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
                            "TERM three times, a worker hangs",
                            SignalFaults::termThrice),
                    slow("force-over", "TERM twice, a worker hangs", SignalFaults::forceOver),
                    slow("grace-over", "TERM, a client stays stuck", SignalFaults::graceOver),
                    fast("int-term-hup", "INT, TERM and HUP together", SignalFaults::together),
                    slow("ack", "USR1 a hundred times under load", SignalFaults::acknowledged),
                    slow("usr1-storm", "USR1, 1,000 a second for 10 s", SignalFaults::usr1Storm),
                    slow("term-in-storm", "TERM inside a storm of USR1", SignalFaults::termInStorm),
                    slow(
                            "others",
                            "WINCH URG CHLD CONT, TSTP TTIN TTOU CONT",
                            SignalFaults::others),
                    fast("stop-cont", "STOP, a client sends, CONT", SignalFaults::stopCont),
                    slow("stop-5s", "the same, 5 s in between", SignalFaults::stopLong),
                    fast("quit", "QUIT", SignalFaults::quit),
                    fast("hup", "HUP", SignalFaults::hup),
                    fast("term-early", "TERM before READY", StartFaults::termEarly),
                    fast("term-on-ready", "TERM at once on READY", StartFaults::termOnReady),
                    fast("usr2-early", "USR2 before READY", StartFaults::usr2Early),
                    fast(
                            "int-ignored",
                            "a parent that ignores INT; INT, TERM",
                            StartFaults::intIgnored),
                    fast("kill", "KILL, then a restart on the port", StartFaults::killRestart),
                    fast(
                            "restart",
                            "TERM and restart with a client connected",
                            StartFaults::restart),
                    slow("restarts", "100 restarts on one port", StartFaults::restarts),
                    fast("port-in-use", "a second server on the port", StartFaults::portInUse),
                    fast(
                            "slow-client",
                            "TERM, a client has sent half a line",
                            ClientFaults::slowClient),
                    slow(
                            "slowloris",
                            "TERM, clients that send a byte now and then",
                            ClientFaults::slowloris),
                    slow(
                            "silent-client",
                            "a client says nothing at all",
                            ClientFaults::silentClient),
                    fast("idle", "a client has spoken and says no more", ClientFaults::idleClient),
                    fast("half-close", "16 MiB, then a half-close", ClientFaults::halfClose),
                    fast("slices", "500 slices of one byte", ClientFaults::slices),
                    fast("reset", "a client resets with echoes unread", ClientFaults::reset),
                    slow("fin-reset", "50 clients send, say FIN and reset", ClientFaults::finReset),
                    slow(
                            "no-reader",
                            "64 MiB from a client that reads nothing",
                            ClientFaults::noReader),
                    fast("payload", "control characters in the payload", ClientFaults::payload),
                    slow("burst", "300 connections at once", LimitFaults::burst),
                    slow(
                            "overflow",
                            "1,300 connections while it is stopped",
                            LimitFaults::overflow),
                    slow("crowd", "5,000 connections at once", LimitFaults::crowd),
                    slow(
                            "descriptors",
                            "no descriptor is left for accept",
                            LimitFaults::descriptors),
                    slow(
                            "descriptors-term",
                            "no descriptor is left for accept, TERM",
                            LimitFaults::descriptorsTerm),
                    fast(
                            "worker-throws",
                            "no descriptor is left for a connection's loop",
                            LimitFaults::workerThrows),
                    slow("leak", "2,000 connections of all kinds", LimitFaults::leak),
                    fast(
                            "silent-crowd",
                            "TERM, 1,000 clients have said nothing",
                            DrainFaults::silentCrowd),
                    fast(
                            "silent-waits",
                            "TERM, the only worker is stuck, a silent client waits",
                            DrainFaults::silentWaits),
                    fast(
                            "pusher",
                            "TERM, a client sends on and reads nothing",
                            DrainFaults::pusher),
                    slow("trickle", "TERM, a client sends on byte by byte", DrainFaults::trickle),
                    fast("newcomers", "TERM, clients come all the time", DrainFaults::newcomers),
                    slow("late-client", "TERM, then a client comes", DrainFaults::lateClient),
                    slow("orphan", "the parent's end of standard input", DrainFaults::orphan),
                    fast(
                            "orphan-drains",
                            "TERM, then the end of standard input",
                            DrainFaults::orphanDrains),
                    fast(
                            "stop-term",
                            "STOP, a client sends, one comes, TERM, CONT",
                            DrainFaults::stopTerm),
                    slow(
                            "backlog-term",
                            "STOP, 300 clients send, TERM, CONT",
                            DrainFaults::backlogTerm),
                    fast(
                            "late-reader",
                            "TERM, a client only then begins to read",
                            DrainFaults::lateReader),
                    slow(
                            "storm-in-drain",
                            "TERM, then HUP, USR1 and USR2 all the time",
                            DrainFaults::stormInDrain),
                    slow("impatient", "INT and TERM every 50 ms", DrainFaults::impatient),
                    slow("look-inside", "TERM, then a look through JMX", DrainFaults::lookInside),
                    slow("full-log", "nobody reads the log, TERM", DrainFaults::fullLog),
                    fast("memory", "memory is exhausted, TERM", LimitFaults::memory));

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
