package signalkit.posix.referee;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import signalkit.posix.PosixException;
import signalkit.posix.PosixProcess;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalHandler;
import signalkit.posix.Signals;
import signalkit.posix.ipc.BytePipe;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.WaitStatus;
import signalkit.posix.life.Once;
import signalkit.posix.life.ThreadKey;
import signalkit.posix.life.ThreadLife;
import signalkit.posix.life.ThreadLife.CancelState;
import signalkit.posix.old.OldSignals;

/** The calls of {@link LaterCalls} on the emulation; they log what {@code lives.c} logs. */
final class EmulatedLives {
    private static final int CHILDREN = 2;
    private static final int CLEANUPS = 8;
    private static final int ANY_CHILD = 9;
    private static final int RUNS_A_BODY = 3;
    private static final int LAST_BODY = 2;

    private final Program program;
    private final EmulatedActions actions;
    private final BiConsumer<Integer, Call> runner;
    private final BytePipe broken = new BytePipe("broken");
    private final Once once = new Once("once");
    private final ThreadKey<Long> key = new ThreadKey<>(this::destroy);
    private final List<Child> children = new ArrayList<>();
    private final int[] cleanups;
    private final StringBuilder[] logs;
    private Pthread outside;
    private Call toChild;
    private int childWaiters;
    private int onceCallers;

    EmulatedLives(Program program, EmulatedActions actions, BiConsumer<Integer, Call> runner) {
        this.program = program;
        this.actions = actions;
        this.runner = runner;
        this.cleanups = new int[program.threads()];
        this.logs = new StringBuilder[program.threads()];
        broken.closeReader();
        if (program.steps().stream().anyMatch(step -> step.call().code() == 'j')) {
            outside = PosixProcess.current().service("outside", this::killChildren);
        }
    }

    private void put(int thread, char kind, long value) {
        logs[thread].append(EmulatedRun.entry(kind, value));
    }

    private void called(int thread, Runnable call) {
        EmulatedRun.called(
                logs[thread],
                () -> {
                    call.run();
                    return 0;
                });
    }

    private static boolean isEnding() {
        return Pthread.self().life().hasExited();
    }

    private void body(int thread) {
        program.handlers().get(LAST_BODY).forEach(call -> runner.accept(thread, call));
    }

    void run(Call call, int thread, StringBuilder log) {
        logs[thread] = log;
        int a = (int) call.a();
        switch (call.code()) {
            case 'X' -> {
                if (thread != 0 && !isEnding()) {
                    ThreadLife.exit();
                }
                put(thread, 's', 0);
            }
            case 't' -> ThreadLife.testCancel();
            case '7' -> setCancelState(thread, a);
            case 'c', 'b' -> cleanup(thread, call);
            case 'k' -> {
                key.set(a == 0 ? null : (long) a);
                put(thread, 'r', 0);
            }
            case 'g' -> put(thread, 'r', key.get() == null ? 0 : key.get());
            case 'i' -> once(thread);
            case 'p' -> EmulatedRun.called(log, () -> broken.writeNow(new byte[1]));
            case 'f' -> fork(thread);
            case 'w' -> await(thread, a, (int) call.b());
            case '1', '2' -> old(thread, call);
            case '3' -> called(thread, () -> OldSignals.sighold(Signal.of(a)));
            case '4' -> called(thread, () -> OldSignals.sigrelse(Signal.of(a)));
            case '5' -> called(thread, () -> OldSignals.sigignore(Signal.of(a)));
            case '6' ->
                    EmulatedRun.called(
                            log,
                            () -> {
                                Signals.sigpause(Signal.of(a));
                                return -1;
                            });
            default -> throw new IllegalArgumentException(call.toString());
        }
    }

    private void setCancelState(int thread, int disable) {
        if (isEnding()) {
            put(thread, 's', 0);
            return;
        }
        CancelState state = disable == 0 ? CancelState.ENABLE : CancelState.DISABLE;
        CancelState old = ThreadLife.setCancelState(state);
        put(thread, 'r', old == CancelState.DISABLE ? 1 : 0);
    }

    private void cleanup(int thread, Call call) {
        boolean pushes = call.code() == 'c';
        if (isEnding() || cleanups[thread] == (pushes ? CLEANUPS : 0)) {
            put(thread, 's', 0);
        } else if (pushes) {
            cleanups[thread]++;
            ThreadLife.cleanupPush(() -> cleanUp(thread, call.a()));
        } else {
            cleanups[thread]--;
            ThreadLife.cleanupPop(call.a() != 0);
        }
    }

    private void cleanUp(int thread, long a) {
        put(thread, 'w', a);
        put(thread, 'm', Call.bits(Signals.sigmask()));
        if (a == RUNS_A_BODY) {
            body(thread);
        }
    }

    private void destroy(Long value) {
        String name = Pthread.self().name();
        int thread = name.equals("main") ? 0 : name.charAt(1) - '0';
        put(thread, 'y', value);
        if (value > 1) {
            key.set(value - 1);
        }
    }

    private void once(int thread) {
        if (onceCallers > 1) {
            put(thread, 's', 0);
            return;
        }
        onceCallers++;
        once.run(
                () -> {
                    put(thread, 'i', 1);
                    body(thread);
                    put(thread, 'i', 2);
                });
        onceCallers--;
        put(thread, 'r', 0);
    }

    private void old(int thread, Call call) {
        Signal signal = Signal.of((int) call.a());
        SignalHandler handler = actions.function(call.disposition());
        try {
            SignalHandler before =
                    call.code() == '1'
                            ? OldSignals.signal(signal, handler)
                            : OldSignals.sigset(signal, handler);
            put(thread, 'd', actions.number(before));
        } catch (PosixException e) {
            put(thread, 'E', e.errno().number());
        }
    }

    private void fork(int thread) {
        if (children.size() == CHILDREN) {
            put(thread, 's', 0);
            return;
        }
        children.add(Child.fork("child" + children.size(), EmulatedLives::pauses));
        put(thread, 'r', children.size());
    }

    private static WaitStatus pauses() {
        while (true) {
            Signals.pause();
        }
    }

    /** A signal from outside; false when there is no such child. */
    boolean killChild(Call call) {
        if (call.b() >= children.size()) {
            return false;
        }
        toChild = call;
        outside.unpark();
        return true;
    }

    private void killChildren() {
        while (true) {
            Pthread.self().checkpoint();
            if (toChild == null) {
                Pthread.self().parkToTheEnd("a signal for a child", TurnScheduler.NEVER);
                continue;
            }
            Call call = toChild;
            toChild = null;
            try {
                children.get((int) call.b()).kill(Signal.of((int) call.a()));
            } catch (PosixException gone) {
                // The interpreter in C does not look either.
            }
        }
    }

    private void await(int thread, int a, int options) {
        if (childWaiters > 0 || a != ANY_CHILD && a >= children.size()) {
            put(thread, 's', 0);
            return;
        }
        childWaiters++;
        WaitStatus status = null;
        boolean failed = false;
        try {
            int pid = a == ANY_CHILD ? Child.ANY : children.get(a).pid();
            status = Child.waitpid(pid, options);
        } catch (PosixException e) {
            failed = true;
        }
        childWaiters--;
        if (status == null) {
            boolean error = failed;
            EmulatedRun.called(logs[thread], () -> error ? -1 : 0);
            return;
        }
        put(thread, 'r', status.pid() == children.get(0).pid() ? 1 : 2);
        int kind = status.change().ordinal() << Byte.SIZE;
        int signal = status.signal() == null ? 0 : status.signal().number();
        put(thread, 'u', kind + status.exitStatus() + signal);
    }
}
