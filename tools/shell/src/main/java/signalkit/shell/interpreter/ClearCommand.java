package signalkit.shell.interpreter;

import picocli.CommandLine.Command;

/** Clears the window; a stream stays as it is. */
@Command(sortOptions = false, footer = "Ctrl-L does the same.")
final class ClearCommand extends ShellCommand {
    ClearCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        screen().clear();
        return 0;
    }
}
