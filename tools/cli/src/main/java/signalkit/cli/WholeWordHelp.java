package signalkit.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The help of a command, whose lines end between words only.
 *
 * <p>Picocli also ends a line within {@code [--[no-]weave]} and {@code 2,8-10}, as Java's rules for
 * prose allow. It gets letters in place of such characters, and its lines get the characters back.
 */
final class WholeWordHelp extends Help {
    private static final int ENDLESS = 10_000;

    /** From a character of ASCII to a letter: all of these are letters in Cyrillic. */
    private static final int TO_LETTER = 0x400;

    private static final Pattern PUNCTUATION = Pattern.compile("\\p{Punct}");
    private static final Pattern STAND_IN = Pattern.compile("[\u0421-\u047e]");
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private final UnaryOperator<String> typed;

    WholeWordHelp(CommandSpec command, ColorScheme colours, UnaryOperator<String> typed) {
        super(command, colours);
        this.typed = typed;
    }

    private static String joined(String text) {
        return PUNCTUATION
                .matcher(text)
                .replaceAll(
                        each -> Character.toString((char) (each.group().charAt(0) + TO_LETTER)));
    }

    private static String restored(String text) {
        return STAND_IN.matcher(text)
                .replaceAll(
                        each ->
                                Matcher.quoteReplacement(
                                        Character.toString(
                                                (char) (each.group().charAt(0) - TO_LETTER))));
    }

    private String paragraphs(String[] texts, Object... values) {
        int width = commandSpec().usageMessage().width();
        return Arrays.stream(texts)
                .flatMap(text -> String.format(text, values).lines())
                .flatMap(line -> Paragraph.wrap("", line, width).stream())
                .map(line -> line + System.lineSeparator())
                .collect(Collectors.joining());
    }

    @Override
    public String description(Object... values) {
        return paragraphs(commandSpec().usageMessage().description(), values);
    }

    @Override
    public String footer(Object... values) {
        return paragraphs(commandSpec().usageMessage().footer(), values);
    }

    /** Shows the first text of a description, as picocli does, which calls it a header. */
    @Override
    public String commandList(Map<String, Help> commands) {
        Map<UsageMessageSpec, String[]> headers = new LinkedHashMap<>();
        for (Help command : commands.values()) {
            UsageMessageSpec usage = command.commandSpec().usageMessage();
            headers.put(usage, usage.header());
            Arrays.stream(usage.description())
                    .findFirst()
                    .ifPresent(text -> usage.header(joined(String.format(text))));
        }
        String list = super.commandList(commands);
        headers.forEach(UsageMessageSpec::header);
        return restored(list);
    }

    @Override
    public Layout createDefaultLayout(
            List<OptionSpec> options, List<PositionalParamSpec> parameters, ColorScheme colours) {
        Layout usual = super.createDefaultLayout(options, parameters, colours);
        return new Layout(
                colours,
                usual.textTable(),
                (option, labels, scheme) ->
                        described(usual.optionRenderer().render(option, labels, scheme), scheme),
                (parameter, labels, scheme) ->
                        described(
                                usual.parameterRenderer().render(parameter, labels, scheme),
                                scheme)) {
            @Override
            public String toString() {
                return restored(super.toString());
            }
        };
    }

    /** Rows whose last column is a description. */
    private static Ansi.Text[][] described(Ansi.Text[][] rows, ColorScheme colours) {
        for (Ansi.Text[] row : rows) {
            int last = row.length - 1;
            row[last] = colours.text(joined(row[last].plainString()));
        }
        return rows;
    }

    @Override
    public String synopsis(int headingLength) {
        UsageMessageSpec usage = commandSpec().usageMessage();
        int width = usage.width();
        usage.width(ENDLESS);
        String name = commandSpec().qualifiedName();
        String line = super.synopsis(headingLength).strip().replace(name, typed.apply(name));
        usage.width(width);
        int indent = headingLength + typed.apply(name).length() + 1;
        return inLines(line, width, headingLength, indent);
    }

    /** Breaks before an option or parameter, and within one only if it is too long for a line. */
    private static String inLines(String line, int width, int used, int indent) {
        StringBuilder lines = new StringBuilder();
        int column = used;
        for (String part : parts(line)) {
            boolean isTooLong = shown(part) > width - indent;
            for (String word : isTooLong ? part.split(" ") : new String[] {part}) {
                if (column > indent && column + 1 + shown(word) > width) {
                    lines.append(System.lineSeparator()).append(" ".repeat(indent));
                    column = indent;
                } else if (column > used) {
                    lines.append(' ');
                    column++;
                }
                lines.append(word);
                column += shown(word);
            }
        }
        return lines.append(System.lineSeparator()).toString();
    }

    /** Words; those that stand within brackets are one. */
    private static List<String> parts(String line) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        for (String word : line.split(" ")) {
            if (depth > 0) {
                word = parts.remove(parts.size() - 1) + " " + word;
            }
            parts.add(word);
            depth = 0;
            for (char each : COLOUR.matcher(word).replaceAll("").toCharArray()) {
                depth += each == '[' ? 1 : each == ']' ? -1 : 0;
            }
        }
        return parts;
    }

    private static int shown(String text) {
        return COLOUR.matcher(text).replaceAll("").length();
    }
}
