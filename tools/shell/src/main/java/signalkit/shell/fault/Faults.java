package signalkit.shell.fault;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import signalkit.posix.Signal;
import signalkit.shell.server.ServerProcess;

/** All faults, in the order in which they are listed. */
public final class Faults {
    private static final Duration APART = Duration.ofMillis(300);
    private static final Duration FORCE = Duration.ofSeconds(2);
    private static final long TOO_MUCH = 64L << 20;
    private static final int STORM = 1_000;

    private static final List<Fault> ALL =
            List.of(
                    fast("term-idle", "TERM, nobody is connected", Faults::termIdle),
                    fast("term-echoes", "TERM in the middle of echoes", Faults::termEchoes),
                    fast("term-queue", "TERM with 24 clients on 8 workers", Faults::termQueue),
                    fast("int", "INT in the middle of echoes", Faults::intEchoes),
                    slow("term-twice", "TERM twice, a client is stuck", Faults::termTwice),
                    slow("term-thrice", "TERM three times, a client is stuck", Faults::termThrice),
                    slow("grace-over", "TERM, a client stays stuck", Faults::graceOver),
                    fast("term-early", "TERM before READY", Faults::termEarly),
                    fast("term-on-ready", "TERM at once on READY", Faults::termOnReady),
                    fast("int-term-hup", "INT, TERM and HUP together", Faults::together),
                    slow("usr1-storm", "USR1, 1,000 a second for 3 s", Faults::usr1Storm),
                    slow("term-in-storm", "TERM inside a storm of USR1", Faults::termInStorm),
                    fast("stop-cont", "STOP, a client sends, CONT", Faults::stopCont),
                    fast("quit", "QUIT", Faults::quit),
                    fast("hup", "HUP", Faults::hup),
                    fast("kill", "KILL, then a restart on the port", Faults::killRestart),
                    fast("restart", "TERM and restart with a client connected", Faults::restart),
                    fast("port-in-use", "a second server on the port", Faults::portInUse),
                    fast("slow-client", "TERM, a client has sent half a line", Faults::slowClient),
                    slow("silent-client", "a client says nothing at all", Faults::silentClient),
                    fast("half-close", "1 MiB, then a half-close", Faults::halfClose),
                    fast("slices", "500 slices of one byte", Faults::slices),
                    fast("reset", "a client resets with echoes unread", Faults::reset),
                    slow("no-reader", "64 MiB from a client that reads nothing", Faults::noReader),
                    slow("descriptors", "no descriptor is left for accept", Faults::descriptors),
                    slow("burst", "300 connections at once", Faults::burst),
                    fast("payload", "control characters in the payload", Faults::payload));

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

    private static Finding termIdle(Scene scene) throws InterruptedException {
        scene.start();
        return scene.term();
    }

    private static Finding termEchoes(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        return scene.term();
    }

    private static Finding termQueue(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(3 * Scene.WORKERS);
        return scene.term();
    }

    private static Finding intEchoes(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        scene.send(Signal.INT);
        return scene.clean(Scene.END);
    }

    private static Finding termTwice(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (SocketChannel stuck = SocketChannel.open(scene.address())) {
            Peer.flood(stuck, TOO_MUCH);
            scene.send(APART, Signal.TERM, Signal.TERM);
            return scene.ends(75, FORCE);
        }
    }

    private static Finding termThrice(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (SocketChannel stuck = SocketChannel.open(scene.address())) {
            Peer.flood(stuck, TOO_MUCH);
            scene.send(APART, Signal.TERM);
            // Back to back: the third meets a server that has only begun to force.
            scene.send(Signal.TERM, Signal.INT);
            return scene.ends(75, FORCE);
        }
    }

