package signalkit.posix.referee;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.Sigaction;
import signalkit.posix.Sigaction.Flag;
import signalkit.posix.Sigaction.Siginfo;
import signalkit.posix.Signal;
import signalkit.posix.SignalHandler;
import signalkit.posix.Signals;
import signalkit.posix.old.OldSignals;

/** The actions of a random program, and what the interpreter in C logs of them. */
final class EmulatedActions {
    private static final int DEFAULT = 0;
    private static final int IGNORE = 1;
    private static final int FIRST_HANDLER = 2;
    private static final Flag[] FLAGS = {
        Flag.RESTART, Flag.NODEFER, Flag.RESETHAND, Flag.NOCLDSTOP, Flag.NOCLDWAIT
    };

    private final Sigaction[] handlers;
    private final SignalHandler[] plain;

    EmulatedActions(
            List<List<Call>> bodies,
            BiConsumer<List<Call>, Siginfo> handle,
            BiConsumer<List<Call>, Signal> handlePlain) {
        this.plain =
                bodies.stream()
                        .map(body -> (SignalHandler) signal -> handlePlain.accept(body, signal))
                        .toArray(SignalHandler[]::new);
        this.handlers =
                bodies.stream()
                        .map(body -> Sigaction.siginfo(info -> handle.accept(body, info)))
                        .toArray(Sigaction[]::new);
    }

    /** sigaction with a new action. */
    String set(Call call) {
        Sigaction action =
                switch (call.disposition()) {
                    case DEFAULT -> Sigaction.DEFAULT;
                    case IGNORE -> Sigaction.IGNORE;
                    default -> handlers[call.disposition() - FIRST_HANDLER];
                };
        Set<Flag> flags = new HashSet<>();
        for (int bit = 0; bit < FLAGS.length; bit++) {
            if ((call.flags() >> bit & 1) != 0) {
                flags.add(FLAGS[bit]);
            }
        }
        Sigaction whole =
                new Sigaction(action.disposition(), action.handler(), Call.set(call.c()), flags);
        try {
            return text(Signals.sigaction(Signal.of((int) call.a()), whole));
        } catch (PosixException e) {
            return EmulatedRun.entry('E', Errno.get().number());
        }
    }

    /** sigaction without. */
    String get(Signal signal) {
        return text(Signals.sigaction(signal));
    }

    private String text(Sigaction action) {
        int disposition =
                switch (action.disposition()) {
                    case DEFAULT -> DEFAULT;
                    case IGNORE -> IGNORE;
                    case HANDLER -> number(action.handler());
                };
        int flags = 0;
        for (int bit = 0; bit < FLAGS.length; bit++) {
            flags |= action.flags().contains(FLAGS[bit]) ? 1 << bit : 0;
        }
        return EmulatedRun.entry('d', disposition)
                + EmulatedRun.entry('m', Call.bits(action.mask()))
                + EmulatedRun.entry('f', flags);
    }

    /** The number of what the old calls set or return. */
    int number(SignalHandler handler) {
        if (handler == OldSignals.SIG_DFL || handler == OldSignals.SIG_IGN) {
            return handler == OldSignals.SIG_DFL ? DEFAULT : IGNORE;
        }
        for (int h = 0; h < handlers.length; h++) {
            if (handlers[h].handler() == handler) {
                return h + FIRST_HANDLER;
            }
            if (plain[h] == handler) {
                return h + Call.PLAIN;
            }
        }
        return Call.HOLD;
    }

    /** What such a number stands for. */
    SignalHandler function(int number) {
        return switch (number) {
            case DEFAULT -> OldSignals.SIG_DFL;
            case IGNORE -> OldSignals.SIG_IGN;
            case Call.HOLD -> OldSignals.SIG_HOLD;
            default -> plain[number - Call.PLAIN];
        };
    }

    /** SI_USER, SI_QUEUE and SI_TKILL are 0, -1 and -6 on Linux. */
    static String text(Siginfo info) {
        int code =
                switch (info.code()) {
                    case USER -> 0;
                    case QUEUE -> 1;
                    case TKILL -> 6;
                    case TIMER -> 2;
                };
        return EmulatedRun.entry('c', code) + EmulatedRun.entry('v', info.value());
    }
}
