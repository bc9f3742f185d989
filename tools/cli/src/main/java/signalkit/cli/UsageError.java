package signalkit.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command in the words of its user, where picocli speaks as a parser. */
public final class UsageError {
    private static final Pattern VALUE =
            Pattern.compile("Invalid value for .*?(?:'|\\)|<[^>]*>): (.*)", Pattern.DOTALL);

    private static final Pattern CHOICE =
            Pattern.compile("expected one of \\[(.*)\\] \\(.*\\) but was '(.*)'");

    private static final Pattern TYPE = Pattern.compile("'(.*)' is not an? (\\w+).*");

    private UsageError() {}

    /**
     * The fault, and the remedy where it is known.
     *
     * @param error of picocli, or of a command itself, whose text stays as it is
     * @return one line
     */
    public static String text(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (error instanceof MissingParameterException missing) {
            return missing(missing);
        }
        if (error instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice; give it once";
        }
        if (error instanceof MaxValuesExceededException) {
            return "too many values" + command(error).map(name -> " for " + name).orElse("");
        }
        String first = error.getMessage().lines().findFirst().orElse("the command is wrong");
        Matcher value = VALUE.matcher(first);
        return error.getArgSpec() != null && value.matches()
                ? value(error.getArgSpec(), value.group(1))
                : first;
    }

    /**
     * The fault with the place of more help, unless the command itself has named a remedy.
     *
     * @param error of picocli, or of a command itself
     * @param help the command that explains, as it is typed in the shell
     * @return one line, or as many as a window needs
     */
    public static String line(ParameterException error, String help) {
        boolean own = error.getClass() == ParameterException.class && error.getArgSpec() == null;
        String line =
                "error: " + text(error) + (own ? "" : " (see: " + TypedCommand.of(help) + ")");
        return String.join(System.lineSeparator(), Paragraph.wrap("", line, Window.now().width()));
    }

    private static String unmatched(UnmatchedArgumentException error) {
        CommandSpec command = error.getCommandLine().getCommandSpec();
        String word = error.getUnmatched().get(0);
        String name = command.qualifiedName();
        if (!word.startsWith("-")) {
            List<String> subcommands = new ArrayList<>(command.subcommands().keySet());
            Optional<String> first = firstValue(command);
            if (first.isEmpty() || first.get().equals(word)) {
                return subcommands.isEmpty()
                        ? tooMany(word, name)
                        : name + " has no command " + word + hint(word, subcommands);
            }
            // "kit draw ciercle 1": the parser has taken the misspelt command for a value.
            return Spelling.closest(first.get(), subcommands).isPresent()
                    ? name + " has no command " + first.get() + hint(first.get(), subcommands)
                    : tooMany(word, name);
        }
        String option = word.replaceFirst("=.*", "");
        List<String> options = new ArrayList<>();
        command.options().stream()
                .filter(each -> !each.hidden())
                .forEach(each -> options.addAll(Arrays.asList(each.names())));
        return name + " has no option " + option + hint(option, options);
    }

    private static Optional<String> firstValue(CommandSpec command) {
        return command.positionalParameters().stream()
                .flatMap(each -> each.originalStringValues().stream())
                .findFirst();
    }

    private static String tooMany(String word, String name) {
        return "'" + word + "' is one word too many for " + name;
    }

    private static String hint(String word, List<String> names) {
        return Spelling.closest(word, names)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
    }

    private static String missing(MissingParameterException error) {
        List<ArgSpec> missing = error.getMissing();
        if (missing.isEmpty()) {
            return error.getMessage().lines().findFirst().orElse("something is missing");
        }
        ArgSpec first = missing.get(0);
        String what =
                missing.size() == 1 || first.isOption()
                        ? first.paramLabel()
                        : String.join(" ", missing.stream().map(ArgSpec::paramLabel).toList());
        String needer =
                first.isOption()
                        ? name(first)
                        : error.getCommandLine().getCommandSpec().qualifiedName();
        return needer + " needs " + what;
    }

    private static String value(ArgSpec argument, String fault) {
        String name = name(argument);
        Matcher choice = CHOICE.matcher(fault);
        if (choice.matches()) {
            String words = choice.group(1).toLowerCase(Locale.ROOT);
            String what = argument.isOption() ? name + " " : "";
            return what + "'" + choice.group(2) + "' is none of: " + words;
        }
        Matcher type = TYPE.matcher(fault);
        if (type.matches()) {
            String typed = type.group(1).strip();
            return typed.matches("[-+]?\\d+")
                    ? name + " " + Spelling.named(typed) + " is out of range"
                    : name + " '" + typed + "' is not " + kind(type.group(2));
        }
        return argument.isOption() ? name + ": " + fault : fault;
    }

    private static String kind(String type) {
        return switch (type) {
            case "int", "long" -> "a whole number";
            case "double" -> "a number";
            default -> "a " + type;
        };
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : label(argument);
    }

    private static String label(ArgSpec argument) {
        return ((PositionalParamSpec) argument).paramLabel();
    }

    private static Optional<String> command(ParameterException error) {
        CommandLine line = error.getCommandLine();
        return line == null ? Optional.empty() : Optional.of(line.getCommandSpec().qualifiedName());
    }
}
