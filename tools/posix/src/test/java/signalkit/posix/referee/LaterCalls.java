package signalkit.posix.referee;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import signalkit.posix.referee.Program.Step;

/**
 * Programs of chance with the calls that came later: cancelling, cleanup handlers, keys, {@code
 * pthread_once}, the old calls, children, and a pipe that nobody reads. See {@code lives.c}.
 */
class LaterCalls extends Program.Maker {
    private static final int[] SIGNALS = {10, 12, 17, 13, 34, 15, 2, 18};
    private static final String CALLS =
            "AAMMPRKTTSBWIZLLUCCGDVNOvJExxxxxtt77cccbXXkkgiippffwww1122345566";
    private static final String HANDLER_CALLS = "MPRKTvVEVtcbXkgipw1634";
    private static final String WAITS = "DONSWICwJBi6";
    private static final int[] TO_CHILD = {19, 18, 9, 18, 19};
    private static final int[] OPTIONS = {0, 1, 2, 3, 9, 10, 11};

    LaterCalls(Random random) {
        super(random, SIGNALS);
    }

    @Override
    String letters(boolean isHandlers) {
        return isHandlers ? HANDLER_CALLS : CALLS;
    }

    @Override
    Call outside() {
        if (random.nextInt(2) == 0) {
            int signal = TO_CHILD[random.nextInt(TO_CHILD.length)];
            return new Call('j', signal, random.nextInt(2), 0);
        }
        return new Call('K', random.nextInt(3) == 0 ? 18 : signal(), 0, 0);
    }

    @Override
    int idioms() {
        return 1;
    }

    @Override
    Call call(char code) {
        return switch (code) {
            case 'A' -> {
                Call call = super.call(code);
                int more = call.a() == 17 ? random.nextInt(4) << 3 : 0;
                yield new Call(code, call.a(), call.b() | (long) more << 4, call.c());
            }
            case 'x' -> new Call(code, random.nextInt(threads), 0, 0);
            case '7', 'b' -> new Call(code, random.nextInt(2), 0, 0);
            case 'c' -> new Call(code, random.nextInt(4), 0, 0);
            case 'k' -> new Call(code, random.nextInt(7), 0, 0);
            case 'w' -> {
                int child = random.nextInt(3);
                long options = OPTIONS[random.nextInt(OPTIONS.length)];
                yield new Call(code, child == 2 ? 9 : child, options, 0);
            }
            case '1' -> new Call(code, catchable(), disposition(4), 0);
            case '2' -> new Call(code, catchable(), disposition(5), 0);
            case '3', '4', '6' -> new Call(code, signal(), 0, 0);
            case '5' -> new Call(code, catchable(), 0, 0);
            default -> super.call(code);
        };
    }

    /** Now and then one that is not. */
    private int catchable() {
        return random.nextInt(12) == 0 ? 9 : signal();
    }

    private long disposition(int kinds) {
        return new int[] {1, 6, 7, 8, 15}[random.nextInt(kinds)];
    }

    private Step step(int thread, char code) {
        return new Step(thread, call(code));
    }

    private Step kills(int child) {
        return new Step(
                Program.OUTSIDE,
                new Call('j', TO_CHILD[random.nextInt(TO_CHILD.length)], child, 0));
    }

    @Override
    List<Step> idiom(List<List<Call>> handlers) {
        int thread = random.nextInt(threads);
        int other = random.nextInt(threads);
        List<Step> steps = new ArrayList<>();
        switch (random.nextInt(6)) {
            case 0 -> { // a wait that is cancelled, with something to clean up
                steps.add(step(thread, 'k'));
                steps.add(step(thread, 'c'));
                steps.add(step(thread, "cLM7".charAt(random.nextInt(4))));
                steps.add(step(thread, WAITS.charAt(random.nextInt(WAITS.length()))));
                steps.add(step(other, 'x', thread, 0, 0));
                steps.add(step(other, 'J', thread, 0, 0));
            }
            case 1 -> { // a mutex that a cancelled wait has to lock again
                steps.add(step(thread, 'c'));
                steps.add(step(thread, 'L', 1, 0, 0));
                steps.add(step(thread, 'C', 1, 0, 0));
                steps.add(step(other, 'L', 1, 0, 0));
                steps.add(step(random.nextInt(threads), 'x', thread, 0, 0));
                steps.add(step(other, 'U', 1, 0, 0));
            }
            case 2 -> { // an initialisation that waits
                handlers.get(2).add(0, call(WAITS.charAt(random.nextInt(WAITS.length()))));
                steps.add(step(thread, 'i'));
                steps.add(step(other, 'i'));
                steps.add(step(other, "vVx".charAt(random.nextInt(3))));
                steps.add(step(random.nextInt(threads), 'x', thread, 0, 0));
                steps.add(step(other, 'i'));
            }
            case 3 -> { // children that stop, continue and end
                long flags = (long) random.nextInt(4) << 3 | random.nextInt(2);
                steps.add(step(other, 'A', 17, 2 + random.nextInt(3) | flags << 4, 0));
                steps.add(step(thread, 'f'));
                steps.add(kills(0));
                steps.add(step(other, 'w'));
                steps.add(kills(0));
                steps.add(step(thread, 'f'));
                steps.add(step(other, 'w'));
                steps.add(kills(1));
                steps.add(step(thread, 'w'));
            }
            case 4 -> { // a pipe that nobody reads
                steps.add(step(thread, 'A', 13, 1 + random.nextInt(3), 0));
                steps.add(step(other, 'p'));
                steps.add(step(thread, 'E'));
            }
            default -> { // the old way to wait
                int signal = signal();
                steps.add(step(thread, '2', signal, disposition(5), 0));
                steps.add(step(thread, '3', signal, 0, 0));
                steps.add(step(other, "RK".charAt(random.nextInt(2)), signal, 0, 0));
                steps.add(step(thread, "64".charAt(random.nextInt(2)), signal, 0, 0));
                steps.add(step(other, "1A".charAt(random.nextInt(2))));
            }
        }
        return steps;
    }

