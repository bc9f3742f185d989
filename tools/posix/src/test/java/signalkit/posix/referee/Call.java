package signalkit.posix.referee;

import signalkit.posix.Signal;
import signalkit.posix.SignalSet;

/**
 * One call of a random program: a letter, as in {@code src/test/c/calls.c}, and its arguments.
 *
 * @param code which call
 * @param a most often a signal or a mutex
 * @param b most often a set of signals
 * @param c the mask of an action
 */
record Call(char code, long a, long b, long c) {
    /** The bits of a disposition in {@code b}; above them are the flags. */
    static final int DISPOSITION_BITS = 4;

    /** The dispositions of handlers without siginfo, and what blocks the signal instead. */
    static final int PLAIN = 6;

    static final int HOLD = 15;

    static final int RESTART = 1;
    static final int NODEFER = 2;
    static final int RESETHAND = 4;

    private static final String[] MUTEXES = {"normal", "errorcheck", "recursive"};
    private static final String[] HOW = {"BLOCK", "UNBLOCK", "SETMASK"};

    static SignalSet set(long bits) {
        SignalSet set = SignalSet.EMPTY;
        for (Signal signal : Signal.values()) {
            if ((bits >> signal.number() & 1) != 0) {
                set = set.with(signal);
            }
        }
        return set;
    }

    static long bits(SignalSet set) {
        long bits = 0;
        for (Signal signal : set) {
            bits |= 1L << signal.number();
        }
        return bits;
    }

    int disposition() {
        return (int) b & (1 << DISPOSITION_BITS) - 1;
    }

    int flags() {
        return (int) (b >> DISPOSITION_BITS);
    }

    /** As the interpreter in C reads it. */
    String wire() {
        return code + " " + a + " " + Long.toHexString(b) + " " + Long.toHexString(c);
    }

    String signal() {
        return Signal.of((int) a).name();
    }

    private String flagText(String prefix) {
        StringBuilder text = new StringBuilder();
        String[] names = {"RESTART", "NODEFER", "RESETHAND", "NOCLDSTOP", "NOCLDWAIT"};
        for (int bit = 0; bit < names.length; bit++) {
            if ((flags() >> bit & 1) != 0) {
                text.append(text.length() == 0 ? "" : " | ").append(prefix).append(names[bit]);
            }
        }
        return text.toString();
    }

    String disposition(String dfl, String ign, String handler) {
        return switch (disposition()) {
            case 0 -> dfl;
            case 1 -> ign;
            case HOLD -> "SIG_HOLD";
            default ->
                    disposition() < PLAIN
                            ? handler + (disposition() - 2)
                            : "plain" + (disposition() - PLAIN);
        };
    }

    /** As a statement in C; sets of signals are written as such. */
    String inC() {
        String of = "SET" + set(b);
        return switch (code) {
            case 'A' ->
                    "sigaction(SIG"
                            + signal()
                            + ", &(struct sigaction){"
                            + disposition("SIG_DFL", "SIG_IGN", "handler")
                            + ", SET"
                            + set(c)
                            + ", "
                            + (flags() == 0 ? "0" : flagText("SA_"))
                            + "}, NULL);";
            case 'Q' -> "sigaction(SIG" + signal() + ", NULL, &old);";
            case 'M' -> "pthread_sigmask(SIG_" + HOW[(int) a] + ", " + of + ", NULL);";
            case 'P' -> "sigpending(&set);";
            case 'R' -> "raise(SIG" + signal() + ");";
            case 'K' -> "kill(getpid(), SIG" + signal() + ");";
            case 'q' -> "sigqueue(getpid(), SIG" + signal() + ", value(" + b + "));";
            case 'T' -> "pthread_kill(thread[" + b + "], SIG" + signal() + ");";
            case 'S' -> "sigsuspend(" + of + ");";
            case 'W' -> "sigwait(" + of + ", &n);";
            case 'I' -> "sigwaitinfo(" + of + ", &info);";
            case 'Z' -> "sigtimedwait(" + of + ", NULL, &(struct timespec){0, 0});";
            case 'L' -> "pthread_mutex_lock(&" + MUTEXES[(int) a] + ");";
            case 'Y' -> "pthread_mutex_trylock(&" + MUTEXES[(int) a] + ");";
            case 'U' -> "pthread_mutex_unlock(&" + MUTEXES[(int) a] + ");";
            case 'C' -> "pthread_cond_wait(&cond, &" + MUTEXES[(int) a] + ");";
            case 'G' -> "pthread_cond_broadcast(&cond);";
            case 'D' -> "read(pipe[0], &byte, 1);";
            case 'B' -> "ppoll(&input, 1, NULL, " + of + ");";
            case 'V' -> "write(pipe[1], &byte, 1);";
            case 'N' -> "nanosleep(&day, NULL);";
            case 'O' -> "sem_wait(&sem);";
            case 'o' -> "sem_trywait(&sem);";
            case 'v' -> "sem_post(&sem);";
            case 'J' -> "pthread_join(thread[" + a + "], NULL);";
            case 'X' -> "pthread_exit(NULL);";
            case 'E' -> "n = errno;";
            case 'F' -> "errno = " + a + ";";
            default -> LaterCalls.inC(this);
        };
    }

    /** As a statement in Java. */
    String inJava() {
        String of = "SET" + set(b);
        return switch (code) {
            case 'A' ->
                    "Signals.sigaction(Signal."
                            + signal()
                            + ", "
                            + disposition("DEFAULT", "IGNORE", "handler")
                            + " with SET"
                            + set(c)
                            + (flags() == 0 ? "" : ", " + flagText("Flag."))
                            + ");";
            case 'Q' -> "Signals.sigaction(Signal." + signal() + ");";
            case 'M' -> "Signals.sigmask(How." + HOW[(int) a] + ", " + of + ");";
            case 'P' -> "Signals.sigpending();";
            case 'R' -> "Signals.raise(Signal." + signal() + ");";
            case 'K' -> "Signals.kill(Signal." + signal() + ");";
            case 'q' -> "Signals.sigqueue(Signal." + signal() + ", " + b + ");";
            case 'T' -> "Signals.pthreadKill(thread[" + b + "], Signal." + signal() + ");";
            case 'S' -> "Signals.sigsuspend(" + of + ");";
            case 'W' -> "Signals.sigwait(" + of + ");";
            case 'I' -> "Signals.sigwaitinfo(" + of + ", info);";
            case 'Z' -> "Signals.sigtimedwait(" + of + ", Duration.ZERO);";
            case 'L' -> MUTEXES[(int) a] + ".lock();";
            case 'Y' -> MUTEXES[(int) a] + ".tryLock();";
            case 'U' -> MUTEXES[(int) a] + ".unlock();";
            case 'C' -> "cond.await(" + MUTEXES[(int) a] + ");";
            case 'G' -> "cond.broadcast();";
            case 'D' -> "pipe.read();";
            case 'B' -> "Poll.ppoll(List.of(pipe), Poll.FOREVER, " + of + ");";
            case 'V' -> "pipe.write((byte) 'x');";
            case 'N' -> "Signals.nanosleep(DAY);";
            case 'O' -> "sem.await();";
            case 'o' -> "sem.tryAwait();";
            case 'v' -> "sem.post();";
            case 'J' -> "thread[" + a + "].join();";
            case 'X' -> "return;";
            case 'E' -> "Errno.get();";
            case 'F' -> "Errno.set(" + a + ");";
            default -> LaterCalls.inJava(this);
        };
    }
}
