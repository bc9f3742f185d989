package signalkit.lab.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import signalkit.lab.LabException;
import signalkit.lab.load.EchoClient;
import signalkit.lab.load.LoadPlan;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.SignalSender;
import signalkit.posix.Signal;

/** Signals at bad moments of a server that is ready. */
final class SignalFaults {
    private static final Duration APART = Duration.ofMillis(300);
    private static final Duration FORCE = Duration.ofSeconds(2);
    private static final int STORM = 1_000;
    private static final int ECHOES_PER_SECOND = 5_000;

    private SignalFaults() {}

    static FaultOutcome termIdle(FaultRun run) throws InterruptedException {
        run.start();
        return run.term();
    }

    static FaultOutcome termEchoes(FaultRun run) throws InterruptedException {
        run.start();
        run.load(FaultRun.WORKERS);
        return run.term();
    }

    static FaultOutcome termQueue(FaultRun run) throws InterruptedException {
        run.start();
        run.load(3 * FaultRun.WORKERS);
        return run.term();
    }

    static FaultOutcome intEchoes(FaultRun run) throws InterruptedException {
        run.start();
        run.load(FaultRun.WORKERS);
        run.send(Signal.INT);
        return run.clean(FaultRun.END);
    }

    static FaultOutcome termTwice(FaultRun run) throws IOException, InterruptedException {
        run.start();
        run.stick();
        run.send(APART, Signal.TERM, Signal.TERM);
        FaultOutcome outcome = run.ends(75, FORCE);
        // Who is stuck is let go, and not left to the end of the process.
        return outcome.and(run.counted("aborted") == 1, "the client that is stuck is left open");
    }

    static FaultOutcome termThrice(FaultRun run) throws IOException, InterruptedException {
        run.jvm(Debugger.OPTION);
        run.start(run.safeOnly("--force", "60"));
        try (Debugger debugger = Debugger.of(run.server())) {
            debugger.suspend("worker-1");
            run.send(APART, Signal.TERM, Signal.TERM, Signal.INT);
            FaultOutcome outcome = run.ends(75, FORCE);
            long millis = run.millis("SIGNAL", "STOPPED");
            return outcome.and(millis <= 100, "the third took " + millis + " ms");
        }
    }

    static FaultOutcome forceOver(FaultRun run) throws IOException, InterruptedException {
        run.jvm(Debugger.OPTION);
        run.start();
        try (Debugger debugger = Debugger.of(run.server())) {
            debugger.suspend("worker-1");
            run.send(APART, Signal.TERM, Signal.TERM);
            FaultOutcome outcome = run.ends(75, FORCE);
            return outcome.and(run.counted("threads") == 1, "the worker is not told of");
        }
    }

