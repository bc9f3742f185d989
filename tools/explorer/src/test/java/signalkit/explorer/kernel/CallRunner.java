package signalkit.explorer.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import signalkit.explorer.kernel.RandomCalls.Call;
import signalkit.explorer.kernel.RandomCalls.Step;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Pipe;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;

/** Makes the calls of a random program; it logs what {@code calls.c} logs of a free run. */
public final class CallRunner {
    private static final int HANDLER = 2;
    private static final int TKILL = 6;

    private final Sem sem = new Sem("sem", 0);
    private final Pipe pipe = new Pipe();
    private boolean isRead;
    private final List<StringBuilder> logs = new ArrayList<>();
    private final Sigaction[] actions;
    private final RandomCalls program;
    private final IntConsumer mark;

    /**
     * Takes the program over, and catches its signals.
     *
     * @param mark is run before each entry of a log, by the number of its thread
     */
    public CallRunner(RandomCalls program, IntConsumer mark) {
        this.program = program;
        this.mark = mark;
        for (int t = 0; t < program.threads(); t++) {
            logs.add(new StringBuilder(t + ":"));
        }
        actions = new Sigaction[program.handlers().size()];
        for (int h = 0; h < actions.length; h++) {
            Call[] calls = program.handlers().get(h).toArray(new Call[0]);
            actions[h] = Sigaction.siginfo(info -> handle(calls, info));
        }
        Signals.sigmask(How.BLOCK, SignalSet.FULL);
        Signals.sigaction(Signal.USR1, actions[0]);
        Signals.sigaction(Signal.USR2, actions[1]);
    }

    /** What a thread does. */
    public Runnable code(int thread) {
        Call[] calls =
                program.steps().stream()
                        .filter(step -> step.thread() == thread)
                        .map(Step::call)
                        .toArray(Call[]::new);
        return () -> {
            Signals.sigmask(How.SETMASK, SignalSet.EMPTY);
            for (Call call : calls) {
                run(thread, call);
            }
            mark.accept(thread);
        };
    }

    /** The log of each thread. */
    public String text() {
        return logs.stream().map(StringBuilder::toString).collect(Collectors.joining(" "));
    }

    private void handle(Call[] calls, Sigaction.Siginfo info) {
        Signal signal = info.signal();
        int thread = Pthread.self().name().charAt(1) - '0';
        put(thread, 'h', signal.number());
        put(thread, 'c', info.code() == Sigaction.Code.TKILL ? TKILL : 0);
        put(thread, 'v', info.value());
        for (Call call : calls) {
            run(thread, call);
        }
        result(thread, 'e', signal.number());
    }

    private void result(int thread, char kind, long value) {
        put(thread, kind, value);
    }

    /** A handler can start before it, as it can between any two instructions in C. */
    private void put(int thread, char kind, long value) {
        mark.accept(thread);
        String text = kind + Long.toHexString(value) + ",";
        logs.get(thread).append(text);
    }

    private void run(int thread, Call call) {
        put(thread, call.code(), call.a());
        Signal signal = Signal.of(Math.max(1, call.a()));
        SignalSet set = set(call.b());
        switch (call.code()) {
            case 'A' -> act(thread, call);
            case 'M' -> result(thread, 'm', bits(Signals.sigmask(How.values()[call.a()], set)));
            case 'P' -> result(thread, 'p', bits(Signals.sigpending()));
            case 'R' -> called(thread, () -> done(() -> Signals.raise(signal)));
            case 'K' -> called(thread, () -> done(() -> Signals.kill(signal)));
            case 'T' -> {
                kill(call.b(), signal);
                result(thread, 'r', 0);
            }
            case 'S' -> {
                Signals.sigsuspend(set);
                result(thread, 'E', Errno.get().number());
            }
            case 'W' -> called(thread, () -> Signals.sigwait(set).number());
            case 'Z' -> called(thread, () -> Signals.sigtimedwait(set, Duration.ZERO).number());
            case 'O' -> called(thread, () -> done(sem::await));
            case 'o' -> called(thread, () -> sem.tryAwait() ? 0 : -1);
            case 'v' -> called(thread, () -> done(sem::post));
            case 'D' -> read(thread);
            case 'V' -> called(thread, () -> pipe.write((byte) 1) ? 1 : -1);
            case 'E' -> result(thread, 'n', Errno.get().number());
            default -> Errno.set(Errno.EBUSY);
        }
    }

    /** One thread reads at a time. */
    private void read(int thread) {
        if (isRead) {
            result(thread, 's', 0);
            return;
        }
        isRead = true;
        called(
                thread,
                () -> {
                    try {
                        pipe.read();
                    } finally {
                        isRead = false;
                    }
                    return 1;
                });
    }

    /** A thread that has ended and was not joined is no error: its signal has no effect. */
    private static void kill(long thread, Signal signal) {
        for (Pthread each : Pthread.self().process().threads()) {
            if (each.name().equals("t" + thread)) {
                Signals.pthreadKill(each, signal);
            }
        }
    }

    private static int done(Runnable call) {
        call.run();
        return 0;
    }

    private void called(int thread, IntSupplier call) {
        int result;
        try {
            result = call.getAsInt();
        } catch (PosixException e) {
            result = -1;
        }
        result(thread, result < 0 ? 'E' : 'r', result < 0 ? Errno.get().number() : result);
    }

    private void act(int thread, Call call) {
        long disposition = call.b() % RandomCalls.FLAGS_FROM;
        Sigaction action =
                disposition == 0
                        ? Sigaction.DEFAULT
                        : disposition == 1
                                ? Sigaction.IGNORE
                                : actions[(int) disposition - HANDLER];
        if (call.b() >= RandomCalls.FLAGS_FROM) {
            action = action.withFlags(Sigaction.Flag.RESTART);
        }
        Signal[] mask = signals(call.c());
        Sigaction old = Signals.sigaction(Signal.of(call.a()), action.withMask(mask));
        int was = old.disposition() == Sigaction.Disposition.DEFAULT ? 0 : 1;
        for (int h = 0; h < actions.length; h++) {
            was = old.handler() == actions[h].handler() ? h + HANDLER : was;
        }
        result(thread, 'd', was);
        put(thread, 'm', bits(old.mask()));
        put(thread, 'f', old.flags().contains(Sigaction.Flag.RESTART) ? 1 : 0);
    }

    private static Signal[] signals(long bits) {
        return Arrays.stream(Signal.values())
                .filter(signal -> (bits >> signal.number() & 1) != 0)
                .toArray(Signal[]::new);
    }

    private static SignalSet set(long bits) {
        return SignalSet.of(signals(bits));
    }

    private static long bits(SignalSet set) {
        long bits = 0;
        for (Signal signal : set) {
            bits |= 1L << signal.number();
        }
        return bits;
    }
}
