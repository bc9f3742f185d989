import java.time.Duration;
import signalkit.posix.How;
import signalkit.posix.PosixProcess;
import signalkit.posix.Sigaction;
import signalkit.posix.Signal;
import signalkit.posix.SignalSet;
import signalkit.posix.Signals;
import signalkit.posix.time.Alarms;

/** The same as {@code alarm.c}. */
class Alarm {
    static int ticks;

    public static void main(String[] arguments) {
        PosixProcess.main().run(Alarm::program);
    }

    static void program() {
        SignalSet alrm = SignalSet.of(Signal.ALRM);
        Duration soon = Duration.ofMillis(2);
        System.out.println("alarm: " + Alarms.alarm(100));
        System.out.println("alarm: " + Alarms.alarm(50));
        System.out.println("alarm: " + Alarms.alarm(0));
        System.out.println("alarm: " + Alarms.alarm(0));
        Signals.sigaction(
                Signal.ALRM,
                Sigaction.handler(
                        s -> {
                            ticks++;
                            System.out.println("handler of " + s.number() + ", tick " + ticks);
                        }));
        Signals.sigmask(How.BLOCK, alrm);
        Alarms.setitimer(soon, Duration.ZERO);
        Signals.sigsuspend(SignalSet.EMPTY);
        boolean pending = Signals.sigpending().contains(Signal.ALRM);
        System.out.println("pending: " + (pending ? 1 : 0));
        Alarms.setitimer(soon, soon);
        Signals.sigsuspend(SignalSet.EMPTY);
        Signals.sigsuspend(SignalSet.EMPTY);
        Alarms.setitimer(Duration.ZERO, Duration.ZERO);
        System.out.println("ends by the default action");
        Signals.sigaction(Signal.ALRM, Sigaction.DEFAULT);
        Signals.sigmask(How.UNBLOCK, alrm);
        Alarms.setitimer(soon, Duration.ZERO);
        while (true) {
            Signals.pause();
        }
    }
}
