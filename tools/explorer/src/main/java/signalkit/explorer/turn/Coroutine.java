package signalkit.explorer.turn;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;

/**
 * A Java thread that another one carries, as the JVM carries virtual threads: a switch is a call,
 * where that between two threads of the system takes some ten microseconds.
 *
 * <p>This is what {@code VirtualThread} is made of, {@code jdk.internal.vm.Continuation} and {@code
 * Thread.setCurrentThread}. Unlike a virtual thread, it is a {@code Thread} of a class of ours, and
 * goes on when it is told to. The JVM has to be of version 24 or later, where a thread that is
 * suspended may hold monitors (JEP 491), and must let us in: with {@code --add-exports
 * java.base/jdk.internal.vm=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED}, as the
 * manifest of the explorer's program says.
 */
final class Coroutine {
    private static final int FIRST_VERSION = 24;
    private static final Class<?> TYPE;
    private static final Object SCOPE;

    // No constants for the compiler: it may not look into a call that changes the current thread,
    // which it takes for the same all through a method.
    private static MethodHandle run;
    private static MethodHandle suspend;
    private static MethodHandle setCurrentThread;

    static {
        Class<?> type = null;
        Object scope = null;
        // A debugger does not know these threads.
        boolean isDebugged =
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .anyMatch(argument -> argument.contains("jdwp"));
        if (Runtime.version().feature() >= FIRST_VERSION && !isDebugged) {
            try {
                Lookup lookup = MethodHandles.lookup();
                Class<?> scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
                type = Class.forName("jdk.internal.vm.Continuation");
                scope = scopeType.getConstructor(String.class).newInstance("explorer");
                run =
                        lookup.findVirtual(type, "run", MethodType.methodType(void.class))
                                .asType(MethodType.methodType(void.class, Object.class));
                suspend =
                        lookup.findStatic(
                                        type,
                                        "yield",
                                        MethodType.methodType(boolean.class, scopeType))
                                .asType(MethodType.methodType(boolean.class, Object.class));
                setCurrentThread =
                        MethodHandles.privateLookupIn(Thread.class, lookup)
                                .findVirtual(
                                        Thread.class,
                                        "setCurrentThread",
                                        MethodType.methodType(void.class, Thread.class));
            } catch (ReflectiveOperationException e) {
                // This JVM does not let us in: threads of the system do as well, only slower.
                type = null;
            }
        }
        TYPE = type;
        SCOPE = scope;
    }

    private final Thread thread;
    private final Object continuation;

    /**
     * One that has not begun.
     *
     * @param thread what {@code Thread.currentThread()} is in it; never started
     * @param body what it does
     */
    Coroutine(Thread thread, Runnable body) {
        this.thread = thread;
        try {
            this.continuation =
                    TYPE.getConstructor(SCOPE.getClass(), Runnable.class).newInstance(SCOPE, body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JVM has no coroutines", e);
        }
    }

    /** Whether this JVM has them. */
    static boolean areAvailable() {
        return TYPE != null;
    }

    /**
     * Goes on until it suspends itself or ends.
     *
     * @param driver the calling thread, always the same one
     */
    void resume(Thread driver) {
        try {
            setCurrentThread.invokeExact(driver, thread);
            try {
                run.invokeExact(continuation);
            } finally {
                setCurrentThread.invokeExact(driver, driver);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Suspends the calling one.
     *
     * @return false when it cannot be suspended, since code that is not Java's has called it
     */
    static boolean suspend() {
        try {
            return (boolean) suspend.invokeExact(SCOPE);
        } catch (IllegalStateException e) {
            return false;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it is suspended, the innermost frame first. */
    StackTraceElement[] stack() {
        try {
            return (StackTraceElement[]) TYPE.getMethod("getStackTrace").invoke(continuation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the JVM does not show the stack of a coroutine", e);
        }
    }
}
