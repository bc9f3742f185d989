package signalkit.lab.fault;

import java.io.IOException;
import signalkit.lab.LabException;
import signalkit.lab.load.EchoClient;
import signalkit.lab.server.ServerProcess;
import signalkit.posix.Signal;

/** Faults around the start of a server, and the next start on its port. */
final class StartFaults {
    private static final int RESTARTS = 100;

    private StartFaults() {}

    static FaultOutcome termEarly(FaultRun run) throws InterruptedException {
        ServerProcess server = run.launch();
        run.send(Signal.TERM);
        if (!server.awaitEnd(FaultRun.END)) {
            return FaultOutcome.broken("lives on");
        }
        int status = server.exitStatus().getAsInt();
        boolean orderly = status == 143 || status == 0;
        return FaultOutcome.kept("exit " + status).and(orderly, "exit " + status);
    }

    static FaultOutcome termOnReady(FaultRun run) throws InterruptedException {
        FaultOutcome outcome = FaultOutcome.kept("");
        for (int i = 0; i < 5 && outcome.isKept(); i++) {
            run.start();
            outcome = run.term();
        }
        return outcome;
    }

    static FaultOutcome killRestart(FaultRun run) throws IOException, InterruptedException {
        ServerProcess first = run.start();
        try (EchoClient client = run.connect()) {
            client.echoes(FaultRun.MESSAGE);
            first.kill();
            int status = first.exitStatus().getAsInt();
            run.start("--port", Integer.toString(first.port()));
            return run.term().and(status == 137, "exit " + status + " after KILL");
        }
    }

    static FaultOutcome restart(FaultRun run) throws IOException, InterruptedException {
        ServerProcess first = run.start();
        try (EchoClient client = run.connect()) {
            client.echoes(FaultRun.MESSAGE);
            FaultOutcome outcome = run.term();
            run.start("--port", Integer.toString(first.port()));
            return outcome.and(run.term());
        }
    }

    static FaultOutcome portInUse(FaultRun run) throws InterruptedException {
        ServerProcess first = run.start();
        ServerProcess second = run.launch("--port", Integer.toString(first.port()));
        FaultOutcome outcome = run.ends(1, FaultRun.END);
        return outcome.and(second.port() == 0, "says READY").and(first.isAlive(), "the first ends");
    }

    /** The JVM has its own use for USR2 until the server's handler is there. */
    static FaultOutcome usr2Early(FaultRun run) throws InterruptedException {
        ServerProcess server = run.launch();
        try {
            run.send(Signal.USR2);
            if (server.port() == 0) {
                return FaultOutcome.broken("was sent before READY");
            }
        } catch (LabException refused) {
            if (!refused.getMessage().contains("wait for READY")) {
                throw refused;
            }
        }
        if (!run.isReady(server)) {
            return FaultOutcome.broken("did not become ready");
        }
        run.send(Signal.USR2);
        boolean answered = run.logs("STATE ");
        if (!answered && !server.isAlive()) {
            return FaultOutcome.broken(server.describeEnd());
        }
        return run.term().and(answered, "not answered");
    }

    static FaultOutcome intIgnored(FaultRun run) throws InterruptedException {
        run.ignore(Signal.INT);
        run.start();
        boolean warned = run.logs("warning: ") && run.logged("SIGINT") > 0;
        run.send(Signal.INT, Signal.TERM);
        FaultOutcome outcome = run.clean(FaultRun.END);
        if (run.isNative()) {
            // Linux keeps a blocked signal pending, ignored or not, and sigwait takes it.
            return outcome.and(run.logged("SIGNAL name=INT") == 1, "INT did not come");
        }
        return outcome.and(warned, "no warning")
                .and(run.logged("SIGNAL name=INT") == 0, "INT was not ignored");
    }

    static FaultOutcome restarts(FaultRun run) throws InterruptedException {
        int port = run.start().port();
        FaultOutcome outcome = run.term();
        for (int i = 1; i < RESTARTS && outcome.isKept(); i++) {
            run.start("--port", Integer.toString(port));
            outcome = run.term();
        }
        return outcome.isKept() ? FaultOutcome.kept(RESTARTS + " clean") : outcome;
    }
}
