package signalkit.rules;

/** What a handler may not do; each kind has a rule of its own in {@link HandlerRules}. */
public enum Kind {
    SELF_DEADLOCK(
            "take a lock that the interrupted code takes too",
            "SIG30-C: the handler waits for a lock whose owner cannot run before it returns",
            "move the work to a thread that waits for the signal (sigwait)"),
    LOCK(
            "take a lock",
            "SIG30-C: the interrupted thread may hold any lock and cannot run until it returns",
            "set a volatile flag, or use an atomic; do the work in a thread that waits"),
    BLOCK(
            "block",
            "SIG30-C: what it waits for may have to be done by the thread that it interrupted",
            "leave the waiting to a thread that waits for the signal (sigwait)"),
    IO(
            "do I/O other than a raw write",
            "SIG30-C: buffered and channel I/O takes locks; POSIX lists write, not stdio",
            "write bytes made ready before to an open FileOutputStream"),
    LOG(
            "log",
            "SIG30-C: loggers lock and allocate, and their level is run-time state",
            "set a volatile flag and let the waiting thread log"),
    THREAD(
            "start a thread",
            "SIG30-C: pthread_create is not async-signal-safe, and Thread.start takes locks",
            "start the thread before the handler is registered and let it wait"),
    EXIT(
            "exit",
            "SIG30-C: exit is not async-signal-safe; the hooks it waits for may need what is held",
            "set a flag and return; where it must end here, Runtime.halt is Java's _exit"),
    REGISTER(
            "register a handler",
            "SIG34-C: do not register handlers from within interruptible handlers",
            "register all handlers before the first signal can come"),
    THROW(
            "throw",
            "MSC54-CPP: a handler is a plain function; an exception leaves the work half done",
            "test before; return a value made ready before"),
    SHARED_STATE(
            "use plain shared state",
            "SIG31-C: objects shared with interrupted code must be volatile or lock-free atomic",
            "make the field volatile, or use an atomic"),
    LOST_UPDATE(
            "read and write a field in two steps",
            "SIG31-C, VNA02-J: the update that comes between the two steps is lost",
            "use an atomic: AtomicInteger.incrementAndGet, AtomicReference.compareAndSet"),
    FIRST_USE(
            "use code for the first time",
            "SIG30-C: class initialisation and call-site linkage take locks and run foreign code",
            "use it once on every path that leads to the registration"),
    ALLOCATE(
            "allocate",
            "SIG30-C: malloc is not async-signal-safe; in Java an allocation may wait for a GC",
            "allocate before the handler is registered"),
    UNVERIFIED(
            "reach code that cannot be verified",
            "SIG30-C: call only functions that are known to be async-signal-safe",
            "call something that can be seen, or vouch for it with @AsyncSignalSafe"),
    UNANNOTATED(
            "be registered without @HandlerContext",
            "SIG30-C: whoever changes the code has to see that it runs in handler context",
            "put @HandlerContext on the method");

    public final String offence;
    public final String because;
    public final String instead;

    Kind(String offence, String because, String instead) {
        this.offence = offence;
        this.because = because;
        this.instead = instead;
    }
}