    private static Finding graceOver(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "60");
        try (SocketChannel stuck = SocketChannel.open(scene.address())) {
            Peer.flood(stuck, TOO_MUCH);
            scene.send(Signal.TERM);
            return scene.ends(75, Scene.END);
        }
    }

    private static Finding termEarly(Scene scene) throws InterruptedException {
        ServerProcess server = scene.launch();
        scene.send(Signal.TERM);
        if (!server.awaitEnd(Scene.END)) {
            return Finding.broken("lives on");
        }
        int status = server.exitStatus().getAsInt();
        return new Finding(status == 143 || status == 0, "exit " + status);
    }

    private static Finding termOnReady(Scene scene) throws InterruptedException {
        Finding finding = Finding.kept("");
        for (int i = 0; i < 5 && finding.kept(); i++) {
            scene.start();
            finding = scene.term();
        }
        return finding;
    }

    private static Finding together(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        scene.send(Signal.INT, Signal.TERM, Signal.HUP);
        Finding finding = scene.clean(Scene.END);
        return finding.and(scene.logged("DRAINING ") == 1, "no single drain");
    }

    private static Finding usr1Storm(Scene scene) throws IOException, InterruptedException {
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

    private static Finding termInStorm(Scene scene) throws InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        scene.storm(Signal.USR1, STORM, Duration.ofSeconds(1));
        if (!scene.server().isAlive()) {
            return Finding.broken("ended by USR1: " + scene.server().describeEnd());
        }
        scene.send(Signal.USR1, Signal.TERM, Signal.USR1);
        return scene.clean(Scene.END);
    }

    private static Finding stopCont(Scene scene) throws IOException, InterruptedException {
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

    private static Finding quit(Scene scene) throws IOException, InterruptedException {
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

    private static Finding hup(Scene scene) throws IOException, InterruptedException {
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

    private static Finding killRestart(Scene scene) throws IOException, InterruptedException {
        ServerProcess first = scene.start();
        try (Peer peer = scene.connect()) {
            peer.echoes(Scene.MESSAGE);
            first.kill();
            int status = first.exitStatus().getAsInt();
            scene.start("--port", Integer.toString(first.port()));
            return scene.term().and(status == 137, "exit " + status + " after KILL");
        }
    }

    private static Finding restart(Scene scene) throws IOException, InterruptedException {
        ServerProcess first = scene.start();
        try (Peer peer = scene.connect()) {
            peer.echoes(Scene.MESSAGE);
            Finding finding = scene.term();
            scene.start("--port", Integer.toString(first.port()));
            Finding second = scene.term();
            return finding.kept() ? second : finding;
        }
    }

    private static Finding portInUse(Scene scene) throws InterruptedException {
        ServerProcess first = scene.start();
        ServerProcess second = scene.launch("--port", Integer.toString(first.port()));
        Finding finding = scene.ends(1, Scene.END);
        return finding.and(second.port() == 0, "says READY").and(first.isAlive(), "the first ends");
    }

    private static Finding slowClient(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Arrays.copyOf(Scene.MESSAGE, 5));
            Finding finding = scene.term();
            return finding.and(echo && peer.isEnded(), "the client is not told");
        }
    }

    private static Finding silentClient(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "1");
        try (Peer silent = scene.connect()) {
            boolean ended = silent.isEnded();
            scene.send(Signal.TERM);
            boolean clean = scene.server().awaitEnd(Scene.END);
            return Finding.kept("closed after its idle limit")
                    .and(ended, "stays open for ever")
                    .and(clean, "hangs");
        }
    }

    private static Finding halfClose(Scene scene) throws IOException, InterruptedException {
        scene.start();
        byte[] message = new byte[1 << 20];
        Arrays.fill(message, (byte) 'x');
        try (Peer peer = scene.connect()) {
            Thread sender = new Thread(() -> sendAndFinish(peer, message), "sender");
            sender.start();
            int received = peer.rest().length;
            sender.join();
            boolean whole = received == message.length;
            return scene.term().and(whole, received + " of " + message.length + " bytes echoed");
        }
    }

    private static void sendAndFinish(Peer peer, byte[] message) {
        try {
            peer.send(message);
            peer.finish();
        } catch (IOException e) {
            // The other direction shows it: the echo is not whole.
        }
    }

    private static Finding slices(Scene scene) throws IOException, InterruptedException {
        scene.start();
        byte[] all = new byte[500];
        try (Peer peer = scene.connect()) {
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
                peer.send(new byte[] {all[i]});
            }
            peer.finish();
            boolean exact = Arrays.equals(all, peer.rest());
            return scene.term().and(exact, "other bytes");
        }
    }

    private static Finding reset(Scene scene) throws IOException, InterruptedException {
        scene.start();
        for (int i = 0; i < Scene.WORKERS; i++) {
            Peer peer = scene.connect();
            peer.send(new byte[1 << 15]);
            peer.reset();
        }
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Scene.MESSAGE);
            scene.send(Signal.TERM);
            return aborted(scene).and(echo, "no echo");
        }
    }

    /** A clean end but for the bytes of connections that their clients broke. */
    private static Finding aborted(Scene scene) throws InterruptedException {
        Finding finding = scene.ends(0, Scene.END);
        var line = scene.server().log().last("STOPPED");
        return finding.and(
                line.isPresent()
                        && line.get().number("open") == 0
                        && line.get().number("queued") == 0,
                "connections are left open");
    }

    private static Finding noReader(Scene scene) throws IOException, InterruptedException {
        scene.start();
        long taken;
        try (SocketChannel channel = SocketChannel.open(scene.address())) {
            taken = Peer.flood(channel, TOO_MUCH);
        }
        scene.send(Signal.TERM);
        return aborted(scene).and(taken < TOO_MUCH, "holds all 64 MiB");
    }

    private static Finding descriptors(Scene scene) throws IOException, InterruptedException {
        ServerProcess server = scene.start("--workers", "2");
        if (!Descriptors.leave(server.pid(), 4)) {
            return Finding.kept("not tried: no prlimit here");
        }
        List<Peer> crowd = new ArrayList<>();
        Duration before = cpu(server);
        long start = System.nanoTime();
        try {
            for (int i = 0; i < 16; i++) {
                crowd.add(scene.connect());
            }
            // What is measured is a rate, so that time has to pass.
            Thread.sleep(2_000);
            double share =
                    (double) cpu(server).minus(before).toNanos() / (System.nanoTime() - start);
            for (Peer peer : crowd) {
                peer.close();
            }
            long lines = scene.logged("accept");
            try (Peer peer = scene.connect()) {
                Finding finding = Finding.kept("recovers");
                finding = finding.and(peer.echoes(Scene.MESSAGE), "does not recover");
                finding = finding.and(lines <= 5, lines + " log lines");
                return finding.and(share < 0.5, Math.round(share * 100) + " % CPU");
            }
        } finally {
            for (Peer peer : crowd) {
                peer.close();
            }
        }
    }

    private static Duration cpu(ServerProcess server) {
        return ProcessHandle.of(server.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    private static Finding burst(Scene scene) throws IOException, InterruptedException {
        scene.start();
        List<Peer> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Peer peer = scene.connect();
                peer.send(Scene.MESSAGE);
                crowd.add(peer);
            }
            scene.send(Signal.TERM);
            int whole = 0;
            for (Peer peer : crowd) {
                whole += Arrays.equals(Scene.MESSAGE, received(peer)) ? 1 : 0;
            }
            return scene.clean(Scene.END).and(whole == crowd.size(), whole + " of 300 served");
        } finally {
            for (Peer peer : crowd) {
                peer.close();
            }
        }
    }

    private static byte[] received(Peer peer) {
        try (peer) {
            return peer.rest();
        } catch (IOException lost) {
            return new byte[0];
        }
    }

    private static Finding payload(Scene scene) throws IOException, InterruptedException {
        scene.start();
        byte[] forged =
                "\r\nSTOPPED cause=TERM forced=0\u001b[2J\n".getBytes(StandardCharsets.UTF_8);
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(forged);
            boolean forges = scene.server().log().last("STOPPED").isPresent();
            peer.finish();
            peer.rest();
            Finding finding = scene.term();
            return finding.and(echo, "no echo")
                    .and(!forges && scene.logged("\u001b") == 0, "forges a line of the log");
        }
    }
}
