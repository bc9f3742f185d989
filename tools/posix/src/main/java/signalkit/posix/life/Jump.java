package signalkit.posix.life;

import java.util.function.Consumer;
import signalkit.posix.Errno;
import signalkit.posix.How;
import signalkit.posix.Op;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;

/**
 * A jump out of frames, out of a handler too: {@code sigsetjmp} and {@code siglongjmp}.
 *
 * <p>It leaves the interrupted code where it was: locks stay locked, and data stays half changed.
 * So siglongjmp out of a handler is safe only where that handler can interrupt nothing but
 * async-signal-safe code (signal-safety(7)). The rules report each such call. Java has no second
 * return: code runs inside {@link #sigsetjmp}, and its {@code finally} blocks run on the way out,
 * which C has no counterpart of. Of one thread.
 */
public final class Jump {
    private static final class Landing extends Unwinding {
        private static final long serialVersionUID = 1L;

        private final transient Jump jump;
        private final int value;

        Landing(Jump jump, int value) {
            super("a jump whose sigsetjmp is below");
            this.jump = jump;
            this.value = value;
        }
    }

    private final Pthread thread = Pthread.self();
    private boolean isOver;

    private Jump() {}

    /**
     * Runs code that may jump: {@code sigsetjmp}.
     *
     * @param savesMask whether a jump brings back the mask of this call; without it, the mask of
     *     the handler stays
     * @param body gets what it can jump with
     * @return 0 when the body has returned, else the value of the jump
     * @throws PosixException EINVAL when the body is null
     */
    public static int sigsetjmp(boolean savesMask, Consumer<Jump> body) {
        PosixException.needed(body, "the code of sigsetjmp");
        Points.point(Op.OWN, null);
        Jump jump = new Jump();
        SignalSet mask = jump.thread.mask();
        try {
            body.accept(jump);
            return 0;
        } catch (Landing landing) {
            if (landing.jump != jump) {
                throw landing;
            }
            if (savesMask) {
                Signals.sigmask(How.SETMASK, mask);
            }
            return landing.value;
        } finally {
            jump.isOver = true;
        }
    }

    /**
     * Returns from {@link #sigsetjmp}: {@code siglongjmp}.
     *
     * @param value what it returns; 1 for 0
     * @throws PosixException EINVAL in another thread, and when sigsetjmp has returned: undefined
     *     in POSIX
     */
    public void siglongjmp(int value) {
        Points.point(Op.OWN, null);
        if (Pthread.self() != thread || isOver) {
            throw PosixException.returned(
                    Errno.EINVAL,
                    isOver
                            ? "the sigsetjmp of this jump has returned"
                            : "the sigsetjmp of this jump is one of " + thread);
        }
        throw new Landing(this, value == 0 ? 1 : value);
    }
}
