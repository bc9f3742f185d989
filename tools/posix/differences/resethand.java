import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.Signals;

/** The same as {@code resethand.c}. */
class Resethand {
    public static void main(String[] arguments) {
        PosixProcess.main().run(Resethand::program);
    }

    static void program() {
        Signals.sigaction(
                Signal.USR1,
                Sigaction.handler(s -> System.out.println("handler of " + s.number()))
                        .withMask(Signal.INT, Signal.KILL)
                        .withFlags(Sigaction.Flag.RESETHAND));
        Signals.raise(Signal.USR1);
        Sigaction now = Signals.sigaction(Signal.USR1);
        boolean isDefault = now.disposition() == Sigaction.Disposition.DEFAULT;
        System.out.println("default: " + (isDefault ? 1 : 0));
        System.out.println(
                "INT: "
                        + (now.mask().contains(Signal.INT) ? 1 : 0)
                        + ", KILL: "
                        + (now.mask().contains(Signal.KILL) ? 1 : 0));
        boolean stays = now.flags().contains(Sigaction.Flag.RESETHAND);
        System.out.println("RESETHAND: " + (stays ? 1 : 0));
    }
}
