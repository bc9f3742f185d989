package signalkit.weaver.sanitizer;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import signalkit.posix.Mutex;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.weaver.WeaveException;

/** The locks of one process, as its threads took them, and what was found. Thread-safe. */
final class LockRecord {
    private static final int FRAMES = 24;
    private static final String POSIX = Pthread.class.getPackageName() + ".";
    private static final String WEAVER = WeaveException.class.getPackageName() + ".";
    private static final String SELF_TEST = SelfTest.class.getName();
    private static final String HOOK = HookClass.NAME.replace('/', '.');
    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final WeakIdentityMap<Object, LockUse> locks = new WeakIdentityMap<>();
    private final List<InconsistentLock> inconsistentLocks = new CopyOnWriteArrayList<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Queue<InconsistentLock> unreported = new ConcurrentLinkedQueue<>();
    private final Queue<Acquisition> inHandlers = new ConcurrentLinkedQueue<>();
    private final boolean keepsAll;

    /**
     * An empty record.
     *
     * @param keepsAll whether it keeps each acquisition in handler context
     */
    LockRecord(boolean keepsAll) {
        this.keepsAll = keepsAll;
    }

    /** A thread, the calling one, takes a lock. */
    void note(Pthread self, Object lock) {
        List<Signal> running = self.handlers();
        boolean inHandler = !running.isEmpty();
        SignalSet handlers = SignalSet.of(running.toArray(Signal[]::new));
        SignalSet unblocked = SignalSet.FULL.minus(self.mask());
        LockUse use = locks.get(lock, LockUse::new);
        if (!use.isNews(handlers, unblocked) && !(keepsAll && inHandler)) {
            return;
        }
        List<StackTraceElement> stack =
                WALKER.walk(frames -> trace(frames.iterator(), inHandler, lock));
        if (stack == null) {
            return;
        }
        Acquisition acquisition =
                new Acquisition(Acquisition.describe(lock), self.name(), handlers, stack);
        if (keepsAll && inHandler) {
            inHandlers.add(acquisition);
        }
        use.note(acquisition, handlers, unblocked)
                .filter(found -> keys.add(found.key()))
                .ifPresent(
                        found -> {
                            inconsistentLocks.add(found);
                            unreported.add(found);
                        });
    }

    /** What was found and not asked for yet. */
    List<InconsistentLock> takeUnreported() {
        List<InconsistentLock> taken = new ArrayList<>();
        for (InconsistentLock next = unreported.poll(); next != null; next = unreported.poll()) {
            taken.add(next);
        }
        return taken;
    }

    boolean hasUnreported() {
        return !unreported.isEmpty();
    }

    List<InconsistentLock> inconsistentLocks() {
        return List.copyOf(inconsistentLocks);
    }

    List<Acquisition> inHandlers() {
        return List.copyOf(inHandlers);
    }

    /** The frames above the handler; null when the lock is not the program's business. */
    private static List<StackTraceElement> trace(
            Iterator<StackFrame> frames, boolean inHandler, Object lock) {
        List<StackTraceElement> stack = new ArrayList<>();
        boolean own = false;
        while (frames.hasNext()) {
            StackFrame frame = frames.next();
            String name = frame.getClassName();
            if (inHandler && (isLoading(frame) || (!own && isKernel(name, lock)))) {
                return null;
            }
            if (inHandler && isDeliver(frame)) {
                break;
            }
            own |= !isPlatform(frame.getDeclaringClass()) && !isSanitizer(name);
            if (stack.size() < FRAMES && !isSanitizer(name)) {
                stack.add(frame.toStackTraceElement());
            }
        }
        return stack;
    }

    private static boolean isDeliver(StackFrame frame) {
        return frame.getDeclaringClass() == Pthread.class
                && frame.getMethodName().equals("deliver");
    }

    /** The kit's own classes play the kernel: what they lock, a real kernel would. */
    private static boolean isKernel(String className, Object lock) {
        return className.startsWith(POSIX) && !(lock instanceof Mutex);
    }

    /** Loading and linking are the runtime's own work, like that of a dynamic linker. */
    private static boolean isLoading(StackFrame frame) {
        String name = frame.getClassName();
        return name.equals("java.lang.invoke.MethodHandleNatives")
                || (frame.getMethodName().equals("loadClass")
                        && ClassLoader.class.isAssignableFrom(frame.getDeclaringClass()));
    }

    private static boolean isSanitizer(String className) {
        return className.equals(HOOK)
                || (className.startsWith(WEAVER) && !className.startsWith(SELF_TEST));
    }

    private static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
