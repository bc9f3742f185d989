package signalkit.lab.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import signalkit.lab.load.EchoClient;
import signalkit.lab.server.ServerProcess;
import signalkit.posix.Signal;

/** More clients than there is room for, and a system that runs out of something. */
final class LimitFaults {
    private static final int BURST = 300;
    private static final int CROWD = 5_000;
    private static final int LIMIT = 1_000;

    /** The backlog of echo-safe is 1,024. */
    private static final int OVERFLOW = 1_300;

    /** Threads that the JVM may have started for itself meanwhile. */
    private static final int FEW = 4;

    private static final Duration FREED = Duration.ofSeconds(5);

    /** What echo-unsafe opens for each client it accepts, so that the next accept finds nothing. */
    private static final int ONE_AND_LOOP = 3;

    /** How a line of the log begins that tells of EMFILE; the rest is the system's, translated. */
    private static final String NO_DESCRIPTOR = "accept: ";

    private LimitFaults() {}

    static FaultOutcome burst(FaultRun run) throws IOException, InterruptedException {
        run.start();
        try (Crowd crowd = new Crowd(run)) {
            crowd.join(BURST, FaultRun.MESSAGE);
            run.send(Signal.TERM);
            int whole = crowd.served(FaultRun.MESSAGE);
            return run.clean(FaultRun.END).and(whole == BURST, whole + " of " + BURST + " served");
        }
    }

