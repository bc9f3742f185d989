package signalkit.shell.command.steer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.cli.Spelling;
import signalkit.lab.server.ServerProcess;
import signalkit.lab.server.SignalSender;
import signalkit.posix.Signal;
import signalkit.shell.console.ShellException;
import signalkit.shell.interpreter.Converters;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.names.SignalNames;

/** Sends signals to a server, back to back. */
@Command(
        sortOptions = false,
        footer = {"Examples: send TERM", "          send INT TERM unsafe"})
final class SendCommand extends ShellCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "SIGNAL... [SERVER]",
            hideParamSyntax = true,
            completionCandidates = SignalNames.class,
            description = "Names (TERM, SIGTERM) or numbers (15); then the server's name.")
    List<String> words;

    @Option(
            names = "--gap",
            paramLabel = "TIME",
            defaultValue = "0s",
            description = "From one signal to the next, such as 1ms. Default: back to back.")
    Duration gap;

    SendCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        Target target = Target.of(session(), "send", words);
        SignalSender.send(target.server(), target.signals(), gap);
        screen().line("sent " + target.describe());
        return 0;
    }

    /**
     * What a list of words means: signals, and at its end perhaps a server.
     *
     * @param signals at least one
     * @param server which gets them
     */
    record Target(List<Signal> signals, ServerProcess server) {
        static Target of(Session session, String command, List<String> words) {
            List<Signal> signals = new ArrayList<>();
            String server = null;
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                Optional<Signal> signal = Signal.parse(word);
                boolean last = i == words.size() - 1;
                if (signal.isPresent()) {
                    signals.add(signal.get());
                } else if (last && !signals.isEmpty()) {
                    server = word;
                } else {
                    throw ShellException.usage(
                            "no signal is called "
                                    + Spelling.named(word)
                                    + session.servers()
                                            .last(words)
                                            .map(
                                                    right ->
                                                            "; the server comes last: `"
                                                                    + command
                                                                    + " "
                                                                    + right
                                                                    + "`")
                                            .orElseGet(() -> "; " + remedy(word)));
                }
            }
            List<String> known = session.fleet().all().stream().map(ServerProcess::name).toList();
            if (server != null && !known.isEmpty() && !known.contains(server)) {
                throw ShellException.usage(
                        server
                                + " is neither a signal nor a server; servers: "
                                + String.join(", ", known));
            }
            return new Target(List.copyOf(signals), session.servers().running(server));
        }

        private static String remedy(String word) {
            return Spelling.remedy(
                    word.toUpperCase(Locale.ROOT).replaceFirst("^SIG", ""),
                    Converters.signalNames());
        }

        String describe() {
            return signals.stream().map(Enum::name).collect(Collectors.joining(", "))
                    + " to "
                    + server.name()
                    + " (pid "
                    + server.pid()
                    + ")";
        }
    }
}
