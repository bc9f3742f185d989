package signalkit.shell.interpreter;

import picocli.CommandLine.Command;

/** Prints the versions of the kit and of Java. */
@Command(sortOptions = false)
final class VersionCommand extends ShellCommand {
    VersionCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        screen().line("signalkit " + (version == null ? "(not packaged)" : version));
        screen().line("Java " + Runtime.version() + " (" + System.getProperty("java.home") + ")");
        return 0;
    }
}
