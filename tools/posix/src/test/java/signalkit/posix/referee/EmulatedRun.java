package signalkit.posix.referee;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.Poll;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;
import signalkit.posix.life.ThreadLife;

/** One run of a random program on the emulation; it logs what {@code calls.c} logs. */
final class EmulatedRun {
    private static final int LIMIT = 150;
    private static final int DEPTH = 8;
    private static final int LIMIT_STATUS = 99;
    private static final Duration DAY = Duration.ofDays(1);

    /** What the interpreter in C keeps for each thread. */
    private static final class Lane {
        private final StringBuilder log = new StringBuilder();
        private Pthread thread;
        private Call call;
        private boolean turn;
        private boolean busy;
        private boolean ended;
        private boolean joined;
        private boolean joining;
        private boolean waitsForSignals;
        private int depth;
    }

    private final Program program;
    private final TurnScheduler scheduler;
    private final PosixProcess process;
    private final Lane[] lanes;
    private final EmulatedActions actions;
    private EmulatedLocks locks;
    private EmulatedLives lives;
    private Sem sem;
    private Pipe pipe;
    private int readers;
    private int calls;

    private EmulatedRun(Program program, Random order) {
        this.program = program;
        this.scheduler = new TurnScheduler(order);
        this.process = new PosixProcess("emulated", scheduler);
        this.lanes = new Lane[program.threads()];
        for (int t = 0; t < lanes.length; t++) {
            lanes[t] = new Lane();
        }
        this.actions =
                new EmulatedActions(
                        program.handlers(),
                        (body, info) -> handle(body, info.signal(), info),
                        (body, signal) -> handle(body, signal, null));
    }

    /** The log of a program; with an order, threads that wake at once run in an order of chance. */
    static String log(Program program, Random order) throws InterruptedException {
        return new EmulatedRun(program, order).play();
    }

    /** The log of the program that a number stands for. */
    static String log(long seed) throws InterruptedException {
        return log(Program.of(seed), null);
    }

