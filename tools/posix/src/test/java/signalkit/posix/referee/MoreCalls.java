package signalkit.posix.referee;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import signalkit.posix.Pipe;
import signalkit.posix.Poll;
import signalkit.posix.Signals;
import signalkit.posix.ipc.Sem;
import signalkit.posix.ipc.SignalFd;

/**
 * Programs of chance that also have calls which only look or whose time is over, {@code pause} and
 * {@code signalfd}; see {@code without_a_wait} in {@code calls.c}.
 */
final class MoreCalls extends LaterCalls {
    private static final List<String> C =
            List.of(
                    "kill(getpid(), 0);",
                    "kill(getpid(), 65);",
                    "sem_timedwait(&sem, &past);",
                    "poll(&input, 1, 0);",
                    "nanosleep(&none, NULL);",
                    "ppoll(&input, 1, &none, SET);",
                    "sem_getvalue(&sem, &value);",
                    "pause();",
                    "read(signalfd(-1, SET, SFD_NONBLOCK), &info, sizeof info);");
    private static final List<String> JAVA =
            List.of(
                    "Signals.kill(0);",
                    "Signals.kill(65);",
                    "sem.await(Duration.ZERO);",
                    "Poll.poll(List.of(pipe), Duration.ZERO);",
                    "Signals.nanosleep(Duration.ZERO);",
                    "Poll.ppoll(List.of(pipe), Duration.ZERO, SET);",
                    "sem.value();",
                    "Signals.pause();",
                    "new SignalFd(SET).poll();");

    MoreCalls(Random random) {
        super(random);
    }

    @Override
    String letters(boolean isHandlers) {
        return super.letters(isHandlers) + (isHandlers ? "0000" : "000000000000889LL");
    }

    @Override
    Call call(char code) {
        return switch (code) {
            case '0' -> new Call(code, random.nextInt(C.size()), set(), 0);
            case '8', '9' -> new Call(code, random.nextInt(3), 0, 0);
            default -> super.call(code);
        };
    }

    /** What a call of the letter 0 returns on the emulation. */
    static long run(Call call, Sem sem, Pipe pipe) {
        switch ((int) call.a()) {
            case 0, 1 -> Signals.kill(call.a() == 0 ? 0 : 65);
            case 2 -> {
                return sem.await(Duration.ZERO) ? 0 : -1;
            }
            case 3 -> {
                return Poll.poll(List.of(pipe), Duration.ZERO).size();
            }
            case 4 -> {
                return Signals.nanosleep(Duration.ZERO).isZero() ? 0 : -1;
            }
            case 5 -> {
                return Poll.ppoll(List.of(pipe), Duration.ZERO, Call.set(call.b())).size();
            }
            case 6 -> {
                return sem.value();
            }
            case 7 -> {
                Signals.pause();
                return -1;
            }
            default -> {
                var taken = new SignalFd(Call.set(call.b())).poll();
                return taken == null ? -1 : taken.number();
            }
        }
        return 0;
    }

    /** As a statement in C. */
    static String inC(Call call) {
        return switch (call.code()) {
            case '8' -> "pthread_mutex_timedlock(&mutex[" + call.a() + "], &past);";
            case '9' -> "pthread_cond_timedwait(&cond, &mutex[" + call.a() + "], &past);";
            default -> C.get((int) call.a()).replace("SET", "SET" + Call.set(call.b()));
        };
    }

    /** As a statement in Java. */
    static String inJava(Call call) {
        return switch (call.code()) {
            case '8' -> "mutex[" + call.a() + "].tryLock(Duration.ZERO);";
            case '9' -> "cond.await(mutex[" + call.a() + "], Duration.ZERO);";
            default -> JAVA.get((int) call.a()).replace("SET", "SET" + Call.set(call.b()));
        };
    }
}
