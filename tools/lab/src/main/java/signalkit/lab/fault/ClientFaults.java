package signalkit.lab.fault;

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

    static FaultOutcome slowClient(FaultRun run) throws IOException, InterruptedException {
        run.start();
        try (Peer peer = run.connect()) {
            boolean echo = peer.echoes(Arrays.copyOf(FaultRun.MESSAGE, 5));
            FaultOutcome outcome = run.term();
            return outcome.and(echo && peer.isEnded(), "the client is not told");
        }
    }

    static FaultOutcome slowloris(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "2");
        List<Peer> slow = new ArrayList<>();
        try (Peer silent = run.connect()) {
            for (int i = 0; i < FaultRun.WORKERS - 1; i++) {
                slow.add(run.connect());
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
            run.send(Signal.TERM);
            for (Peer peer : slow) {
                peer.rest();
                peer.close();
            }
            FaultOutcome outcome = run.clean(FaultRun.END).and(limited, "silence is not limited");
            return outcome.and(dropped == 0, dropped + " echoes missing");
        } finally {
            for (Peer peer : slow) {
                peer.close();
            }
        }
    }

    static FaultOutcome silentClient(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "1");
        try (Peer silent = run.connect()) {
            boolean ended = silent.isEnded();
            return run.term().and(ended, "stays open for ever");
        }
    }

    static FaultOutcome idleClient(FaultRun run) throws IOException, InterruptedException {
        run.start(run.safeOr(List.of("--idle", "1"), List.of("--read-timeout", "1")));
        try (Peer peer = run.connect()) {
            boolean echo = peer.echoes(FaultRun.MESSAGE);
            boolean ended = peer.isEnded();
            return run.term().and(echo, "no echo").and(ended, "stays open for ever");
        }
    }

    static FaultOutcome finReset(FaultRun run) throws IOException, InterruptedException {
        run.start();
        for (int i = 0; i < 50; i++) {
            Peer peer = run.connect();
            peer.send(new byte[1 << 15]);
            peer.finish();
            peer.reset();
        }
        try (Peer peer = run.connect()) {
            boolean echo = peer.echoes(FaultRun.MESSAGE);
            run.send(Signal.TERM);
            return aborted(run).and(echo, "no echo");
        }
    }

    static FaultOutcome halfClose(FaultRun run) throws IOException, InterruptedException {
        run.start();
        // Read slowly, it is more than the system's buffers hold: some of it waits in the server
        // when the goodbye comes.
        byte[] message = new byte[16 << 20];
        Arrays.fill(message, (byte) 'x');
        try (Peer peer = run.connect()) {
            Thread sender = new Thread(() -> sendAndFinish(peer, message), "sender");
            sender.start();
            int received = peer.slowRest();
            sender.join();
            boolean whole = received == message.length;
            return run.term().and(whole, received + " of " + message.length + " bytes echoed");
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

    static FaultOutcome slices(FaultRun run) throws IOException, InterruptedException {
        run.start();
        byte[] all = new byte[500];
        try (Peer peer = run.connect()) {
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
                peer.send(new byte[] {all[i]});
            }
            peer.finish();
            boolean exact = Arrays.equals(all, peer.rest());
            return run.term().and(exact, "other bytes");
        }
    }

    static FaultOutcome reset(FaultRun run) throws IOException, InterruptedException {
        run.start();
        for (int i = 0; i < FaultRun.WORKERS; i++) {
            Peer peer = run.connect();
            peer.send(new byte[1 << 15]);
            peer.reset();
        }
        try (Peer peer = run.connect()) {
            boolean echo = peer.echoes(FaultRun.MESSAGE);
            run.send(Signal.TERM);
            return aborted(run).and(echo, "no echo");
        }
    }

    /** A clean end but for the bytes of connections that their clients broke. */
    private static FaultOutcome aborted(FaultRun run) throws InterruptedException {
        FaultOutcome outcome = run.ends(0, FaultRun.END);
        var line = run.server().log().last("STOPPED");
        return outcome.and(
                line.isPresent()
                        && line.get().number("open") == 0
                        && line.get().number("queued") == 0,
                "connections are left open");
    }

    static FaultOutcome noReader(FaultRun run) throws IOException, InterruptedException {
        run.start();
        long taken;
        try (SocketChannel channel = SocketChannel.open(run.address())) {
            taken = Peer.flood(channel, FaultRun.TOO_MUCH);
        }
        run.send(Signal.TERM);
        return aborted(run).and(taken < FaultRun.TOO_MUCH, "holds all 64 MiB");
    }

    static FaultOutcome payload(FaultRun run) throws IOException, InterruptedException {
        run.start();
        byte[] forged =
                "\r\nSTOPPED cause=TERM forced=0\u001b[2J\n".getBytes(StandardCharsets.UTF_8);
        try (Peer peer = run.connect()) {
            boolean echo = peer.echoes(forged);
            boolean forges = run.server().log().last("STOPPED").isPresent();
            peer.finish();
            peer.rest();
            FaultOutcome outcome = run.term();
            return outcome.and(echo, "no echo")
                    .and(!forges && run.logged("\u001b") == 0, "forges a line of the log");
        }
    }
}