    static FaultOutcome graceOver(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "60"); // or the idle limit would end it first
        run.stick();
        run.send(Signal.TERM);
        return run.ends(75, FaultRun.END);
    }

    static FaultOutcome together(FaultRun run) throws InterruptedException {
        run.start();
        run.load(FaultRun.WORKERS);
        run.send(Signal.INT, Signal.TERM, Signal.HUP);
        FaultOutcome outcome = run.clean(FaultRun.END);
        return outcome.and(run.logged("DRAINING ") == 1, "no single drain");
    }

    static FaultOutcome acknowledged(FaultRun run) throws InterruptedException {
        run.start();
        // Clients that take all processors would measure the system's scheduler: HotSpot makes a
        // thread for each signal, and a new one may wait for its first turn for 140 ms.
        run.load(LoadPlan.steady(run.address(), FaultRun.WORKERS).at(ECHOES_PER_SECOND));
        Histogram latency = new Histogram(3);
        try (SignalSender sender = new SignalSender(run.server())) {
            for (int i = 1; i <= 100; i++) {
                long start = System.nanoTime();
                sender.send(List.of(Signal.USR1));
                int expected = i;
                if (!FaultRun.within(FORCE, () -> run.logged("STATISTICS") >= expected)) {
                    return FaultOutcome.broken("no answer to number " + i);
                }
                latency.recordValue((System.nanoTime() - start) / 1_000);
            }
        } catch (LabException e) {
            return FaultOutcome.broken(run.server().describeEnd());
        }
        long p99 = latency.getValueAtPercentile(99) / 1_000;
        FaultOutcome outcome = run.term().and(p99 <= 100, "p99 " + p99 + " ms");
        return outcome.isKept() ? FaultOutcome.kept("p99 " + p99 + " ms") : outcome;
    }

    static FaultOutcome usr1Storm(FaultRun run) throws IOException, InterruptedException {
        run.start();
        int sent = 0;
        long most = 0;
        for (int second = 0; second < 10 && run.server().isAlive(); second++) {
            sent += run.storm(Signal.USR1, STORM, Duration.ofSeconds(1));
            most = Math.max(most, threads(run.server()));
        }
        if (!run.server().isAlive()) {
            return FaultOutcome.broken("ended by it after " + sent + " signals");
        }
        boolean echo = run.serves();
        FaultOutcome outcome = run.term().and(echo, "no echo");
        outcome = outcome.and(run.logged("STATISTICS") > 0, "no statistics");
        outcome = outcome.and(most < 60, most + " threads");
        return outcome.isKept() ? FaultOutcome.kept("serves on, " + most + " threads") : outcome;
    }

    /** The threads of a process; 0 where the operating system does not tell. */
    private static long threads(ServerProcess server) throws IOException {
        Path tasks = Path.of("/proc", Long.toString(server.pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        try (var entries = Files.list(tasks)) {
            return entries.count();
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    static FaultOutcome termInStorm(FaultRun run) throws InterruptedException {
        run.start();
        run.load(FaultRun.WORKERS);
        run.storm(Signal.USR1, STORM, Duration.ofSeconds(1));
        if (!run.server().isAlive()) {
            return FaultOutcome.broken(run.server().describeEnd());
        }
        run.send(Signal.USR1, Signal.TERM, Signal.USR1);
        return run.clean(FaultRun.END);
    }

    static FaultOutcome others(FaultRun run) throws IOException, InterruptedException {
        run.start();
        try (EchoClient client = run.connect()) {
            boolean echo = client.echoes(FaultRun.MESSAGE);
            run.send(Signal.WINCH, Signal.URG, Signal.CHLD, Signal.CONT);
            run.send(Signal.TSTP, Signal.TTIN, Signal.TTOU, Signal.CONT);
            echo &= client.echoes(FaultRun.MESSAGE);
            client.leave();
            return run.term().and(echo, "no echo");
        }
    }

    static FaultOutcome stopCont(FaultRun run) throws IOException, InterruptedException {
        return stop(run, Duration.ZERO);
    }

    static FaultOutcome stopLong(FaultRun run) throws IOException, InterruptedException {
        return stop(run, Duration.ofSeconds(5));
    }

    private static FaultOutcome stop(FaultRun run, Duration length)
            throws IOException, InterruptedException {
        run.start();
        try (EchoClient client = run.connect()) {
            boolean before = client.echoes(FaultRun.MESSAGE);
            run.send(Signal.STOP);
            client.send(FaultRun.MESSAGE);
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
            run.send(Signal.CONT);
            // The echo of what was sent meanwhile comes first.
            boolean after = client.echoes(FaultRun.MESSAGE);
            client.leave();
            return run.term().and(before && after, "no echo");
        }
    }

    static FaultOutcome quit(FaultRun run) throws IOException, InterruptedException {
        run.start();
        run.send(Signal.QUIT);
        boolean dump = run.logs("Full thread dump");
        boolean echo = run.serves();
        return run.term().and(dump, "no thread dump").and(echo, "no echo");
    }

    static FaultOutcome hup(FaultRun run) throws IOException, InterruptedException {
        run.start();
        run.send(Signal.HUP);
        if (!run.logs("SIGNAL name=HUP")) {
            return run.server().awaitEnd(FORCE)
                    ? FaultOutcome.broken(run.server().describeEnd())
                    : FaultOutcome.broken("not logged");
        }
        boolean echo = run.serves();
        boolean drains = run.logged("DRAINING ") > 0;
        return run.term().and(echo, "no echo").and(!drains, "drains");
    }
}
