package signalkit.shell.fault;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.posix.Signal;

/** Clients that misbehave. */
final class ClientFaults {
    private ClientFaults() {}

    static Finding slowClient(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Arrays.copyOf(Scene.MESSAGE, 5));
            Finding finding = scene.term();
            return finding.and(echo && peer.isEnded(), "the client is not told");
        }
    }

    static Finding slowloris(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "2");
        List<Peer> slow = new ArrayList<>();
        try (Peer silent = scene.connect()) {
            for (int i = 0; i < Scene.WORKERS - 1; i++) {
                slow.add(scene.connect());
            }
            int dropped = 0;
            for (int round = 0; round < 10; round++) {
                for (Peer peer : slow) {
                    dropped += peer.echoes(new byte[] {'x'}) ? 0 : 1;
                }
                TimeUnit.MILLISECONDS.sleep(400); // what makes these clients slow
            }
            boolean limited = silent.isEnded();
            // They go on meanwhile, and read to the end.
            scene.send(Signal.TERM);
            for (Peer peer : slow) {
                peer.rest();
                peer.close();
            }
            Finding finding = scene.clean(Scene.END).and(limited, "silence is not limited");
            return finding.and(dropped == 0, dropped + " echoes missing");
        } finally {
            for (Peer peer : slow) {
                peer.close();
            }
        }
    }

    static Finding silentClient(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "1");
        try (Peer silent = scene.connect()) {
            boolean ended = silent.isEnded();
            return scene.term().and(ended, "stays open for ever");
        }
    }

    static Finding idleClient(Scene scene) throws IOException, InterruptedException {
        scene.start(scene.safeOr(List.of("--idle", "1"), List.of("--read-timeout", "1")));
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Scene.MESSAGE);
            boolean ended = peer.isEnded();
            return scene.term().and(echo, "no echo").and(ended, "stays open for ever");
        }
    }

    static Finding finReset(Scene scene) throws IOException, InterruptedException {
        scene.start();
        for (int i = 0; i < 50; i++) {
            Peer peer = scene.connect();
            peer.send(new byte[1 << 15]);
            peer.finish();
            peer.reset();
        }
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Scene.MESSAGE);
            scene.send(Signal.TERM);
            return aborted(scene).and(echo, "no echo");
        }
    }

    static Finding halfClose(Scene scene) throws IOException, InterruptedException {
        scene.start();
        // Read slowly, it is more than the system's buffers hold: some of it waits in the server
        // when the goodbye comes.
        byte[] message = new byte[16 << 20];
        Arrays.fill(message, (byte) 'x');
        try (Peer peer = scene.connect()) {
            Thread sender = new Thread(() -> sendAndFinish(peer, message), "sender");
            sender.start();
            int received = peer.slowRest();
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
            taken = Peer.flood(channel, Scene.TOO_MUCH);
        }
        scene.send(Signal.TERM);
        return aborted(scene).and(taken < Scene.TOO_MUCH, "holds all 64 MiB");
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
