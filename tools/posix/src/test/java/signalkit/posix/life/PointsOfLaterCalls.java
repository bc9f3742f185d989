package signalkit.posix.life;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.ipc.BytePipe;
import signalkit.posix.old.OldSignals;

/** The calls of {@code PointsOfCallsTest} that have to do with pipes, ends and old signals. */
public final class PointsOfLaterCalls {
    private final Map<String, Supplier<Runnable>> calls;

    private PointsOfLaterCalls(Map<String, Supplier<Runnable>> calls) {
        this.calls = calls;
    }

    /** Adds them. */
    public static void list(Map<String, Supplier<Runnable>> calls) {
        PointsOfLaterCalls list = new PointsOfLaterCalls(calls);
        list.pipes();
        list.old();
        list.life();
    }

    private void call(String name, Runnable call) {
        calls.put(name, () -> call);
    }

    private <T> void call(String name, Supplier<T> made, Consumer<T> on) {
        calls.put(
                name,
                () -> {
                    T object = made.get();
                    return () -> on.accept(object);
                });
    }

    private void pipes() {
        Supplier<BytePipe> pipe =
                () -> {
                    BytePipe made = new BytePipe("pipe");
                    made.write(new byte[1]);
                    return made;
                };
        call("BytePipe.new(String)", () -> new BytePipe("pipe"));
        call("BytePipe.write(byte[])", pipe, each -> each.write(new byte[1]));
        call("BytePipe.writeNow(byte[])", pipe, each -> each.writeNow(new byte[1]));
        call("BytePipe.read(byte[])", pipe, each -> each.read(new byte[1]));
        call("BytePipe.readNow(byte[])", pipe, each -> each.readNow(new byte[1]));
        call("BytePipe.closeReader()", pipe, BytePipe::closeReader);
        call("BytePipe.closeWriter()", pipe, BytePipe::closeWriter);
    }

    private void old() {
        call(
                "OldSignals.signal(Signal,SignalHandler)",
                () -> OldSignals.signal(Signal.HUP, OldSignals.SIG_IGN));
        call(
                "OldSignals.sigset(Signal,SignalHandler)",
                () -> OldSignals.sigset(Signal.HUP, OldSignals.SIG_IGN));
        call("OldSignals.sighold(Signal)", () -> OldSignals.sighold(Signal.HUP));
        call("OldSignals.sigrelse(Signal)", () -> OldSignals.sigrelse(Signal.HUP));
        call("OldSignals.sigignore(Signal)", () -> OldSignals.sigignore(Signal.HUP));
    }

    private void life() {
        Supplier<Pthread> ended = () -> Pthread.create("t", () -> {});
        call(
                "ThreadLife.exit()",
                () -> assertThrows(Unwinding.class, ThreadLife::exit)); // the thread goes on
        call("ThreadLife.detach(Pthread)", ended, ThreadLife::detach);
        call("ThreadLife.cancel(Pthread)", ended, ThreadLife::cancel);
        call("ThreadLife.testCancel()", ThreadLife::testCancel);
        call(
                "ThreadLife.setCancelState(CancelState)",
                () -> ThreadLife.setCancelState(ThreadLife.CancelState.ENABLE));
        call(
                "ThreadLife.setCancelType(CancelType)",
                () -> ThreadLife.setCancelType(ThreadLife.CancelType.DEFERRED));
        call("ThreadLife.wasCancelled(Pthread)", ended, ThreadLife::wasCancelled);
        call("ThreadLife.cleanupPush(Runnable)", () -> ThreadLife.cleanupPush(() -> {}));
        call(
                "ThreadLife.cleanupPop(boolean)",
                () -> {
                    ThreadLife.cleanupPush(() -> {});
                    return (Runnable) () -> ThreadLife.cleanupPop(true);
                },
                Runnable::run);
        call("Jump.sigsetjmp(boolean,Consumer)", () -> Jump.sigsetjmp(true, jump -> {}));
        call("Jump.siglongjmp(int)", () -> Jump.sigsetjmp(true, jump -> jump.siglongjmp(1)));
        call("Once.new(String)", () -> new Once("once"));
        call("Once.run(Runnable)", () -> new Once("once"), once -> once.run(() -> {}));
        Supplier<ThreadKey<String>> key = () -> new ThreadKey<>(value -> {});
        call("ThreadKey.new(Consumer)", () -> new ThreadKey<>(value -> {}));
        call("ThreadKey.get()", key, ThreadKey::get);
        call("ThreadKey.set(Object)", key, each -> each.set("value"));
        call("ThreadKey.delete()", key, ThreadKey::delete);
    }
}
