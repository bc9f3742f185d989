package signalkit.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.posix.PosixProcess;

/** Runs a {@link BufferProgram} on this module as {@code src/test/c/buffers.c} does on libevent. */
final class BufferRun {
    private static final int QUIET = 6;
    private static final int CALLBACKS = 24;
    private static final int CHUNK = 1 << 16;

    private final BufferProgram program;
    private final AdjustableClock clock = AdjustableClock.stopped();
    private final StringBuilder log = new StringBuilder();
    private final List<String> lines = new ArrayList<>(); // what the callbacks of one action said
    private EventBase base;
    private SocketChannel peer;
    private BufferEvent buffered;
    private final int[] calls = new int[BufferProgram.MAIN];
    private long received;
    private int callbacks;
    private boolean isOver;
    private boolean hasLargeOutput; // said once for each action: how often is the kernel's affair

    private BufferRun(BufferProgram program) {
        this.program = program;
    }

    /** What the program did, in the words of the C program. */
    static String log(BufferProgram program) throws IOException {
        BufferRun run = new BufferRun(program);
        PosixProcess process = new PosixProcess("buffers", run.clock);
        process.start(run::main);
        int status = process.waitFor(TimeUnit.SECONDS.toNanos(30));
        return status == 0 ? run.log.toString() : "status " + status + process.uncaught();
    }

    /** The same, for a program in the words of {@link BufferProgram#wire}. */
    static String log(String wire) throws IOException {
        return log(BufferProgram.read(wire));
    }

    private void main() {
        base = new EventBase("buffers");
        try {
            SocketChannel ours = connect();
            buffered =
                    new BufferEvent(base, ours, this::onRead, this::onWrite, what -> onEvent(what));
            for (String action : program.scripts().get(BufferProgram.MAIN)) {
                if (!isOver) {
                    actAndTell(action);
                }
            }
            buffered.free();
            peer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        base.free();
    }

    private SocketChannel connect() throws IOException {
        Path folder = Files.createTempDirectory("buffers");
        Path path = folder.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            peer = SocketChannel.open(server.getLocalAddress());
            peer.configureBlocking(false);
            SocketChannel ours = server.accept();
            ours.configureBlocking(false);
            return ours;
        } finally {
            Files.delete(path);
            Files.delete(folder);
        }
    }

    private void onRead() {
        callBack(BufferProgram.READS, "R" + buffered.input().length());
    }

    private void onWrite() {
        if (buffered.output().length() == 0) {
            callBack(BufferProgram.WRITES, "W");
        } else {
            hasLargeOutput = true;
        }
    }

    private void onEvent(int what) {
        long at = TimeUnit.NANOSECONDS.toMicros(clock.nanoTime());
        callBack(BufferProgram.EVENTS, "E" + what + "@" + at);
    }

    private void callBack(int script, String line) {
        if (callbacks++ >= CALLBACKS) {
            isOver = true;
            return;
        }
        lines.add(line);
        // onWrite and onEvent act twice, or they would answer themselves for ever.
        boolean acts = script == BufferProgram.READS || calls[script]++ < 2;
        for (String action : acts ? program.scripts().get(script) : List.<String>of()) {
            if (!isOver) {
                act(action);
            }
        }
    }

    /**
     * Then the loop settles, and what was called back is told, sorted: the order is the poller's.
     */
    private void actAndTell(String action) {
        act(action);
        settle();
        Collections.sort(lines);
        lines.forEach(line -> log.append(" ").append(line));
        log.append(hasLargeOutput ? " w" : "");
        log.append(" " + action.charAt(0) + "=" + buffered.input().length());
        log.append(buffered.output().length() > 0 ? ",some" : ",none");
        log.append(isOver ? " enough" : "");
        lines.clear();
        hasLargeOutput = false;
    }

    private void settle() {
        for (int quiet = 0; quiet < QUIET && !isOver; quiet++) {
            int before = callbacks;
            base.loopExit(Duration.ZERO);
            base.dispatch();
            if (callbacks != before) {
                quiet = 0;
            }
        }
    }

    private void act(String action) {
        String[] parts = action.substring(1).split(":");
        int[] numbers = new int[3];
        for (int i = 0; i < parts.length && !parts[i].isEmpty(); i++) {
            numbers[i] = Integer.parseInt(parts[i]);
        }
        int number = numbers[0];
        switch (action.charAt(0)) {
            case 'e' -> buffered.enable(number);
            case 'd' -> buffered.disable(number);
            case 'm' -> buffered.setWatermark(number, numbers[1], numbers[2]);
            case 't' ->
                    buffered.setTimeouts(Duration.ofMillis(number), Duration.ofMillis(numbers[1]));
            case 'w' -> buffered.write(bytes(number));
            case 'x' -> buffered.input().drain(number);
            case '+' -> clock.advance(Duration.ofMillis(number));
            default -> actOfPeer(action.charAt(0), number);
        }
    }

    private void actOfPeer(char action, int number) {
        try {
            switch (action) {
                case 's' -> send(number);
                case 'r' -> receiveAll();
                case 'c' -> peer.shutdownOutput();
                case 'C' -> peer.close();
                default -> throw new IllegalArgumentException("action " + action);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EvBuffer bytes(int count) {
        EvBuffer buffer = new EvBuffer();
        buffer.add(ByteBuffer.allocate(count));
        return buffer;
    }

    private void send(int count) {
        try {
            peer.write(ByteBuffer.allocate(count));
        } catch (IOException e) {
            log.append(" broken");
        }
    }

    /** Receives until nothing more comes, also after our side went on. */
    private void receiveAll() throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        long sum = 0;
        for (long before = -1; sum != before; ) {
            before = sum;
            for (int count = peer.read(chunk.clear());
                    count > 0;
                    count = peer.read(chunk.clear())) {
                sum += count;
                received += count;
            }
            settle();
        }
        boolean isHeld = buffered.output().length() > 0;
        log.append(" r").append(!isHeld ? "" + received : sum > 0 ? "some" : "0");
    }
}
