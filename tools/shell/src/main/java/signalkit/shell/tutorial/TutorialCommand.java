package signalkit.shell.tutorial;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import signalkit.shell.console.CommandText;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;

/** Leads a newcomer through a first failure and its cure, in the shell itself. */
@Command(
        sortOptions = false,
        footer = {
            "The tour waits for the command of each step; anything else can be typed between.",
            "Without a terminal, all steps are printed."
        })
public final class TutorialCommand extends ShellCommand {
    /** What can be asked for. */
    enum Action {
        START,
        SKIP,
        END,
        LIST
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "start|skip|end|list",
            description = "Begin again, skip a step, leave the tour, or print all steps.")
    Action action;

    /**
     * The command.
     *
     * @param session what it works on
     */
    public TutorialCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Optional<TourGuide> guide =
                session().guide().filter(TourGuide.class::isInstance).map(TourGuide.class::cast);
        if (action == Action.LIST || action == null && !session().isInteractive()) {
            list();
        } else if (action == Action.END) {
            session().guideBy(null);
            screen().line("The tour is over. All commands: `help`.");
        } else if (guide.isPresent() && action == Action.SKIP) {
            guide.get().goOn();
        } else if (guide.isPresent() && action == null) {
            guide.get().show();
        } else {
            TourGuide fresh = new TourGuide(session());
            session().guideBy(fresh);
            fresh.show();
        }
        return 0;
    }

    private void list() {
        int number = 1;
        for (Tour.Step step : Tour.STEPS) {
            String prefix = String.format(Locale.ROOT, "%2d. ", number++);
            screen().hanging(prefix, step.text());
            screen().line("      " + CommandText.of(step.command()));
            screen().hanging("    ", "Look: " + step.look() + ".");
        }
    }
}
