package signalkit.shell.fault;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import signalkit.posix.Signal;
import signalkit.shell.server.ServerProcess;

/** Clients that misbehave, and a system that runs out of something. */
final class ClientFaults {
    private static final long TOO_MUCH = 64L << 20;

    private ClientFaults() {}

    static Finding slowClient(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Arrays.copyOf(Scene.MESSAGE, 5));
            Finding finding = scene.term();
            return finding.and(echo && peer.isEnded(), "the client is not told");
        }
    }

    static Finding silentClient(Scene scene) throws IOException, InterruptedException {
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

    static Finding halfClose(Scene scene) throws IOException, InterruptedException {
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

    static Finding slices(Scene scene) throws IOException, InterruptedException {
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

    static Finding reset(Scene scene) throws IOException, InterruptedException {
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

    static Finding noReader(Scene scene) throws IOException, InterruptedException {
        scene.start();
        long taken;
        try (SocketChannel channel = SocketChannel.open(scene.address())) {
            taken = Peer.flood(channel, TOO_MUCH);
        }
        scene.send(Signal.TERM);
        return aborted(scene).and(taken < TOO_MUCH, "holds all 64 MiB");
    }

    static Finding descriptors(Scene scene) throws IOException, InterruptedException {
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

    static Finding burst(Scene scene) throws IOException, InterruptedException {
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

    static Finding payload(Scene scene) throws IOException, InterruptedException {
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
