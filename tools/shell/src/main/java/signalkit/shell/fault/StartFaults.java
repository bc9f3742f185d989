package signalkit.shell.fault;

import java.io.IOException;
import signalkit.posix.Signal;
import signalkit.shell.console.ShellException;
import signalkit.shell.server.ServerProcess;

/** Faults around the start of a server, and the next start on its port. */
final class StartFaults {
    private static final int RESTARTS = 100;

    private StartFaults() {}

    static Finding termEarly(Scene scene) throws InterruptedException {
        ServerProcess server = scene.launch();
        scene.send(Signal.TERM);
        if (!server.awaitEnd(Scene.END)) {
            return Finding.broken("lives on");
        }
        int status = server.exitStatus().getAsInt();
        boolean orderly = status == 143 || status == 0;
        return Finding.kept("exit " + status).and(orderly, "exit " + status);
    }

    static Finding termOnReady(Scene scene) throws InterruptedException {
        Finding finding = Finding.kept("");
        for (int i = 0; i < 5 && finding.isKept(); i++) {
            scene.start();
            finding = scene.term();
        }
        return finding;
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
            return finding.and(scene.term());
        }
    }

    static Finding portInUse(Scene scene) throws InterruptedException {
        ServerProcess first = scene.start();
        ServerProcess second = scene.launch("--port", Integer.toString(first.port()));
        Finding finding = scene.ends(1, Scene.END);
        return finding.and(second.port() == 0, "says READY").and(first.isAlive(), "the first ends");
    }

    /** The JVM has its own use for USR2 until the server's handler is there. */
    static Finding usr2Early(Scene scene) throws InterruptedException {
        ServerProcess server = scene.launch();
        try {
            scene.send(Signal.USR2);
            if (server.port() == 0) {
                return Finding.broken("was sent before READY");
            }
        } catch (ShellException refused) {
            if (!refused.getMessage().contains("wait for READY")) {
                throw refused;
            }
        }
        if (!scene.isReady(server)) {
            return Finding.broken("did not become ready");
        }
        scene.send(Signal.USR2);
        boolean answered = scene.logs("STATE ");
        if (!answered && !server.isAlive()) {
            return Finding.broken("ended by it: " + server.describeEnd());
        }
        return scene.term().and(answered, "not answered");
    }

    static Finding intIgnored(Scene scene) throws InterruptedException {
        scene.ignore(Signal.INT);
        scene.start();
        boolean warned = scene.logs("warning: ") && scene.logged("SIGINT") > 0;
        scene.send(Signal.INT, Signal.TERM);
        Finding finding = scene.clean(Scene.END);
        if (scene.isNative()) {
            // Linux keeps a blocked signal pending, ignored or not, and sigwait takes it.
            return finding.and(scene.logged("SIGNAL name=INT") == 1, "INT did not come");
        }
        return finding.and(warned, "no warning")
                .and(scene.logged("SIGNAL name=INT") == 0, "INT was not ignored");
    }

    static Finding restarts(Scene scene) throws InterruptedException {
        int port = scene.start().port();
        Finding finding = scene.term();
        for (int i = 1; i < RESTARTS && finding.isKept(); i++) {
            scene.start("--port", Integer.toString(port));
            finding = scene.term();
        }
        return finding.isKept() ? Finding.kept(RESTARTS + " clean") : finding;
    }
}
