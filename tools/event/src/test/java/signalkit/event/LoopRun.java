package signalkit.event;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import signalkit.posix.Errno;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Scheduler;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** Runs a {@link LoopProgram} on this module as {@code src/test/c/loops.c} does on libevent. */
final class LoopRun implements AutoCloseable {
    private static final int PIPES = 1;
    private static final int CALLBACKS = 24;
    private static final List<Signal> SIGNALS = List.of(Signal.USR1, Signal.USR2);

    private final LoopProgram program;
    private final AdjustableClock clock = AdjustableClock.stopped();
    private final StringBuilder log = new StringBuilder();
    private final List<Event> events = new ArrayList<>();
    private final List<Pipe> pipes = new ArrayList<>();
    private final int[] raised = new int[SIGNALS.size()];
    private EventBase base;
    private int callbacks;
    private int waits = 2;
    private boolean isOver;

    private LoopRun(LoopProgram program) {
        this.program = program;
    }

    /** What the program did, in the words of the C program. */
    static String log(LoopProgram program) throws IOException {
        try (LoopRun run = new LoopRun(program)) {
            PosixProcess process = new PosixProcess("loop", run.clock);
            process.start(run::main);
            int status = process.waitFor(TimeUnit.SECONDS.toNanos(30));
            return status == 0 ? run.log.toString() : "status " + status + process.uncaught();
        }
    }

    /** The same, for a program in the words of {@link LoopProgram#wire}. */
    static String log(String wire) throws IOException {
        return log(LoopProgram.read(wire));
    }

    private void main() {
        base = new EventBase("loop", new VirtualPoller());
        try {
            for (int i = 0; i < PIPES; i++) {
                Pipe pipe = Pipe.open();
                pipe.source().configureBlocking(false);
                pipe.sink().configureBlocking(false);
                pipes.add(pipe);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertDoesNotThrow(base::open);
        program.events().forEach(this::make);
        run(LoopProgram.MAIN);
        base.free();
    }

    private void make(String text) {
        int number = events.size();
        int flags = text.endsWith("+") ? Event.PERSIST : 0;
        int arg = text.length() > 1 && text.charAt(1) != '+' ? text.charAt(1) - '0' : 0;
        Runnable callback = () -> onEvent(number);
        events.add(
                switch (text.charAt(0)) {
                    case 'T' -> Event.timeout(base, flags, callback);
                    case 'R' -> channel(pipes.get(arg).source(), Event.READ | flags, callback);
                    case 'W' -> channel(pipes.get(arg).sink(), Event.WRITE | flags, callback);
                    default -> Event.signal(base, SIGNALS.get(arg), callback);
                });
    }

    private Event channel(SelectableChannel channel, int what, Runnable callback) {
        return Event.channel(base, channel, what, callback);
    }

    private void onEvent(int number) {
        log.append(" e" + number + ":" + events.get(number).result() + "@" + at());
        runUnlessTooMany(number);
    }

    private void runUnlessTooMany(int script) {
        callbacks++;
        if (callbacks < CALLBACKS) {
            run(script);
        } else {
            log.append(isOver ? "" : " enough");
            isOver = true;
            base.loopBreak();
        }
    }

    private void run(int script) {
        for (String action : program.scripts().get(script)) {
            if (isOver) {
                return;
            }
            String[] parts = action.substring(1).split(":");
            int number = parts[0].isEmpty() ? 0 : Integer.parseInt(parts[0]);
            act(action.charAt(0), number, parts.length > 1 ? parts[1] : "");
        }
    }

    private void act(char action, int number, String rest) {
        Duration time = Duration.of(number, ChronoUnit.MICROS);
        switch (action) {
            case 'a' -> addUnlessActive(events.get(number), rest);
            case 'd' -> events.get(number).del();
            case 'm' -> removeTimerUnlessActive(events.get(number));
            case 'v' -> makeActive(events.get(number), Integer.parseInt(rest));
            case 'q' -> log.append(" q" + number + "=" + (events.get(number).isPending() ? 1 : 0));
            case 'p' -> put(number);
            case 't' -> log.append(" t" + number + "=" + take(number));
            case 'r' -> raiseIfWatched(number);
            case 'x' -> base.loopExit(time);
            case 'b' -> base.loopBreak();
            case 'o' -> once(time, Integer.parseInt(rest));
            case 'w' -> clock.advance(time);
            case 'g' -> dispatch();
            default -> throw new IllegalArgumentException("action " + action);
        }
    }

    private static void addUnlessActive(Event event, String micros) {
        if (!isActive(event)) {
            boolean timed = !micros.equals("-");
            event.add(timed ? Duration.of(Long.parseLong(micros), ChronoUnit.MICROS) : null);
        }
    }

    private static void makeActive(Event event, int reason) {
        if (!isActive(event)) {
            event.active(reason);
        }
    }

    private static void removeTimerUnlessActive(Event event) {
        if (!isActive(event)) {
            event.removeTimer();
        }
    }

    private static boolean isActive(Event event) {
        return event.isActive || event.isReady;
    }

    private void once(Duration after, int script) {
        base.once(
                after,
                () -> {
                    log.append(" o" + script + "@" + at());
                    runUnlessTooMany(script);
                });
    }

    private void dispatch() {
        base.dispatch();
        log.append(" g=" + (base.gotExit() ? 1 : 0) + (base.gotBreak() ? 1 : 0) + "@" + at());
    }

    private void raiseIfWatched(int which) {
        boolean watched = !Signals.sigaction(SIGNALS.get(which)).equals(Sigaction.DEFAULT);
        if (watched && waits > raised[which] + 1) {
            raised[which] = waits;
            Signals.raise(SIGNALS.get(which));
        }
    }

    private void put(int pipe) {
        try {
            pipes.get(pipe).sink().write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int take(int pipe) {
        try {
            int count = pipes.get(pipe).source().read(ByteBuffer.allocate(1));
            return count == 0 ? -1 : count; // C's EAGAIN
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long at() {
        return TimeUnit.NANOSECONDS.toMicros(clock.nanoTime());
    }

    @Override
    public void close() throws IOException {
        for (Pipe pipe : pipes) {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    /** A wait in which nothing is ready moves the clock; one without an end ends the loop. */
    private final class VirtualPoller implements Poller {
        private Selector selector;

        @Override
        public void open() throws IOException {
            if (selector == null) {
                selector = Selector.open();
            }
        }

        @Override
        public SelectionKey register(SelectableChannel channel) throws IOException {
            open();
            SelectionKey key = channel.keyFor(selector);
            return key != null ? key : channel.register(selector, 0);
        }

        @Override
        public void deregister(SelectableChannel channel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void wakeUp(Pthread loop) {
            // There is one thread.
        }

        @Override
        public Errno await(Pthread self, long nanos) {
            try {
                int ready = selector.selectNow(ChannelEvents::ready);
                waits++;
                if (ready == 0 && nanos == Scheduler.NEVER) {
                    log.append(" idle");
                    base.loopBreak();
                } else if (ready == 0) {
                    clock.advance(Duration.ofMillis((nanos + 999_999) / 1_000_000));
                }
                return Errno.NONE;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                selector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
