package signalkit.posix.inspect;

/** What POSIX has of signals and this kit has not, by name, and the reason. */
public enum Refused {
    /** An alternate stack. */
    SIGALTSTACK(
            "sigaltstack",
            "HotSpot meets a stack overflow at its guard pages and throws StackOverflowError, so"
                    + " there is no SEGV to handle, and a handler has no stack but its thread's"),
    /** The memory and the code of a fault. */
    SI_ADDR(
            "si_addr",
            "the operating system's SEGV, BUS, FPE and ILL remain the JVM's, which makes"
                    + " exceptions of them"),
    /** Copies the process. */
    FORK(
            "fork",
            "only the calling thread would live on, and a JVM needs its others; Child has what a"
                    + " parent sees of a child"),
    /** Cancels between any two instructions. */
    PTHREAD_CANCEL_ASYNCHRONOUS(
            "PTHREAD_CANCEL_ASYNCHRONOUS",
            "no JVM ends a thread between two instructions since Thread.stop was removed"),
    /** Signals for a process group. */
    KILLPG("killpg", "one process has no groups; a Child is signalled by itself"),
    /** A thread for each expiry. */
    SIGEV_THREAD(
            "SIGEV_THREAD", "it delivers no signal; a thread that waits for the timer's does so"),
    /** Whether system calls are restarted. */
    SIGINTERRUPT("siginterrupt", "obsolescent; SA_RESTART says so for each action"),
    /** Prints a signal's text. */
    PSIGNAL("psignal", "it takes the lock of stderr; a signal's name is Signal.name"),
    /** Prints what is known of a signal. */
    PSIGINFO("psiginfo", "it takes the lock of stderr; Siginfo is a record");

    private final String call;
    private final String reason;

    Refused(String call, String reason) {
        this.call = call;
        this.reason = reason;
    }

    /**
     * What is not there.
     *
     * @return a name of POSIX
     */
    public String call() {
        return call;
    }

    /**
     * Why it is not there.
     *
     * @return a sentence without its end
     */
    public String reason() {
        return reason;
    }

    /**
     * The refusal of a call that asks for it all the same.
     *
     * @return an exception that names it, to be thrown
     */
    public UnsupportedOperationException refusal() {
        return new UnsupportedOperationException(call + " is not there: " + reason);
    }
}