    /** As a statement in C. */
    static String inC(Call call) {
        long a = call.a();
        String function = call.disposition("SIG_DFL", "SIG_IGN", "handler");
        return switch (call.code()) {
            case 'X' -> "pthread_exit(NULL);";
            case 'x' -> "pthread_cancel(thread[" + a + "]);";
            case 't' -> "pthread_testcancel();";
            case '7' -> "pthread_setcancelstate(" + state(a, "PTHREAD_CANCEL_") + ", &old);";
            case 'c' -> "pthread_cleanup_push(cleanup" + a + ", NULL);";
            case 'b' -> "pthread_cleanup_pop(" + a + ");";
            case 'k' -> "pthread_setspecific(key, (void *)" + a + ");";
            case 'g' -> "pthread_getspecific(key);";
            case 'i' -> "pthread_once(&once, initialise); /* calls what handler2 does */";
            case 'p' -> "write(broken[1], &byte, 1);";
            case 'f' -> "if (fork() == 0) while (1) pause();";
            case 'w' -> "waitpid(" + child(a, "-1") + ", &status, " + options(call.b(), "") + ");";
            case '1' -> "signal(SIG" + call.signal() + ", " + function + ");";
            case '2' -> "sigset(SIG" + call.signal() + ", " + function + ");";
            case '3' -> "sighold(SIG" + call.signal() + ");";
            case '4' -> "sigrelse(SIG" + call.signal() + ");";
            case '5' -> "sigignore(SIG" + call.signal() + ");";
            case '6' -> "sigpause(SIG" + call.signal() + ");";
            case 'j' -> "kill(" + child(call.b(), "") + ", SIG" + call.signal() + ");";
            default -> MoreCalls.inC(call);
        };
    }

    /** As a statement in Java. */
    static String inJava(Call call) {
        long a = call.a();
        String function = call.disposition("SIG_DFL", "SIG_IGN", "handler");
        String signal = call.code() < 'A' || call.code() == 'j' ? call.signal() : "";
        return switch (call.code()) {
            case 'X' -> "ThreadLife.exit();";
            case 'x' -> "ThreadLife.cancel(thread[" + a + "]);";
            case 't' -> "ThreadLife.testCancel();";
            case '7' -> "ThreadLife.setCancelState(" + state(a, "CancelState.") + ");";
            case 'c' -> "ThreadLife.cleanupPush(cleanup" + a + ");";
            case 'b' -> "ThreadLife.cleanupPop(" + (a != 0) + ");";
            case 'k' -> "key.set(" + (a == 0 ? "null" : a) + ");";
            case 'g' -> "key.get();";
            case 'i' -> "once.run(initialise); // calls what handler2 does";
            case 'p' -> "broken.writeNow(new byte[1]);";
            case 'f' -> "Child.fork(\"child\", () -> { while (true) Signals.pause(); });";
            case 'w' ->
                    "Child.waitpid("
                            + child(a, "Child.ANY")
                            + ", "
                            + options(call.b(), "Child.")
                            + ");";
            case '1' -> "OldSignals.signal(Signal." + signal + ", " + function + ");";
            case '2' -> "OldSignals.sigset(Signal." + signal + ", " + function + ");";
            case '3' -> "OldSignals.sighold(Signal." + signal + ");";
            case '4' -> "OldSignals.sigrelse(Signal." + signal + ");";
            case '5' -> "OldSignals.sigignore(Signal." + signal + ");";
            case '6' -> "Signals.sigpause(Signal." + signal + ");";
            case 'j' -> child(call.b(), "") + ".kill(Signal." + signal + ");";
            default -> MoreCalls.inJava(call);
        };
    }

    private static String state(long disable, String prefix) {
        return prefix + (disable == 0 ? "ENABLE" : "DISABLE");
    }

    private static String child(long child, String any) {
        return child == 9 ? any : "child[" + child + "]";
    }

    private static String options(long options, String prefix) {
        String[] names = {"WNOHANG", "WUNTRACED", "", "WCONTINUED"};
        List<String> set = new ArrayList<>();
        for (int bit = 0; bit < names.length; bit++) {
            if ((options >> bit & 1) != 0) {
                set.add(prefix + names[bit]);
            }
        }
        return set.isEmpty() ? "0" : String.join(" | ", set);
    }
}
