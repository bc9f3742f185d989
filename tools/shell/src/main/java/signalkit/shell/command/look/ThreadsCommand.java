package signalkit.shell.command.look;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.Diagnosis;
import signalkit.lab.server.RemoteServer;
import signalkit.posix.inspect.ThreadReport;
import signalkit.shell.console.Screen;
import signalkit.shell.interpreter.NumberRange;
import signalkit.shell.interpreter.OneServerCommand;
import signalkit.shell.interpreter.Session;

/** Shows the threads of a server: state, signals, stack; frames of handlers are marked. */
@Command(sortOptions = false)
final class ThreadsCommand extends OneServerCommand {
    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "12",
            description = "Frames of each stack; 0: none. Default: ${DEFAULT-VALUE}.")
    int depth;

    @Option(names = "--all", description = "Frames of the JDK and of the emulation, too.")
    boolean all;

    ThreadsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        NumberRange.check("--depth", depth, 0, 10_000);
        for (ThreadReport thread : RemoteServer.snapshot(runningServer()).threads()) {
            screen().line(Style.TITLE.of(thread.getName()) + "  " + describe(thread));
            List<String> stack =
                    all ? thread.getStack() : Diagnosis.framesOfInterest(thread.getStack());
            stack.stream().limit(depth).forEach(frame -> print(screen(), frame));
            if (stack.size() > depth && depth > 0) {
                screen().line(Style.FAINT.of("    … " + (stack.size() - depth) + " more"));
            }
        }
        return 0;
    }

    private static String describe(ThreadReport thread) {
        StringBuilder text = new StringBuilder(thread.getState());
        if (thread.getWaitsFor() != null) {
            text.append(", waits for ").append(thread.getWaitsFor());
        }
        append(text, "in the handler of", thread.getHandlers());
        append(text, "blocked", thread.getBlocked());
        append(text, "pending", thread.getPending());
        return text.toString();
    }

    private static void append(StringBuilder text, String what, List<String> signals) {
        if (!signals.isEmpty()) {
            text.append(", ").append(what).append(' ').append(String.join(" ", signals));
        }
    }

    private static void print(Screen screen, String frame) {
        boolean handler = frame.startsWith("[SIG");
        screen.line((handler ? Style.BAD : Style.FAINT).of("    " + Diagnosis.readable(frame)));
    }
}
