package signalkit.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Field;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import signalkit.posix.Points;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;
import signalkit.posix.inspect.ThreadReport;
import signalkit.woven.Steppable;

/** A handler runs between any two steps of woven code, on top of the code that it interrupts. */
class HandlerAnywhereTest {
    private static final long LIMIT = 30_000_000_000L;
    private static final Class<?> LEAN = woven(Weaver.Mode.LEAN);
    private static final Class<?> FULL = woven(Weaver.Mode.FULL);

    @ParameterizedTest
    @EnumSource
    void handler_runs_between_any_two_steps(Weaver.Mode mode) throws Exception {
        Class<?> type = mode == Weaver.Mode.LEAN ? LEAN : FULL;
        Field progress = type.getField("progress");
        TreeSet<Integer> seen = new TreeSet<>();
        int points = 0;
        while (raiseAtPoint(points, type, () -> seen.add(get(progress)))) {
            points++;
        }
        assertEquals(new TreeSet<>(List.of(0, 1, 2, 3, 4, 5, 6, 7)), seen);
        assertEquals(8, points);
    }

    @RepeatedTest(200)
    void plain_loop_is_interrupted_by_a_signal_from_outside() throws Exception {
        PosixProcess process = new PosixProcess("tested");
        AtomicBoolean handled = new AtomicBoolean();
        startSpinning(process, LEAN, handled);
        process.kill(Signal.USR1);
        await("the handler has run", process, handled::get);
        LEAN.getMethod("stop").invoke(null);
        assertEquals(0, process.waitFor(LIMIT));
        assertEquals(List.of(), process.uncaught());
    }

    @RepeatedTest(200)
    void loop_that_is_not_woven_is_not_interrupted() throws Exception {
        PosixProcess process = new PosixProcess("tested");
        AtomicBoolean handled = new AtomicBoolean();
        startSpinning(process, Steppable.class, handled);
        process.kill(Signal.USR1);
        int before = Steppable.progress;
        await("it goes on", process, () -> Steppable.progress - before > 1_000);
        assertFalse(handled.get());
        Steppable.stop();
        assertEquals(0, process.waitFor(LIMIT));
    }

    /** Whether the n-th point of {@code run} exists; a handler has run there then. */
    private static boolean raiseAtPoint(int n, Class<?> type, Runnable handler) throws Exception {
        AtPoint scheduler = new AtPoint(n, () -> Signals.raise(Signal.USR1));
        PosixProcess process = new PosixProcess("tested", scheduler);
        type.getField("progress").setInt(null, 0);
        Runnable steps = (Runnable) type.getConstructor().newInstance();
        Points.arm(Points.Reason.SCHEDULER);
        try {
            process.start(
                    () -> {
                        Signals.sigaction(Signal.USR1, Sigaction.handler(s -> handler.run()));
                        scheduler.watch(steps);
                    });
            assertEquals(0, process.waitFor(LIMIT));
            assertEquals(List.of(), process.uncaught());
        } finally {
            Points.disarm(Points.Reason.SCHEDULER);
        }
        return scheduler.hasActed();
    }

    private static void startSpinning(PosixProcess process, Class<?> type, AtomicBoolean handled)
            throws Exception {
        Field progress = type.getField("progress");
        progress.setInt(null, 0);
        process.start(
                () -> {
                    Signals.sigaction(Signal.USR1, Sigaction.handler(s -> handled.set(true)));
                    try {
                        type.getMethod("spin").invoke(null);
                    } catch (ReflectiveOperationException e) {
                        throw new AssertionError(e);
                    }
                });
        await("it spins", process, () -> get(progress) > 0);
    }

    private static void await(String what, PosixProcess process, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT) {
                StringBuilder dump = new StringBuilder("never: " + what);
                process.threads().forEach(t -> dump.append('\n').append(ThreadReport.of(t)));
                throw new AssertionError(dump);
            }
            LockSupport.parkNanos(20_000);
        }
    }

    private static int get(Field field) {
        try {
            return field.getInt(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> woven(Weaver.Mode mode) {
        try {
            Weaver weaver = new Weaver(Selection.parse(Steppable.class.getName()), mode);
            ClassLoader parent = HandlerAnywhereTest.class.getClassLoader();
            return new WeavingClassLoader(parent, weaver).loadClass(Steppable.class.getName());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
