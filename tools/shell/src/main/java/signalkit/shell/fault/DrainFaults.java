package signalkit.shell.fault;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import signalkit.posix.Signal;
import signalkit.shell.server.RemoteServer;

/** What clients, signals and the parent do while a server drains. */
final class DrainFaults {
    private static final int CROWD = 1_000;
    private static final int PUSHED = 64 << 20;
    private static final int BACKLOG = 300;

    /** A client that never spoke is closed so soon. */
    private static final Duration SILENT = Duration.ofSeconds(5);

    /** Longer than what arrives together is one request. */
    private static final Duration APART = Duration.ofMillis(200);

    private static final Duration FORCE = Duration.ofSeconds(2);
    private static final long LISTENER_MILLIS = 50;

    private DrainFaults() {}

    static Finding silentCrowd(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "60");
        List<Peer> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(scene.connect());
            }
            scene.send(Signal.TERM);
            long start = System.nanoTime();
            int told = 0;
            for (Peer peer : crowd) {
                told += peer.isEnded() ? 1 : 0;
                peer.close();
                if (System.nanoTime() - start > SILENT.toNanos()) {
                    break;
                }
            }
            Finding finding = scene.clean(Scene.END);
            return finding.and(told == CROWD, told + " of " + CROWD + " closed within 5 s");
        } finally {
            for (Peer peer : crowd) {
                peer.close();
            }
        }
    }

    static Finding silentWaits(Scene scene) throws IOException, InterruptedException {
        scene.start("--workers", "1", "--read-timeout", "60");
        scene.stick();
        try (Peer silent = scene.connect()) {
            scene.send(Signal.TERM);
            boolean told = silent.isEnded(); // within its patience of 5 s
            return force(scene).and(told, "the client that waits is not told");
        }
    }

    static Finding pusher(Scene scene) throws IOException, InterruptedException {
        scene.jvm("-XX:MaxDirectMemorySize=16m");
        scene.start("--read-timeout", "60");
        SocketChannel stuck = scene.stick();
        scene.send(Signal.TERM);
        long taken = Peer.flood(stuck, PUSHED);
        Finding finding = force(scene);
        return finding.and(taken < PUSHED, "takes " + (taken >> 20) + " MiB more");
    }

    static Finding trickle(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Scene.MESSAGE);
            scene.send(Signal.TERM);
            boolean open = true;
            while (open && scene.server().isAlive()) {
                open = peer.tries(new byte[] {'x'});
                TimeUnit.MILLISECONDS.sleep(100); // what makes it a trickle
            }
            return scene.clean(Scene.END).and(echo, "no echo");
        }
    }

    static Finding newcomers(Scene scene) throws InterruptedException {
        scene.start();
        AtomicBoolean more = new AtomicBoolean(true);
        Thread[] crowd = new Thread[4];
        for (int i = 0; i < crowd.length; i++) {
            crowd[i] = new Thread(() -> comeAndGo(scene, more), "newcomers");
            crowd[i].start();
        }
        TimeUnit.MILLISECONDS.sleep(300); // in full swing
        scene.send(Signal.TERM);
        Finding finding = scene.ends(0, Scene.END);
        more.set(false);
        for (Thread each : crowd) {
            each.join();
        }
        return finding.and(scene.server().log().last("STOPPED").isPresent(), "no last line");
    }

    private static void comeAndGo(Scene scene, AtomicBoolean more) {
        while (more.get() && scene.server().isAlive()) {
            try (Peer peer = scene.connect()) {
                peer.reset();
            } catch (IOException refused) {
                Thread.onSpinWait(); // The next one comes at once all the same.
            }
        }
    }

    static Finding lateClient(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "60");
        scene.stick();
        scene.send(Signal.TERM);
        boolean drains = scene.logs("DRAINING ");
        long start = System.nanoTime();
        boolean refused = Scene.within(Duration.ofSeconds(1), () -> isRefused(scene));
        long millis = (System.nanoTime() - start) / 1_000_000;
        Finding finding = force(scene).and(drains, "does not drain");
        finding = finding.and(refused, "still accepts");
        return finding.and(millis <= LISTENER_MILLIS, "accepts for " + millis + " ms");
    }

    /** Asks once more, late enough to be a second request. */
    private static Finding force(Scene scene) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(APART.toNanos());
        scene.send(Signal.TERM);
        return scene.ends(75, FORCE);
    }

    private static boolean isRefused(Scene scene) {
        try {
            scene.connect().close();
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException other) {
            return false;
        }
    }

    static Finding orphan(Scene scene) throws IOException, InterruptedException {
        scene.start();
        scene.load(Scene.WORKERS);
        scene.server().endInput();
        return scene.clean(Scene.END);
    }

    static Finding orphanDrains(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Scene.MESSAGE);
            scene.send(Signal.TERM);
            scene.logs("DRAINING "); // which takes a second, since this client does not leave
            TimeUnit.NANOSECONDS.sleep(APART.toNanos());
            scene.server().endInput();
            return scene.clean(Scene.END).and(echo, "no echo");
        }
    }

    static Finding stopTerm(Scene scene) throws IOException, InterruptedException {
        scene.start();
        try (Peer peer = scene.connect()) {
            boolean before = peer.echoes(Scene.MESSAGE);
            scene.send(Signal.STOP);
            peer.send(Scene.MESSAGE);
            boolean after;
            // This one waits in the backlog when TERM comes.
            try (Peer other = scene.connect()) {
                other.send(Scene.MESSAGE);
                scene.send(Signal.TERM, Signal.CONT);
                after = Arrays.equals(Scene.MESSAGE, peer.rest());
                after &= Arrays.equals(Scene.MESSAGE, other.rest());
                peer.finish();
                other.finish();
            }
            return scene.clean(Scene.END).and(before && after, "no echo");
        }
    }

    /** More than are accepted in one go: the drain has to take the others. */
    static Finding backlogTerm(Scene scene) throws IOException, InterruptedException {
        scene.start();
        scene.send(Signal.STOP);
        List<Peer> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < BACKLOG; i++) {
                crowd.add(scene.connect());
                crowd.get(i).send(Scene.MESSAGE);
            }
            scene.send(Signal.TERM, Signal.CONT);
            int served = 0;
            for (Peer peer : crowd) {
                served += Arrays.equals(Scene.MESSAGE, peer.rest()) ? 1 : 0;
                peer.close();
            }
            Finding finding = scene.clean(Scene.END);
            return finding.and(served == BACKLOG, served + " of " + BACKLOG + " served");
        } finally {
            for (Peer peer : crowd) {
                peer.close();
            }
        }
    }

    /** What was read and still waits to go out when TERM comes. */
    static Finding lateReader(Scene scene) throws IOException, InterruptedException {
        scene.start();
        SocketChannel reader = scene.stick();
        scene.send(Signal.TERM);
        boolean drains = scene.logs("DRAINING ");
        long received = Peer.drain(reader);
        reader.close();
        Finding finding = scene.clean(Scene.END).and(drains, "does not drain");
        long sent = scene.counted("bytes_out");
        return finding.and(received == sent, received + " of " + sent + " bytes came");
    }

    static Finding stormInDrain(Scene scene) throws IOException, InterruptedException {
        scene.start(scene.safeOnly("--grace", "1"));
        scene.stick();
        scene.send(Signal.TERM);
        long start = System.nanoTime();
        while (scene.server().isAlive() && System.nanoTime() - start < FORCE.toNanos()) {
            scene.send(Signal.HUP, Signal.USR1, Signal.USR2);
        }
        return scene.ends(75, FORCE);
    }

    static Finding impatient(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "60");
        scene.stick();
        Signal[] both = {Signal.INT, Signal.TERM};
        for (int i = 0; i < 20 && scene.server().isAlive(); i++) {
            scene.send(Duration.ofMillis(50), both[i % 2]);
        }
        return scene.ends(75, FORCE);
    }

    static Finding lookInside(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "60");
        scene.stick();
        scene.send(Signal.TERM);
        boolean drains = scene.logs("DRAINING ");
        boolean seen = RemoteServer.snapshot(scene.server()).state().equals("DRAINING");
        return force(scene).and(drains && seen, "shows another state");
    }

    static Finding fullLog(Scene scene) throws IOException, InterruptedException {
        scene.start();
        scene.server().log().hold(true);
        try (Peer peer = scene.connect()) {
            boolean echo = peer.echoes(Scene.MESSAGE);
            scene.storm(Signal.USR2, 1_000, Duration.ofSeconds(3)); // more than a pipe holds
            peer.finish();
            peer.rest();
            scene.send(Signal.TERM);
            boolean ended = Scene.within(Scene.END, () -> !scene.server().isAlive());
            scene.server().log().hold(false);
            Finding finding = ended ? scene.ends(0, FORCE) : Finding.broken("hangs");
            return finding.and(echo, "no echo");
        }
    }
}
