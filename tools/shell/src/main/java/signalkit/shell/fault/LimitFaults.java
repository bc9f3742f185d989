package signalkit.shell.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import signalkit.posix.Signal;
import signalkit.shell.server.ServerProcess;

/** More clients than there is room for, and a system that runs out of something. */
final class LimitFaults {
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

    static Finding crowd(Scene scene) throws IOException, InterruptedException {
        scene.start("--read-timeout", "60");
        List<Peer> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(scene.connect());
            }
            // Without a word of theirs, so that nobody is served and makes room meanwhile.
            int told = 0;
            while (told < CROWD - LIMIT && isTold(crowd.get(LIMIT + told))) {
                told++;
            }
            int served = 0;
            for (Peer peer : crowd.subList(0, told == 0 ? 1 : LIMIT)) {
                peer.send(Scene.MESSAGE);
                peer.finish();
                served += Arrays.equals(Scene.MESSAGE, received(peer)) ? 1 : 0;
            }
            String text = served + " served, " + told + " told";
            Finding finding = scene.term().and(served == LIMIT, text);
            finding = finding.and(told == CROWD - LIMIT, text);
            return finding.isKept() ? Finding.kept(text) : finding;
        } finally {
            for (Peer peer : crowd) {
                peer.close();
            }
        }
    }

    private static boolean isTold(Peer peer) {
        return new String(received(peer), StandardCharsets.UTF_8).startsWith("busy");
    }

    static Finding descriptors(Scene scene) throws IOException, InterruptedException {
        ServerProcess server = scene.start("--workers", "2");
        List<Peer> crowd = new ArrayList<>();
        long begin = System.nanoTime();
        try {
            if (!exhaust(scene, crowd)) {
                return Finding.untried("no prlimit here");
            }
            // What is done for the first time costs more, and its compilation.
            Scene.within(FREED, () -> scene.logged(NO_DESCRIPTOR) >= 2);
            Duration before = cpu(server);
            long start = System.nanoTime();
            // What is measured is a rate, so that time has to pass.
            Thread.sleep(2_000);
            double share =
                    (double) cpu(server).minus(before).toNanos() / (System.nanoTime() - start);
            long lines = scene.logged(NO_DESCRIPTOR);
            long freed = System.nanoTime();
            Descriptors.leave(server.pid(), 1_000);
            for (Peer peer : crowd) {
                peer.close();
            }
            boolean echo;
            try (Peer peer = scene.connect()) {
                echo = peer.echoes(Scene.MESSAGE);
                peer.finish();
                peer.rest();
            }
            long millis = (System.nanoTime() - freed) / 1_000_000;
            scene.send(Signal.TERM);
            Finding finding = Finding.kept("recovers in " + millis + " ms");
            finding = finding.and(scene.ends(0, Scene.END));
            finding = finding.and(echo && millis <= 1_000, "recovers in " + millis + " ms");
            // One a second, as long as there is an error.
            long most = 1 + Duration.ofNanos(freed - begin).toSeconds();
            finding = finding.and(lines >= 3 && lines <= most, lines + " log lines");
            return finding.and(share < 0.05, Math.round(share * 100) + " % CPU");
        } finally {
            for (Peer peer : crowd) {
                peer.close();
            }
        }
    }

    /**
     * Connects more clients than there are descriptors; false where that cannot be done.
     *
     * <p>Each of its two workers is given a client before: a worker without a descriptor for its
     * loop would close one client after the other, and so always leave one for the next accept.
     */
    private static boolean exhaust(Scene scene, List<Peer> crowd)
            throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            crowd.add(scene.connect());
            crowd.get(i).echoes(Scene.MESSAGE);
        }
        if (!Descriptors.leave(scene.server().pid(), ONE_AND_LOOP)) {
            return false;
        }
        for (int i = 0; i < 8; i++) {
            crowd.add(scene.connect());
        }
        return true;
    }

    /** One descriptor is left for the accept, and none for the loop of that connection. */
    static Finding workerThrows(Scene scene) throws IOException, InterruptedException {
        ServerProcess server = scene.start("--workers", "1");
        if (!Descriptors.leave(server.pid(), 1)) {
            return Finding.untried("no prlimit here");
        }
        try (Peer lost = scene.connect()) {
            // A loop that is shared needs no more descriptors, and then nobody is lost.
            boolean told = lost.isEnded() || lost.echoes(Scene.MESSAGE);
            Descriptors.leave(server.pid(), 1_000);
            boolean echo;
            try (Peer peer = scene.connect()) {
                echo = peer.echoes(Scene.MESSAGE);
                peer.finish();
                peer.rest();
            }
            Finding finding = scene.term().and(echo, "the worker has gone, too");
            return finding.and(told, "the client is neither told nor served");
        }
    }

    /** The pause after EMFILE must not hold up a drain. */
    static Finding descriptorsTerm(Scene scene) throws IOException, InterruptedException {
        scene.start("--workers", "2");
        List<Peer> crowd = new ArrayList<>();
        try {
            if (!exhaust(scene, crowd)) {
                return Finding.untried("no prlimit here");
            }
            boolean full = scene.logs(NO_DESCRIPTOR);
            scene.send(Signal.TERM);
            Finding finding = scene.ends(0, Scene.END).and(full, "was not full");
            int lines = scene.server().log().lines().size();
            return finding.and(lines < 50, lines + " log lines");
        } finally {
            for (Peer peer : crowd) {
                peer.close();
            }
        }
    }

    /** Connections of all kinds, and then as many descriptors and threads as before. */
    static Finding leak(Scene scene) throws IOException, InterruptedException {
        ServerProcess server = scene.start();
        comeAndGo(scene, 50); // what is made once is made now
        long descriptors = entries(server, "fd");
        long threads = entries(server, "task");
        if (descriptors == 0) {
            return Finding.untried("no /proc here");
        }
        comeAndGo(scene, 2_000);
        boolean closed = Scene.within(FREED, () -> entries(server, "fd") <= descriptors);
        String more = (entries(server, "fd") - descriptors) + " descriptors";
        boolean ended = Scene.within(FREED, () -> entries(server, "task") <= threads + FEW);
        String threadsLeft = (entries(server, "task") - threads) + " threads left";
        scene.send(Signal.TERM);
        Finding finding = scene.ends(0, Scene.END);
        return finding.and(closed, more + " left").and(ended, threadsLeft);
    }

    private static void comeAndGo(Scene scene, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            try (Peer peer = scene.connect()) {
                switch (i % 4) {
                    case 0 -> peer.echoes(Scene.MESSAGE);
                    case 1 -> peer.reset();
                    case 2 -> {
                        peer.send(Scene.MESSAGE);
                        peer.finish();
                        peer.rest();
                    }
                    default -> peer.send(Scene.MESSAGE);
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
    static Finding overflow(Scene scene) throws IOException, InterruptedException {
        scene.start(scene.safeOnly("--max-connections", "2000"));
        scene.send(Signal.STOP);
        List<SocketChannel> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < OVERFLOW; i++) {
                SocketChannel channel = SocketChannel.open();
                crowd.add(channel);
                channel.configureBlocking(false);
                channel.connect(scene.address());
            }
            scene.send(Signal.CONT);
            // All speak before one is read: a worker may have any of them.
            for (SocketChannel channel : crowd) {
                speak(channel);
            }
            int served = 0;
            for (SocketChannel channel : crowd) {
                served += isServed(channel) ? 1 : 0;
            }
            String text = served + " of " + OVERFLOW + " served";
            Finding finding = scene.term().and(served == OVERFLOW, text);
            return finding.isKept() ? Finding.kept(text) : finding;
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
        channel.write(ByteBuffer.wrap(Scene.MESSAGE));
        channel.shutdownOutput();
    }

    private static boolean isServed(SocketChannel channel) throws IOException {
        channel.socket().setSoTimeout((int) FREED.toMillis());
        try {
            return channel.socket().getInputStream().readAllBytes().length == Scene.MESSAGE.length;
        } catch (IOException lost) {
            return false;
        } finally {
            channel.close();
        }
    }

    private static Duration cpu(ServerProcess server) {
        return ProcessHandle.of(server.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** The event loops keep their bytes outside of the heap; without room there they fail first. */
    static Finding memory(Scene scene) throws IOException, InterruptedException {
        scene.jvm("-XX:MaxDirectMemorySize=64k");
        ServerProcess server = scene.start();
        List<Peer> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < Scene.WORKERS; i++) {
                Peer peer = scene.connect();
                crowd.add(peer);
                peer.send(Scene.MESSAGE);
            }
            boolean exhausted = Scene.within(Scene.END, () -> exhausted(scene));
            scene.send(Signal.TERM);
            return scene.ends(3, Scene.END).and(exhausted, "memory was not exhausted");
        } finally {
            for (Peer peer : crowd) {
                peer.close();
            }
            server.kill();
        }
    }

    private static boolean exhausted(Scene scene) {
        return !scene.server().isAlive() || scene.logged("OutOfMemoryError") > 0;
    }
}