    static FaultOutcome crowd(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "60");
        try (Crowd crowd = new Crowd(run)) {
            crowd.join(CROWD);
            // Without a word of theirs, so that nobody is served and makes room meanwhile.
            int told = 0;
            while (told < CROWD - LIMIT && isTold(crowd.all().get(LIMIT + told))) {
                told++;
            }
            int served = 0;
            for (EchoClient client : crowd.all().subList(0, told == 0 ? 1 : LIMIT)) {
                client.send(FaultRun.MESSAGE);
                client.finish();
                served += Crowd.served(List.of(client), FaultRun.MESSAGE);
            }
            String text = served + " served, " + told + " told";
            boolean isAsPromised = served == LIMIT && told == CROWD - LIMIT;
            FaultOutcome outcome = run.term().and(isAsPromised, text);
            return outcome.isKept() ? FaultOutcome.kept(text) : outcome;
        }
    }

    private static boolean isTold(EchoClient client) {
        return new String(Crowd.last(client), StandardCharsets.UTF_8).startsWith("busy");
    }

    static FaultOutcome descriptors(FaultRun run) throws IOException, InterruptedException {
        ServerProcess server = run.start("--workers", "2");
        long begin = System.nanoTime();
        try (Crowd crowd = new Crowd(run)) {
            if (!exhaust(run, crowd)) {
                return FaultOutcome.untried("no prlimit here");
            }
            // What is done for the first time costs more, and its compilation.
            FaultRun.within(FREED, () -> run.logged(NO_DESCRIPTOR) >= 2);
            Duration before = server.cpu();
            long start = System.nanoTime();
            // What is measured is a rate, so that time has to pass.
            Thread.sleep(2_000);
            double share =
                    (double) server.cpu().minus(before).toNanos() / (System.nanoTime() - start);
            long lines = run.logged(NO_DESCRIPTOR);
            long freed = System.nanoTime();
            DescriptorLimit.leave(server.pid(), 1_000);
            crowd.leave();
            boolean echo = run.serves();
            long millis = (System.nanoTime() - freed) / 1_000_000;
            run.send(Signal.TERM);
            FaultOutcome outcome = FaultOutcome.kept("recovers in " + millis + " ms");
            outcome = outcome.and(run.ends(0, FaultRun.END));
            outcome = outcome.and(echo && millis <= 1_000, "recovers in " + millis + " ms");
            // One a second, as long as there is an error.
            long most = 1 + Duration.ofNanos(freed - begin).toSeconds();
            outcome = outcome.and(lines >= 3 && lines <= most, lines + " log lines");
            return outcome.and(share < 0.05, Math.round(share * 100) + " % CPU");
        }
    }

    /**
     * Connects more clients than there are descriptors; false where that cannot be done.
     *
     * <p>Each of its two workers is given a client before: a worker without a descriptor for its
     * loop would close one client after the other, and so always leave one for the next accept.
     */
    private static boolean exhaust(FaultRun run, Crowd crowd)
            throws IOException, InterruptedException {
        crowd.join(2);
        for (EchoClient client : crowd.all()) {
            client.echoes(FaultRun.MESSAGE);
        }
        if (!DescriptorLimit.leave(run.server().pid(), ONE_AND_LOOP)) {
            return false;
        }
        crowd.join(8);
        return true;
    }

    /** One descriptor is left for the accept, and none for the loop of that connection. */
    static FaultOutcome workerThrows(FaultRun run) throws IOException, InterruptedException {
        ServerProcess server = run.start("--workers", "1");
        if (!DescriptorLimit.leave(server.pid(), 1)) {
            return FaultOutcome.untried("no prlimit here");
        }
        try (EchoClient lost = run.connect()) {
            // A loop that is shared needs no more descriptors, and then nobody is lost.
            boolean told = lost.isEnded() || lost.echoes(FaultRun.MESSAGE);
            DescriptorLimit.leave(server.pid(), 1_000);
            boolean echo = run.serves();
            FaultOutcome outcome = run.term().and(echo, "the worker has gone, too");
            return outcome.and(told, "the client is neither told nor served");
        }
    }

    /** The pause after EMFILE must not hold up a drain. */
    static FaultOutcome descriptorsTerm(FaultRun run) throws IOException, InterruptedException {
        run.start("--workers", "2");
        try (Crowd crowd = new Crowd(run)) {
            if (!exhaust(run, crowd)) {
                return FaultOutcome.untried("no prlimit here");
            }
            boolean full = run.logs(NO_DESCRIPTOR);
            run.send(Signal.TERM);
            FaultOutcome outcome = run.ends(0, FaultRun.END).and(full, "was not full");
            int lines = run.server().log().lines().size();
            return outcome.and(lines < 50, lines + " log lines");
        }
    }

    /** Connections of all kinds, and then as many descriptors and threads as before. */
    static FaultOutcome leak(FaultRun run) throws IOException, InterruptedException {
        ServerProcess server = run.start();
        comeAndGo(run, 50); // what is made once is made now
        long descriptors = entries(server, "fd");
        long threads = entries(server, "task");
        if (descriptors == 0) {
            return FaultOutcome.untried("no /proc here");
        }
        comeAndGo(run, 2_000);
        boolean closed = FaultRun.within(FREED, () -> entries(server, "fd") <= descriptors);
        String more = (entries(server, "fd") - descriptors) + " descriptors";
        boolean ended = FaultRun.within(FREED, () -> entries(server, "task") <= threads + FEW);
        String threadsLeft = (entries(server, "task") - threads) + " threads left";
        run.send(Signal.TERM);
        FaultOutcome outcome = run.ends(0, FaultRun.END);
        return outcome.and(closed, more + " left").and(ended, threadsLeft);
    }

    private static void comeAndGo(FaultRun run, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (EchoClient client = run.connect()) {
                switch (i % 4) {
                    case 0 -> client.echoes(FaultRun.MESSAGE);
                    case 1 -> client.reset();
                    case 2 -> {
                        client.send(FaultRun.MESSAGE);
                        client.finish();
                        client.rest();
                    }
                    default -> client.send(FaultRun.MESSAGE);
                }
            }
        }
    }

    private static long entries(ServerProcess server, String folder) {
        Path path = Path.of("/proc", Long.toString(server.pid()), folder);
        String[] names = path.toFile().list();
        return names == null ? 0 : names.length;
    }

    /** More connections than wait in the kernel while the server is stopped. */
    static FaultOutcome overflow(FaultRun run) throws IOException, InterruptedException {
        run.start(run.safeOnly("--max-connections", "2000"));
        run.send(Signal.STOP);
        List<SocketChannel> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < OVERFLOW; i++) {
                SocketChannel channel = SocketChannel.open();
                crowd.add(channel);
                channel.configureBlocking(false);
                channel.connect(run.address());
            }
            run.send(Signal.CONT);
            // All speak before one is read: a worker may have any of them.
            for (SocketChannel channel : crowd) {
                speak(channel);
            }
            int served = 0;
            for (SocketChannel channel : crowd) {
                served += isServed(channel) ? 1 : 0;
            }
            String text = served + " of " + OVERFLOW + " served";
            FaultOutcome outcome = run.term().and(served == OVERFLOW, text);
            return outcome.isKept() ? FaultOutcome.kept(text) : outcome;
        } finally {
            for (SocketChannel channel : crowd) {
                channel.close();
            }
        }
    }

    private static void speak(SocketChannel channel) throws IOException {
        channel.configureBlocking(true);
        while (!channel.finishConnect()) {
            Thread.onSpinWait(); // A blocking channel waits here.
        }
        channel.write(ByteBuffer.wrap(FaultRun.MESSAGE));
        channel.shutdownOutput();
    }

    private static boolean isServed(SocketChannel channel) throws IOException {
        channel.socket().setSoTimeout((int) FREED.toMillis());
        try {
            return channel.socket().getInputStream().readAllBytes().length
                    == FaultRun.MESSAGE.length;
        } catch (IOException lost) {
            return false;
        } finally {
            channel.close();
        }
    }

    /** The event loops keep their bytes outside of the heap; without room there they fail first. */
    static FaultOutcome memory(FaultRun run) throws IOException, InterruptedException {
        run.jvm("-XX:MaxDirectMemorySize=64k");
        run.start();
        try (Crowd crowd = new Crowd(run)) {
            crowd.join(FaultRun.WORKERS, FaultRun.MESSAGE);
            boolean exhausted = FaultRun.within(FaultRun.END, () -> exhausted(run));
            run.send(Signal.TERM);
            return run.ends(3, FaultRun.END).and(exhausted, "memory was not exhausted");
        }
    }

    private static boolean exhausted(FaultRun run) {
        return !run.server().isAlive() || run.logged("OutOfMemoryError") > 0;
    }
}