    private String play() throws InterruptedException {
        process.start(this::main);
        scheduler.settle();
        StringBuilder skipped = new StringBuilder();
        for (int i = 0; i < program.steps().size() && !isOver(); i++) {
            Program.Step step = program.steps().get(i);
            if (step.thread() == Program.OUTSIDE && step.call().code() == 'j') {
                if (!lives.killChild(step.call())) {
                    skipped.append(i).append(',');
                }
            } else if (step.thread() == Program.OUTSIDE) {
                process.kill(Signal.of((int) step.call().a()));
            } else {
                Lane lane = lanes[step.thread()];
                if (lane.busy || lane.depth > 0 || lane.turn || lane.ended) {
                    skipped.append(i).append(',');
                    continue;
                }
                lane.call = step.call();
                lane.turn = true;
                lane.thread.unpark();
            }
            scheduler.settle();
        }
        String end = end();
        process.exit(0);
        scheduler.settle();
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < lanes.length; t++) {
            text.append(t).append(':').append(lanes[t].log).append(' ');
        }
        return text + "skip:" + skipped + " " + end;
    }

    /** The process has ended when its last thread has left it. */
    private boolean isOver() {
        return process.threads().isEmpty();
    }

    private String end() {
        for (Throwable thrown : process.uncaught()) {
            throw new AssertionError("the emulation threw on " + program.wire(), thrown);
        }
        if (isOver()) {
            int status = process.waitFor(1);
            return status == LIMIT_STATUS ? "limit" : "killed " + (status - 128);
        }
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < lanes.length; t++) {
            Lane lane = lanes[t];
            if (!lane.ended) {
                List<SignalSet> state = process.signalState(lane.thread);
                String mask = lane.waitsForSignals ? "-" : hex(Call.bits(state.get(0)));
                text.append("mask").append(t).append(':').append(mask).append(' ');
                String pending = hex(Call.bits(state.get(1)));
                text.append("pend").append(t).append(':').append(pending).append(' ');
            }
        }
        return text + "alive";
    }

    private static String hex(long value) {
        return value < 0 ? "-" + Long.toHexString(-value) : Long.toHexString(value);
    }

    private void main() {
        locks = new EmulatedLocks();
        sem = new Sem("sem", 0);
        pipe = new Pipe();
        lives = new EmulatedLives(program, actions, this::run);
        lanes[0].thread = Pthread.self();
        for (int t = 1; t < lanes.length; t++) {
            Lane lane = lanes[t];
            lane.thread = Pthread.create("t" + t, () -> loop(lane));
        }
        loop(lanes[0]);
    }

    private void loop(Lane lane) {
        ThreadLife.cleanupPush(() -> lane.ended = true);
        while (true) {
            lane.thread = Pthread.self();
            lane.thread.checkpoint();
            if (lane.turn) {
                lane.busy = true;
                lane.turn = false;
                run(lane, lane.call);
                lane.busy = false;
            } else {
                lane.thread.parkToTheEnd("its turn", TurnScheduler.NEVER);
            }
        }
    }

    private Lane self() {
        Pthread self = Pthread.self();
        for (Lane lane : lanes) {
            if (lane.thread == self) {
                return lane;
            }
        }
        throw new AssertionError("no lane for " + self);
    }

    private void handle(List<Call> body, Signal signal, Sigaction.Siginfo info) {
        Lane lane = self();
        boolean waits = lane.waitsForSignals;
        lane.waitsForSignals = false;
        put(lane, 'h', signal.number());
        lane.log.append(info == null ? "" : EmulatedActions.text(info));
        if (++lane.depth > DEPTH) {
            giveUp();
        }
        for (Call call : body) {
            run(lane, call);
        }
        lane.depth--;
        put(lane, 'e', signal.number());
        lane.waitsForSignals = waits;
    }

    private void giveUp() {
        process.exit(LIMIT_STATUS);
        Pthread.self().checkpoint();
    }

    /** As the interpreter in C writes it. */
    static String entry(char kind, long value) {
        return kind + hex(value) + ",";
    }

    private static void put(Lane lane, char kind, long value) {
        lane.log.append(entry(kind, value));
    }

    private void run(int number, Call call) {
        run(lanes[number], call);
    }

    private void run(Lane lane, Call call) {
        if (++calls > LIMIT) {
            giveUp();
        }
        put(lane, call.code(), call.a());
        int a = (int) call.a();
        switch (call.code()) {
            case 'A' -> lane.log.append(actions.set(call));
            case 'Q' -> lane.log.append(actions.get(Signal.of(a)));
            case 'M' -> {
                SignalSet old = Signals.sigmask(How.values()[a], Call.set(call.b()));
                put(lane, 'm', Call.bits(old));
            }
            case 'P' -> put(lane, 'p', Call.bits(Signals.sigpending()));
            case 'R' -> called(lane, () -> done(() -> Signals.raise(a)));
            case 'K' -> called(lane, () -> done(() -> Signals.kill(a)));
            case 'q' ->
                    called(lane, () -> done(() -> Signals.sigqueue(Signal.of(a), (int) call.b())));
            case 'T' -> {
                if (call.b() >= lanes.length || lanes[(int) call.b()].joined) {
                    put(lane, 's', 0);
                } else {
                    Pthread target = lanes[(int) call.b()].thread;
                    returned(lane, () -> Signals.pthreadKill(target, a));
                }
            }
            case 'S' -> {
                Signals.sigsuspend(Call.set(call.b()));
                put(lane, 'E', Errno.get().number());
            }
            case 'W', 'I' -> await(lane, call);
            case 'Z' ->
                    called(
                            lane,
                            () -> Signals.sigtimedwait(Call.set(call.b()), Duration.ZERO).number());
            case '0' -> called(lane, () -> MoreCalls.run(call, sem, pipe));
            case 'L', 'Y', 'U', 'C', 'G', '8', '9' -> locks(lane, call.code(), a);
            case 'D' -> reading(lane, pipe::read);
            case 'B' -> reading(lane, () -> ppoll(Call.set(call.b())));
            case 'V' -> called(lane, () -> pipe.write((byte) 'x') ? 1 : -1);
            case 'N' -> called(lane, () -> Signals.nanosleep(DAY).isZero() ? 0 : -1);
            case 'O' -> called(lane, () -> done(sem::await));
            case 'o' -> called(lane, () -> sem.tryAwait() ? 0 : -1);
            case 'v' -> called(lane, () -> done(sem::post));
            case 'J' -> join(lane, a);
            case 'E' -> put(lane, 'n', Errno.get().number());
            case 'F' -> Errno.set(Errno.EBUSY);
            case 'x' -> {
                Lane target = a < lanes.length ? lanes[a] : lanes[0];
                if (target == lanes[0] || target.joined || target.depth > 0) {
                    put(lane, 's', 0);
                } else {
                    returned(lane, () -> ThreadLife.cancel(target.thread));
                }
            }
            case '7' -> {
                if (lane.depth > 0) {
                    put(lane, 's', 0);
                } else {
                    lives.run(call, number(lane), lane.log);
                }
            }
            default -> lives.run(call, number(lane), lane.log);
        }
    }

    private static long done(Runnable call) {
        call.run();
        return 0;
    }

    private static void called(Lane lane, LongSupplier call) {
        called(lane.log, call);
    }

    /** A call that sets errno: it throws, or returns -1. */
    static void called(StringBuilder log, LongSupplier call) {
        long result;
        try {
            result = call.getAsLong();
        } catch (PosixException e) {
            result = -1;
        }
        long number = result == -1 ? Errno.get().number() : result;
        log.append(entry(result == -1 ? 'E' : 'r', number));
    }

    /** A call that returns its error's number. */
    private static long returned(Lane lane, Runnable call) {
        long result = 0;
        try {
            call.run();
        } catch (PosixException e) {
            result = e.errno().number();
        }
        put(lane, 'r', result);
        return result;
    }

    private void await(Lane lane, Call call) {
        SignalSet set = Call.set(call.b());
        AtomicReference<Sigaction.Siginfo> info = new AtomicReference<>();
        lane.waitsForSignals = true;
        called(
                lane,
                () -> {
                    try {
                        Signal taken =
                                call.code() == 'W'
                                        ? Signals.sigwait(set)
                                        : Signals.sigwaitinfo(set, info);
                        return taken.number();
                    } finally {
                        lane.waitsForSignals = false;
                    }
                });
        if (info.get() != null) {
            lane.log.append(EmulatedActions.text(info.get()));
        }
    }

    private int number(Lane lane) {
        return List.of(lanes).indexOf(lane);
    }

    private void locks(Lane lane, char code, int mutex) {
        int result = locks.call(number(lane), code, mutex);
        put(lane, result == EmulatedLocks.SKIPPED ? 's' : 'r', Math.max(0, result));
    }

    private void ppoll(SignalSet mask) {
        Poll.ppoll(List.of(pipe), Poll.FOREVER, mask);
    }

    /** One thread reads or polls at a time. */
    private void reading(Lane lane, Runnable call) {
        if (readers > 0) {
            put(lane, 's', 0);
            return;
        }
        readers++;
        called(
                lane,
                () -> {
                    try {
                        call.run(); // one that is cancelled counts for ever
                    } catch (PosixException e) {
                        readers--;
                        throw e;
                    }
                    readers--;
                    return 1;
                });
    }

    private void join(Lane lane, int t) {
        if (t >= lanes.length || lanes[t].joined || lanes[t].joining) {
            put(lane, 's', 0);
            return;
        }
        lanes[t].joining = true;
        long result = returned(lane, lanes[t].thread::join);
        lanes[t].joining = false;
        lanes[t].joined = result == 0;
    }
}
