package signalkit.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import signalkit.shell.command.Registry;
import signalkit.shell.command.Session;

/**
 * Completes command names, options, their values and what else a command takes, as its picocli
 * model declares them.
 *
 * <p>picocli's own completer knows nothing of positional enums and has no descriptions.
 */
final class CommandCompleter implements Completer {
    private final Session session;

    CommandCompleter(Session session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> words = line.words().subList(0, line.wordIndex());
        List<String> before = afterLastSemicolon(words);
        if (before.isEmpty()) {
            for (Registry.Entry entry : session.registry().entries()) {
                candidates.add(candidate(entry.name(), entry.summary()));
            }
            return;
        }
        // A repeated command is completed like the command itself.
        boolean repeated = before.get(0).equals("repeat") && before.size() > 2;
        Optional<CommandLine> inner =
                repeated ? session.registry().make(before.get(2), session) : Optional.empty();
        if (inner.isPresent()) {
            complete(
                    inner.get().getCommandSpec(),
                    before.subList(3, before.size()),
                    line.word(),
                    candidates);
            return;
        }
        session.registry()
                .make(before.get(0), session)
                .ifPresent(
                        command ->
                                complete(
                                        command.getCommandSpec(),
                                        before.subList(1, before.size()),
                                        line.word(),
                                        candidates));
    }

    private static List<String> afterLastSemicolon(List<String> words) {
        List<String> rest = new ArrayList<>();
        for (String word : words) {
            rest.add(word);
            if (word.endsWith(";")) {
                rest.clear();
            }
        }
        return rest;
    }

    private static void complete(
            CommandSpec command, List<String> before, String word, List<Candidate> candidates) {
        if (before.contains("--")) {
            return; // What follows is the JVM's.
        }
        int position = 0;
        OptionSpec open = null;
        for (String each : before) {
            OptionSpec option = command.findOption(each);
            if (open != null) {
                open = null;
            } else if (option != null) {
                open = option.arity().max() > 0 ? option : null;
            } else {
                position++;
            }
        }
        if (open != null) {
            addValues(open, candidates);
            return;
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            if (parameter.index().contains(position)) {
                addValues(parameter, candidates);
            }
        }
        if (word.startsWith("-") || candidates.isEmpty()) {
            addOptions(command, before, candidates);
        }
    }

    private static void addValues(ArgSpec argument, List<Candidate> candidates) {
        Iterable<String> values = argument.completionCandidates();
        if (values != null) {
            values.forEach(value -> candidates.add(candidate(value, null)));
        }
    }

    private static void addOptions(
            CommandSpec command, List<String> before, List<Candidate> candidates) {
        for (OptionSpec option : command.options()) {
            boolean given = List.of(option.names()).stream().anyMatch(before::contains);
            if (!given || option.isMultiValue()) {
                candidates.add(candidate(option.longestName(), firstOf(option.description())));
                if (option.negatable()) {
                    String negated = option.longestName().replaceFirst("^--", "--no-");
                    candidates.add(candidate(negated, firstOf(option.description())));
                }
            }
        }
        if (!before.contains("--help")) {
            candidates.add(candidate("--help", "Explain the command."));
        }
    }

    private static String firstOf(String[] description) {
        return description.length == 0 ? null : description[0].replace("${DEFAULT-VALUE}", "…");
    }

    private static Candidate candidate(String value, String description) {
        return new Candidate(value, value, null, description, null, null, true);
    }
}
