package signalkit.shell.fault;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import signalkit.posix.Signal;
import signalkit.shell.server.ServerProcess;

/** Signals at bad moments, and servers that are started again. */
final class SignalFaults {
    private static final Duration APART = Duration.ofMillis(300);
    private static final Duration FORCE = Duration.ofSeconds(2);
    private static final long TOO_MUCH = 64L << 20;
    private static final int STORM = 1_000;

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
        try (SocketChannel stuck = SocketChannel.open(scene.address())) {
            Peer.flood(stuck, TOO_MUCH);
            scene.send(APART, Signal.TERM, Signal.TERM);
            return scene.ends(75, FORCE);
        }
    }

    static Finding termThrice(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (SocketChannel stuck = SocketChannel.open(scene.address())) {
            Peer.flood(stuck, TOO_MUCH);
            scene.send(APART, Signal.TERM);
            // Back to back: the third meets a server that has only begun to force.
            scene.send(Signal.TERM, Signal.INT);
            return scene.ends(75, FORCE);
        }
    }

    static Finding graceOver(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "60");
        try (SocketChannel stuck = SocketChannel.open(scene.address())) {
            Peer.flood(stuck, TOO_MUCH);
            scene.send(Signal.TERM);
            return scene.ends(75, Scene.END);
        }
    }

    static Finding termEarly(Scene scene) throws InterruptedException {
        ServerProcess server = scene.launch();
        scene.send(Signal.TERM);
        if (!server.awaitEnd(Scene.END)) {
            return Finding.broken("lives on");
        }
        int status = server.exitStatus().getAsInt();
        return new Finding(status == 143 || status == 0, "exit " + status);
    }

    static Finding termOnReady(Scene scene) throws InterruptedException {
        Finding finding = Finding.kept("");
        for (int i = 0; i < 5 && finding.kept(); i++) {
            scene.start();
            finding = scene.term();
        }
        return finding;
    }

    static Finding together(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        scene.send(Signal.INT, Signal.TERM, Signal.HUP);
        Finding finding = scene.clean(Scene.END);
        return finding.and(scene.logged("DRAINING ") == 1, "no single drain");
    }

    static Finding usr1Storm(Scene scene) throws IOException, InterruptedException {
        scene.start();
        int sent = scene.storm(Signal.USR1, STORM, Duration.ofSeconds(3));
        if (!scene.server().isAlive()) {
            return Finding.broken("ended by it after " + sent + " signals");
        }
        long threads = threads(scene.server());
        try (Peer peer = scene.connect()) {
            Finding finding = Finding.kept("serves on, " + threads + " threads");
            finding = finding.and(threads < 60, threads + " threads");
            return finding.and(peer.echoes(Scene.MESSAGE), "no echo");
        }
    }

    /** The threads of a process; 0 where the operating system does not tell. */
    private static long threads(ServerProcess server) throws IOException {
        Path tasks = Path.of("/proc", Long.toString(server.pid()), "task");
        if (!Files.isDirectory(tasks)) {
            return 0;
        }
        try (var entries = Files.list(tasks)) {
            return entries.count();
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

    static Finding stopCont(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (Peer peer = scene.connect()) {
            boolean before = peer.echoes(Scene.MESSAGE);
            scene.send(Signal.STOP);
            peer.send(Scene.MESSAGE);
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
            return scene.term().and(echo, "no echo");
        }
    }

    static Finding killRestart(Scene scene) throws IOException, InterruptedException {
        ServerProcess first = scene.start();
        try (Peer peer = scene.connect()) {
            peer.echoes(Scene.MESSAGE);
            first.kill();
            int status = first.exitStatus().getAsInt();
            scene.start("--port", Integer.toString(first.port()));
            return scene.term().and(status == 137, "exit " + status + " after KILL");
        }
    }

    static Finding restart(Scene scene) throws IOException, InterruptedException {
        ServerProcess first = scene.start();
        try (Peer peer = scene.connect()) {
            peer.echoes(Scene.MESSAGE);
            Finding finding = scene.term();
            scene.start("--port", Integer.toString(first.port()));
            Finding second = scene.term();
            return finding.kept() ? second : finding;
        }
    }

    static Finding portInUse(Scene scene) throws InterruptedException {
        ServerProcess first = scene.start();
        ServerProcess second = scene.launch("--port", Integer.toString(first.port()));
        Finding finding = scene.ends(1, Scene.END);
        return finding.and(second.port() == 0, "says READY").and(first.isAlive(), "the first ends");
    }
}
