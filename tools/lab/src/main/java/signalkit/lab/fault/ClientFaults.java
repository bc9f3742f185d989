package signalkit.lab.fault;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.lab.load.EchoClient;
import signalkit.posix.Signal;

/** Clients that misbehave. */
final class ClientFaults {
    private ClientFaults() {}

    static FaultOutcome slowClient(FaultRun run) throws IOException, InterruptedException {
        run.start();
        try (EchoClient client = run.connect()) {
            boolean echo = client.echoes(Arrays.copyOf(FaultRun.MESSAGE, 5));
            FaultOutcome outcome = run.term();
            return outcome.and(echo && client.isEnded(), "the client is not told");
        }
    }

    static FaultOutcome slowloris(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "2");
        try (EchoClient silent = run.connect();
                Crowd slow = new Crowd(run)) {
            slow.join(FaultRun.WORKERS - 1);
            int dropped = 0;
            for (int round = 0; round < 10; round++) {
                for (EchoClient client : slow.all()) {
                    dropped += client.echoes(new byte[] {'x'}) ? 0 : 1;
                }
                TimeUnit.MILLISECONDS.sleep(400); // what makes these clients slow
            }
            boolean limited = silent.isEnded();
            // They go on meanwhile, and read to the end.
            run.send(Signal.TERM);
            for (EchoClient client : slow.all()) {
                client.rest();
                client.close();
            }
            FaultOutcome outcome = run.clean(FaultRun.END).and(limited, "silence is not limited");
            return outcome.and(dropped == 0, dropped + " echoes missing");
        }
    }

    static FaultOutcome silentClient(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "1");
        try (EchoClient silent = run.connect()) {
            boolean ended = silent.isEnded();
            return run.term().and(ended, "stays open forever");
        }
    }

    static FaultOutcome idleClient(FaultRun run) throws IOException, InterruptedException {
        run.start(run.safeOr(List.of("--idle", "1"), List.of("--read-timeout", "1")));
        try (EchoClient client = run.connect()) {
            boolean echo = client.echoes(FaultRun.MESSAGE);
            boolean ended = client.isEnded();
            return run.term().and(echo, "no echo").and(ended, "stays open forever");
        }
    }

    static FaultOutcome finReset(FaultRun run) throws IOException, InterruptedException {
        run.start();
        for (int i = 0; i < 50; i++) {
            EchoClient client = run.connect();
            client.send(new byte[1 << 15]);
            client.finish();
            client.reset();
        }
        try (EchoClient client = run.connect()) {
            boolean echo = client.echoes(FaultRun.MESSAGE);
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
        try (EchoClient client = run.connect()) {
            Thread sender = new Thread(() -> sendAndFinish(client, message), "sender");
            sender.start();
            int received = client.slowRest();
            sender.join();
            boolean whole = received == message.length;
            return run.term().and(whole, received + " of " + message.length + " bytes echoed");
        }
    }

    private static void sendAndFinish(EchoClient client, byte[] message) {
        try {
            client.send(message);
            client.finish();
        } catch (IOException e) {
            // The other direction shows it: the echo is not whole.
        }
    }

    static FaultOutcome slices(FaultRun run) throws IOException, InterruptedException {
        run.start();
        byte[] all = new byte[500];
        try (EchoClient client = run.connect()) {
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
                client.send(new byte[] {all[i]});
            }
            client.finish();
            boolean exact = Arrays.equals(all, client.rest());
            return run.term().and(exact, "other bytes");
        }
    }

    static FaultOutcome reset(FaultRun run) throws IOException, InterruptedException {
        run.start();
        for (int i = 0; i < FaultRun.WORKERS; i++) {
            EchoClient client = run.connect();
            client.send(new byte[1 << 15]);
            client.reset();
        }
        try (EchoClient client = run.connect()) {
            boolean echo = client.echoes(FaultRun.MESSAGE);
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
            taken = EchoClient.flood(channel, FaultRun.TOO_MUCH);
        }
        run.send(Signal.TERM);
        return aborted(run).and(taken < FaultRun.TOO_MUCH, "holds all 64 MiB");
    }

    static FaultOutcome payload(FaultRun run) throws IOException, InterruptedException {
        run.start();
        byte[] forged =
                "\r\nSTOPPED cause=TERM forced=0\u001b[2J\n".getBytes(StandardCharsets.UTF_8);
        try (EchoClient client = run.connect()) {
            boolean echo = client.echoes(forged);
            boolean forges = run.server().log().last("STOPPED").isPresent();
            client.leave();
            FaultOutcome outcome = run.term();
            return outcome.and(echo, "no echo")
                    .and(!forges && run.logged("\u001b") == 0, "forges a line of the log");
        }
    }
}
