package signalkit.lab.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import signalkit.lab.load.EchoClient;
import signalkit.lab.server.RemoteServer;
import signalkit.posix.Signal;

/** What clients, signals and the parent do while a server drains. */
final class DrainFaults {
    private static final int CROWD = 1_000;
    private static final int PUSHED = 64 << 20;
    private static final int BACKLOG = 300;

    /** So many have come when those that come all the time are in full swing. */
    private static final int NEWCOMERS = 500;

    private static final Duration SWING = Duration.ofSeconds(10);

    /** A client that never spoke is closed so soon. */
    private static final Duration SILENT = Duration.ofSeconds(5);

    /** Longer than what arrives together is one request. */
    private static final Duration APART = Duration.ofMillis(200);

    private static final Duration FORCE = Duration.ofSeconds(2);
    private static final long LISTENER_MILLIS = 50;

    private DrainFaults() {}

    static FaultOutcome silentCrowd(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "60");
        try (Crowd crowd = new Crowd(run)) {
            crowd.join(CROWD);
            run.send(Signal.TERM);
            long start = System.nanoTime();
            int told = 0;
            for (EchoClient client : crowd.all()) {
                told += client.isEnded() ? 1 : 0;
                client.close();
                if (System.nanoTime() - start > SILENT.toNanos()) {
                    break;
                }
            }
            FaultOutcome outcome = run.clean(FaultRun.END);
            return outcome.and(told == CROWD, told + " of " + CROWD + " closed within 5 s");
        }
    }

    static FaultOutcome silentWaits(FaultRun run) throws IOException, InterruptedException {
        run.start("--workers", "1", "--read-timeout", "60");
        run.stick();
        try (EchoClient silent = run.connect()) {
            run.send(Signal.TERM);
            boolean told = silent.isEnded(); // within its patience of 5 s
            return force(run).and(told, "the client that waits is not told");
        }
    }

    static FaultOutcome pusher(FaultRun run) throws IOException, InterruptedException {
        run.jvm("-XX:MaxDirectMemorySize=16m");
        run.start("--read-timeout", "60");
        SocketChannel stuck = run.stick();
        run.send(Signal.TERM);
        long taken = EchoClient.flood(stuck, PUSHED);
        FaultOutcome outcome = force(run);
        return outcome.and(taken < PUSHED, "takes " + (taken >> 20) + " MiB more");
    }

    static FaultOutcome trickle(FaultRun run) throws IOException, InterruptedException {
        run.start();
        try (EchoClient client = run.connect()) {
            boolean echo = client.echoes(FaultRun.MESSAGE);
            run.send(Signal.TERM);
            boolean open = true;
            while (open && run.server().isAlive()) {
                open = client.tries(new byte[] {'x'});
                TimeUnit.MILLISECONDS.sleep(100); // what makes it a trickle
            }
            return run.clean(FaultRun.END).and(echo, "no echo");
        }
    }

    static FaultOutcome newcomers(FaultRun run) throws InterruptedException {
        run.start();
        AtomicBoolean more = new AtomicBoolean(true);
        AtomicInteger come = new AtomicInteger();
        Thread[] crowd = new Thread[4];
        for (int i = 0; i < crowd.length; i++) {
            crowd[i] = new Thread(() -> comeAndGo(run, more, come), "newcomers");
            crowd[i].start();
        }
        boolean swing = FaultRun.within(SWING, () -> come.get() >= NEWCOMERS);
        run.send(Signal.TERM);
        FaultOutcome outcome = run.ends(0, FaultRun.END);
        more.set(false);
        for (Thread each : crowd) {
            each.join();
        }
        return outcome.and(swing, "only " + come + " came")
                .and(run.server().log().last("STOPPED").isPresent(), "no last line");
    }

    private static void comeAndGo(FaultRun run, AtomicBoolean more, AtomicInteger come) {
        while (more.get() && run.server().isAlive()) {
            try (EchoClient client = run.connect()) {
                client.reset();
                come.incrementAndGet();
            } catch (IOException refused) {
                Thread.onSpinWait(); // The next one comes at once all the same.
            }
        }
    }

    static FaultOutcome lateClient(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "60");
        run.stick();
        run.send(Signal.TERM);
        boolean drains = run.logs("DRAINING ");
        long start = System.nanoTime();
        boolean refused = FaultRun.within(Duration.ofSeconds(1), () -> isRefused(run));
        long millis = (System.nanoTime() - start) / 1_000_000;
        FaultOutcome outcome = force(run).and(drains, "does not drain");
        outcome = outcome.and(refused, "still accepts");
        return outcome.and(millis <= LISTENER_MILLIS, "accepts for " + millis + " ms");
    }

    /** Asks once more, late enough to be a second request. */
    private static FaultOutcome force(FaultRun run) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(APART.toNanos());
        run.send(Signal.TERM);
        return run.ends(75, FORCE);
    }

    private static boolean isRefused(FaultRun run) {
        try {
            run.connect().close();
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException other) {
            return false;
        }
    }

    static FaultOutcome orphan(FaultRun run) throws IOException, InterruptedException {
        run.start();
        run.load(FaultRun.WORKERS);
        run.server().endInput();
        return run.clean(FaultRun.END);
    }

    static FaultOutcome orphanDrains(FaultRun run) throws IOException, InterruptedException {
        run.start();
        try (EchoClient client = run.connect()) {
            boolean echo = client.echoes(FaultRun.MESSAGE);
            run.send(Signal.TERM);
            run.logs("DRAINING "); // which takes a second, since this client does not leave
            TimeUnit.NANOSECONDS.sleep(APART.toNanos());
            run.server().endInput();
            return run.clean(FaultRun.END).and(echo, "no echo");
        }
    }

    static FaultOutcome stopTerm(FaultRun run) throws IOException, InterruptedException {
        run.start();
        try (EchoClient client = run.connect()) {
            boolean before = client.echoes(FaultRun.MESSAGE);
            run.send(Signal.STOP);
            client.send(FaultRun.MESSAGE);
            boolean after;
            // This one waits in the backlog when TERM comes.
            try (EchoClient other = run.connect()) {
                other.send(FaultRun.MESSAGE);
                run.send(Signal.TERM, Signal.CONT);
                after = Arrays.equals(FaultRun.MESSAGE, client.rest());
                after &= Arrays.equals(FaultRun.MESSAGE, other.rest());
                client.finish();
                other.finish();
            }
            return run.clean(FaultRun.END).and(before && after, "no echo");
        }
    }

    /** More than are accepted in one go: the drain has to take the others. */
    static FaultOutcome backlogTerm(FaultRun run) throws IOException, InterruptedException {
        run.start();
        run.send(Signal.STOP);
        try (Crowd crowd = new Crowd(run)) {
            crowd.join(BACKLOG, FaultRun.MESSAGE);
            run.send(Signal.TERM, Signal.CONT);
            int served = crowd.served(FaultRun.MESSAGE);
            FaultOutcome outcome = run.clean(FaultRun.END);
            return outcome.and(served == BACKLOG, served + " of " + BACKLOG + " served");
        }
    }

    /** What was read and still waits to go out when TERM comes. */
    static FaultOutcome lateReader(FaultRun run) throws IOException, InterruptedException {
        run.start();
        SocketChannel reader = run.stick();
        run.send(Signal.TERM);
        boolean drains = run.logs("DRAINING ");
        long received = EchoClient.drain(reader);
        reader.close();
        FaultOutcome outcome = run.clean(FaultRun.END).and(drains, "does not drain");
        long sent = run.counted("bytes_out");
        return outcome.and(received == sent, received + " of " + sent + " bytes came");
    }

    static FaultOutcome stormInDrain(FaultRun run) throws IOException, InterruptedException {
        run.start(run.safeOnly("--grace", "1"));
        run.stick();
        run.send(Signal.TERM);
        long start = System.nanoTime();
        while (run.server().isAlive() && System.nanoTime() - start < FORCE.toNanos()) {
            run.send(Signal.HUP, Signal.USR1, Signal.USR2);
        }
        return run.ends(75, FORCE);
    }

    static FaultOutcome impatient(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "60");
        run.stick();
        Signal[] both = {Signal.INT, Signal.TERM};
        for (int i = 0; i < 20 && run.server().isAlive(); i++) {
            run.send(Duration.ofMillis(50), both[i % 2]);
        }
        return run.ends(75, FORCE);
    }

    static FaultOutcome lookInside(FaultRun run) throws IOException, InterruptedException {
        run.start("--read-timeout", "60");
        run.stick();
        run.send(Signal.TERM);
        boolean drains = run.logs("DRAINING ");
        boolean seen = RemoteServer.snapshot(run.server()).state().equals("DRAINING");
        return force(run).and(drains && seen, "shows another state");
    }

    static FaultOutcome fullLog(FaultRun run) throws IOException, InterruptedException {
        run.start();
        run.server().log().hold(true);
        try (EchoClient client = run.connect()) {
            boolean echo = client.echoes(FaultRun.MESSAGE);
            run.storm(Signal.USR2, 1_000, Duration.ofSeconds(3)); // more than a pipe holds
            client.leave();
            run.send(Signal.TERM);
            boolean ended = FaultRun.within(FaultRun.END, () -> !run.server().isAlive());
            run.server().log().hold(false);
            FaultOutcome outcome = ended ? run.ends(0, FORCE) : FaultOutcome.broken("hangs");
            return outcome.and(echo, "no echo");
        }
    }
}
