package signalkit.shell.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import signalkit.posix.Signal;
import signalkit.shell.console.ShellException;
import signalkit.shell.load.LoadPlan;
import signalkit.shell.server.ServerProcess;
import signalkit.shell.server.SignalSender;

/** Signals at bad moments of a server that is ready. */
final class SignalFaults {
    private static final Duration APART = Duration.ofMillis(300);
    private static final Duration FORCE = Duration.ofSeconds(2);
    private static final int STORM = 1_000;
    private static final int ECHOES_PER_SECOND = 5_000;

    private SignalFaults() {}

    static Finding termIdle(Scene scene) throws InterruptedException {
        scene.start();
        return scene.term();
    }

    static Finding termEchoes(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        return scene.term();
    }

    static Finding termQueue(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(3 * Scene.WORKERS);
        return scene.term();
    }

    static Finding intEchoes(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        scene.send(Signal.INT);
        return scene.clean(Scene.END);
    }

    static Finding termTwice(Scene scene) throws IOException, InterruptedException {
        scene.start();
        scene.stick();
        scene.send(APART, Signal.TERM, Signal.TERM);
        Finding finding = scene.ends(75, FORCE);
        // Who is stuck is let go, and not left to the end of the process.
        return finding.and(scene.counted("aborted") == 1, "the client that is stuck is left open");
    }

    static Finding termThrice(Scene scene) throws IOException, InterruptedException {
        scene.jvm(Debugger.OPTION);
        scene.start(scene.safeOnly("--force", "60"));
        try (Debugger debugger = Debugger.of(scene.server())) {
            debugger.suspend("worker-1");
            scene.send(APART, Signal.TERM, Signal.TERM, Signal.INT);
            Finding finding = scene.ends(75, FORCE);
            long millis = scene.millis("SIGNAL", "STOPPED");
            return finding.and(millis <= 100, "the third took " + millis + " ms");
        }
    }

    static Finding forceOver(Scene scene) throws IOException, InterruptedException {
        scene.jvm(Debugger.OPTION);
        scene.start();
        try (Debugger debugger = Debugger.of(scene.server())) {
            debugger.suspend("worker-1");
            scene.send(APART, Signal.TERM, Signal.TERM);
            Finding finding = scene.ends(75, FORCE);
            return finding.and(scene.counted("threads") == 1, "the worker is not told of");
        }
    }

    static Finding graceOver(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "60"); // or the idle limit would end it first
        scene.stick();
        scene.send(Signal.TERM);
        return scene.ends(75, Scene.END);
    }

    static Finding together(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        scene.send(Signal.INT, Signal.TERM, Signal.HUP);
        Finding finding = scene.clean(Scene.END);
        return finding.and(scene.logged("DRAINING ") == 1, "no single drain");
    }

    static Finding acknowledged(Scene scene) throws InterruptedException {
        scene.start();
        // Clients that take all processors would measure the system's scheduler: HotSpot makes a
        // thread for each signal, and a new one may wait for its first turn for 140 ms.
        scene.load(LoadPlan.steady(scene.address(), Scene.WORKERS).at(ECHOES_PER_SECOND));
        Histogram latency = new Histogram(3);
        try (SignalSender sender = new SignalSender(scene.server())) {
            for (int i = 1; i <= 100; i++) {
                long start = System.nanoTime();
                sender.send(List.of(Signal.USR1));
                int expected = i;
                if (!Scene.within(FORCE, () -> scene.logged("STATISTICS") >= expected)) {
                    return Finding.broken("no answer to number " + i);
                }
                latency.recordValue((System.nanoTime() - start) / 1_000);
            }
        } catch (ShellException e) {
            return Finding.broken("ended by it: " + scene.server().describeEnd());
        }
        long p99 = latency.getValueAtPercentile(99) / 1_000;
        Finding finding = scene.term().and(p99 <= 100, "p99 " + p99 + " ms");
        return finding.isKept() ? Finding.kept("p99 " + p99 + " ms") : finding;
    }

    static Finding usr1Storm(Scene scene) throws IOException, InterruptedException {
        scene.start();
        int sent = 0;
        long most = 0;
        for (int second = 0; second < 10 && scene.server().isAlive(); second++) {
            sent += scene.storm(Signal.USR1, STORM, Duration.ofSeconds(1));
            most = Math.max(most, threads(scene.server()));
        }
        if (!scene.server().isAlive()) {
            return Finding.broken("ended by it after " + sent + " signals");
        }
        boolean echo;
        try (Peer peer = scene.connect()) {
            echo = peer.echoes(Scene.MESSAGE);
            peer.finish();
            peer.rest();
        }
        Finding finding = scene.term().and(echo, "no echo");
        finding = finding.and(scene.logged("STATISTICS") > 0, "no statistics");
        finding = finding.and(most < 60, most + " threads");
        return finding.isKept() ? Finding.kept("serves on, " + most + " threads") : finding;
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

    static Finding termInStorm(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        scene.storm(Signal.USR1, STORM, Duration.ofSeconds(1));
        if (!scene.server().isAlive()) {
            return Finding.broken("ended by USR1: " + scene.server().describeEnd());
        }
        scene.send(Signal.USR1, Signal.TERM, Signal.USR1);
        return scene.clean(Scene.END);
    }

    static Finding others(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Scene.MESSAGE);
            scene.send(Signal.WINCH, Signal.URG, Signal.CHLD, Signal.CONT);
            scene.send(Signal.TSTP, Signal.TTIN, Signal.TTOU, Signal.CONT);
            echo &= peer.echoes(Scene.MESSAGE);
            peer.finish();
            peer.rest();
            return scene.term().and(echo, "no echo");
        }
    }

    static Finding stopCont(Scene scene) throws IOException, InterruptedException {
        return stop(scene, Duration.ZERO);
    }

    static Finding stopLong(Scene scene) throws IOException, InterruptedException {
        return stop(scene, Duration.ofSeconds(5));
    }

    private static Finding stop(Scene scene, Duration length)
            throws IOException, InterruptedException {
        scene.start();
        try (Peer peer = scene.connect()) {
            boolean before = peer.echoes(Scene.MESSAGE);
            scene.send(Signal.STOP);
            peer.send(Scene.MESSAGE);
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
            scene.send(Signal.CONT);
            // The echo of what was sent meanwhile comes first.
            boolean after = peer.echoes(Scene.MESSAGE);
            peer.finish();
            peer.rest();
            return scene.term().and(before && after, "no echo");
        }
    }

    static Finding quit(Scene scene) throws IOException, InterruptedException {
        scene.start();
        scene.send(Signal.QUIT);
        boolean dump = scene.logs("Full thread dump");
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Scene.MESSAGE);
            peer.finish();
            peer.rest();
            return scene.term().and(dump, "no thread dump").and(echo, "no echo");
        }
    }

    static Finding hup(Scene scene) throws IOException, InterruptedException {
        scene.start();
        scene.send(Signal.HUP);
        if (!scene.logs("SIGNAL name=HUP")) {
            return scene.server().awaitEnd(FORCE)
                    ? Finding.broken("ended by it: " + scene.server().describeEnd())
                    : Finding.broken("not logged");
        }
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Scene.MESSAGE);
            peer.finish();
            peer.rest();
            boolean drains = scene.logged("DRAINING ") > 0;
            return scene.term().and(echo, "no echo").and(!drains, "drains");
        }
    }
}
