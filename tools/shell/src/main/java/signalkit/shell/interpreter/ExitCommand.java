package signalkit.shell.interpreter;

import picocli.CommandLine.Command;

/** Leaves the shell. */
@Command(sortOptions = false)
final class ExitCommand extends ShellCommand {
    ExitCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        session().leave();
        return 0;
    }
}
