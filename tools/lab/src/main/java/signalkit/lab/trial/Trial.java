package signalkit.lab.trial;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import signalkit.lab.LabException;
import signalkit.lab.diagnosis.Diagnosis;
import signalkit.lab.load.LoadGenerator;
import signalkit.lab.server.Fleet;
import signalkit.lab.server.RemoteServer;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.ServerSpec;
import signalkit.lab.server.SignalSender;

/**
 * One run of a plan on a fresh server: start, load, signal, verdict.
 *
 * @param plan what happens
 * @param spec the server
 * @param deadline from the signal to a hang
 */
public record Trial(TrialPlan plan, ServerSpec spec, Duration deadline) {
    private static final Duration START = Duration.ofSeconds(20);
    private static final Duration PARTING = Duration.ofSeconds(2);

    /** The last line accounts for the descriptors, too; where the system can tell. */
    private static final List<String> COUNTING = List.of("-Dsignalkit.descriptors=true");

    /** About as long as a handler runs for the first time, so that the second signal meets it. */
    private static final int GAP_MICROS = 2_000;

    /** Looks at the server when its clients are in full swing, before the signal. */
    @FunctionalInterface
    public interface Look {
        /**
         * Called once.
         *
         * @param server that is about to be signalled
         * @throws InterruptedException when the look is interrupted
         */
        void at(ServerProcess server) throws InterruptedException;
    }

    /**
     * Runs the trial; the server is gone when this returns.
     *
     * @param fleet what owns the server
     * @param random when exactly the signal comes
     * @param look what to do before it comes
     * @return what it showed
     * @throws InterruptedException when the trial is interrupted
     * @throws LabException when the server does not start or the clients do not get going
     */
    public TrialResult run(Fleet fleet, RandomGenerator random, Look look)
            throws InterruptedException {
        ServerProcess server = fleet.start(null, spec.withJvmOptions(COUNTING));
        try {
            server.requireReady(START);
            InetAddress loopback = InetAddress.getLoopbackAddress();
            InetSocketAddress target = new InetSocketAddress(loopback, server.port());
            try (LoadGenerator load = plan.load(target, random)) {
                load.start();
                if (!plan.awaitFullSwing(load)) {
                    throw LabException.failed(
                            "the clients of " + server.name() + " did not get going",
                            server.log().lines());
                }
                look.at(server);
                return signal(server, load, random);
            }
        } finally {
            server.kill();
            fleet.forget(server);
        }
    }

    private TrialResult signal(ServerProcess server, LoadGenerator load, RandomGenerator random)
            throws InterruptedException {
        // Otherwise each trial would hit the server at the same point of its clients' rhythm.
        TimeUnit.MICROSECONDS.sleep(random.nextInt(plan.jitter()));
        long start = System.nanoTime();
        load.aboutToSignal();
        send(server, Duration.ofNanos(random.nextInt(GAP_MICROS) * 1_000L));
        boolean ended = server.awaitEnd(deadline);
        long millis = (System.nanoTime() - start) / 1_000_000;
        List<Diagnosis> diagnosis = ended ? List.of() : diagnose(server);
        load.stop(ended ? PARTING : Duration.ZERO);
        load.awaitEnd(PARTING.plusSeconds(1));
        return new TrialResult(
                server.kind(),
                ended ? server.exitStatus() : OptionalInt.empty(),
                millis,
                server.log().last("STOPPED"),
                load.report(),
                server.log().lines(),
                diagnosis);
    }

    /** A server that has ended before its last signal shows that in its verdict. */
    private void send(ServerProcess server, Duration gap) throws InterruptedException {
        try {
            SignalSender.send(server, plan.signals(), gap);
        } catch (LabException e) {
            if (server.isAlive()) {
                throw e;
            }
        }
    }

    /** A hung server that cannot even be looked at still counts as hung. */
    private static List<Diagnosis> diagnose(ServerProcess server) throws InterruptedException {
        try {
            return Diagnosis.ofHang(RemoteServer.snapshot(server), server.log());
        } catch (LabException e) {
            return List.of(new Diagnosis(e.getMessage(), List.of()));
        }
    }
}
