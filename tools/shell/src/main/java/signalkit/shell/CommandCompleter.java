package signalkit.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import signalkit.shell.interpreter.FileTaking;
import signalkit.shell.interpreter.LineParser;
import signalkit.shell.interpreter.Registry;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.Suggesting;

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

    /** Semicolons are letters to JLine: in {@code ps;st} it asks what to put for both commands. */
    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String typed = line.line().substring(0, line.cursor());
        String last = LineParser.lastCommand(typed);
        ParsedLine command =
                new LineParser().parse(last, last.length(), Parser.ParseContext.COMPLETE);
        List<Candidate> found = new ArrayList<>();
        complete(command, found);
        String word = line.word().substring(0, line.wordCursor());
        boolean joined = !last.equals(typed) && word.endsWith(';' + command.word());
        String before = joined ? word.substring(0, word.length() - command.word().length()) : "";
        found.forEach(
                each ->
                        candidates.add(
                                candidate(before + each.value(), each.value(), each.descr())));
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        if (before.isEmpty()) {
            for (Registry.Entry entry : session.registry().entries()) {
                candidates.add(candidate(entry.name(), entry.name(), entry.summary()));
            }
            return;
        }
        // A repeated command is completed like the command itself.
        int start = before.get(0).equals("repeat") && before.size() > 2 ? 2 : 0;
        Optional<CommandLine> inner = session.registry().make(before.get(start), session);
        if (start > 0 && inner.isEmpty()) {
            start = 0;
            inner = session.registry().make(before.get(0), session);
        }
        if (inner.isPresent()) {
            List<String> arguments = before.subList(start + 1, before.size());
            if (takesFile(inner.get(), arguments, line.word())) {
                addFiles(line.word(), candidates);
            } else {
                complete(inner.get(), arguments, line.word(), candidates);
            }
        }
    }

    /** Whether the path of a file or folder stands at the cursor, as far as can be told. */
    private static boolean takesFile(CommandLine line, List<String> before, String word) {
        if (word.startsWith("-")) {
            return false;
        }
        String last = before.isEmpty() ? "" : before.get(before.size() - 1);
        if (line.getCommand() instanceof FileTaking command) {
            return command.takesFile(last, word);
        }
        OptionSpec option = line.getCommandSpec().findOption(last);
        return option != null && Path.class.equals(option.type());
    }

    private static void complete(
            CommandLine line, List<String> before, String word, List<Candidate> candidates) {
        if (line.getCommand() instanceof Suggesting command && !word.startsWith("-")) {
            try {
                command.suggestions(before)
                        .forEach(each -> candidates.add(candidate(each, each, null)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (candidates.isEmpty()) {
            complete(line.getCommandSpec(), before, word, candidates);
        }
    }

    private static void complete(
            CommandSpec command, List<String> before, String word, List<Candidate> candidates) {
        if (before.contains("--")) {
            return; // What follows is the JVM's.
        }
        int equals = word.indexOf('=');
        if (word.startsWith("-") && equals > 0) {
            addJoinedValues(command, word.substring(0, equals), candidates);
            return;
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

    /** What is in the folder that the word names; after a folder, one goes on typing. */
    private static void addFiles(String word, List<Candidate> candidates) {
        int end = word.lastIndexOf('/') + 1;
        Path folder = Path.of(end == 0 ? "." : word.substring(0, end));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                boolean isFolder = Files.isDirectory(file);
                String value = word.substring(0, end) + file.getFileName() + (isFolder ? "/" : "");
                candidates.add(new Candidate(value, value, null, null, null, null, !isFolder));
            }
        } catch (IOException e) {
            // There is no such folder; who runs the command will be told.
        }
    }

    /** In {@code --queue=20}, the values stand behind the name, in the same word. */
    private static void addJoinedValues(
            CommandSpec command, String name, List<Candidate> candidates) {
        OptionSpec option = command.findOption(name);
        if (option == null) {
            return;
        }
        List<Candidate> values = new ArrayList<>();
        addValues(option, values);
        values.forEach(
                each -> candidates.add(candidate(name + "=" + each.value(), each.value(), null)));
    }

    private static void addValues(ArgSpec argument, List<Candidate> candidates) {
        Iterable<String> values = argument.completionCandidates();
        if (values != null) {
            values.forEach(value -> candidates.add(candidate(value, value, null)));
        }
    }

    private static void addOptions(
            CommandSpec command, List<String> before, List<Candidate> candidates) {
        for (OptionSpec option : command.options()) {
            boolean given = List.of(option.names()).stream().anyMatch(before::contains);
            if (!option.hidden() && (!given || option.isMultiValue())) {
                candidates.add(
                        candidate(
                                option.longestName(),
                                option.longestName(),
                                firstOf(option.description())));
                if (option.negatable()) {
                    String negated = option.longestName().replaceFirst("^--", "--no-");
                    candidates.add(candidate(negated, negated, firstOf(option.description())));
                }
            }
        }
        if (!before.contains("--help")) {
            candidates.add(candidate("--help", "--help", "Explain the command."));
        }
    }

    private static String firstOf(String[] description) {
        return description.length == 0 ? null : description[0].replace("${DEFAULT-VALUE}", "…");
    }

    private static Candidate candidate(String value, String shown, String description) {
        return new Candidate(value, shown, null, description, null, null, true);
    }
}
