package signalkit.shell.command.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.cli.Style;
import signalkit.lab.diagnosis.SanitizerReport;
import signalkit.lab.diagnosis.SharedLock;
import signalkit.lab.server.ServerProcess;
import signalkit.shell.console.ShellException;
import signalkit.shell.interpreter.NumberRange;
import signalkit.shell.interpreter.OneServerCommand;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.Suggesting;
import signalkit.shell.names.ServerNames;
import signalkit.shell.view.SanitizerView;

/** Shows the locks that the handlers of a server share with the code that they interrupt. */
@Command(
        sortOptions = false,
        footer = {
            "For a server that was started with --sanitize; it may hang or have ended.",
            "No deadlock needs to have happened. The exit status is 1 when there are findings.",
            "Example: start unsafe --sanitize; send TERM; wait; findings"
        })
final class FindingsCommand extends OneServerCommand implements Suggesting {
    /** From here on, a stack tells how the server was called, and no more what it does. */
    private static final Pattern COMMAND_LINE = Pattern.compile("^(ServerCommand|CommandLine)\\b");

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "12",
            description = "Frames of each stack. Default: ${DEFAULT-VALUE}.")
    int depth;

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    FindingsCommand(Session session) {
        super(session);
    }

    /** One that has ended can be asked, too. */
    @Override
    public List<String> suggestions(List<String> before) {
        List<String> names = new ArrayList<>();
        new ServerNames(session()).forEach(names::add);
        return before.isEmpty() ? names : List.of();
    }

    @Override
    public Integer call() throws InterruptedException {
        NumberRange.check("--depth", depth, 1, 10_000);
        ServerProcess server = anyServer();
        Optional<SanitizerReport> found = SanitizerReport.of(server);
        if (found.isEmpty()) {
            throw ShellException.failed(
                    server.name()
                            + " was started without the sanitizer, so nothing was looked for;"
                            + " start it with --sanitize");
        }
        SanitizerReport findings = found.get();
        if (json) {
            json(findings);
        } else {
            print(findings, server.log().last("SIGNAL").isPresent());
        }
        return findings.locks().isEmpty() ? 0 : ShellException.FAILED;
    }

    private void print(SanitizerReport findings, boolean handlersRan) {
        for (SharedLock shared : findings.locks()) {
            String signals = String.join(" and ", shared.signals());
            screen().line(
                            Style.BAD.of(shared.lock())
                                    + " is taken in a handler, and where "
                                    + signals
                                    + " can arrive");
            print("in the handler", shared.inHandler(), Style.BAD);
            print("outside", shared.outside(), Style.FAINT);
        }
        List<SharedLock> locks = findings.locks();
        if (locks.isEmpty() && !handlersRan) {
            screen().line(
                            Style.WARN.of("no handler has run yet, so nothing could be found")
                                    + "; make one run, for example with `send TERM`");
            return;
        }
        screen().line(
                        (locks.isEmpty() ? Style.GOOD : Style.BAD)
                                .of(SanitizerView.count(locks.size())));
        screen().line(
                        Style.FAINT.of(
                                findings.classes()
                                        + " classes that take locks are watched; self-test "
                                        + findings.selfTest()));
    }

    private void print(String where, SharedLock.Taken taken, Style style) {
        screen().line("  " + where + ", on " + Style.TITLE.of(taken.thread()) + ":");
        List<String> stack = taken.stack();
        List<String> shown =
                stack.stream()
                        .takeWhile(frame -> !COMMAND_LINE.matcher(frame).find())
                        .limit(depth)
                        .toList();
        shown.forEach(frame -> screen().line(style.of("    " + frame)));
        if (stack.size() > shown.size()) {
            screen().line(Style.FAINT.of("    … " + (stack.size() - shown.size()) + " more"));
        }
    }
}
