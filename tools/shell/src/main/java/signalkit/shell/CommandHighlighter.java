package signalkit.shell;

import java.util.Set;
import java.util.stream.Collectors;
import org.jline.reader.LineReader;
import org.jline.reader.impl.DefaultHighlighter;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import signalkit.cli.Style;
import signalkit.cli.Window;
import signalkit.shell.interpreter.Interpreter;
import signalkit.shell.interpreter.Registry;
import signalkit.shell.interpreter.Session;

/** Shows whether the first word is a command, and which words are options. */
final class CommandHighlighter extends DefaultHighlighter {
    private static final AttributedStyle COMMAND =
            AttributedStyle.DEFAULT.bold().foreground(Style.GOOD.colour());
    private static final AttributedStyle UNKNOWN =
            AttributedStyle.DEFAULT.foreground(Style.BAD.colour());
    private static final AttributedStyle OPTION =
            AttributedStyle.DEFAULT.foreground(Style.CODE.colour());

    private final Set<String> commands;
    private final boolean colours = Window.wantsColours(System.getenv());

    CommandHighlighter(Session session) {
        this.commands =
                session.registry().entries().stream()
                        .map(Registry.Entry::name)
                        .collect(Collectors.toSet());
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (!colours) {
            return new AttributedString(buffer);
        }
        AttributedStringBuilder text = new AttributedStringBuilder();
        boolean first = true;
        // Each token keeps the blanks behind it, so that the text stays as long as it is.
        for (String token : buffer.split("(?<=\\s)(?=\\S)")) {
            String word = token.strip();
            text.styled(
                    style(word, first && !word.isEmpty() && !Interpreter.isLauncher(word)), token);
            boolean stays = first && (word.isEmpty() || Interpreter.isLauncher(word));
            first = word.endsWith(";") || token.indexOf('\n') >= 0 || stays;
        }
        return text.toAttributedString();
    }

    private AttributedStyle style(String word, boolean first) {
        if (first) {
            boolean known = commands.contains(word.replace(";", ""));
            boolean typing = commands.stream().anyMatch(each -> each.startsWith(word));
            return known ? COMMAND : typing ? AttributedStyle.DEFAULT : UNKNOWN;
        }
        return word.startsWith("-") ? OPTION : AttributedStyle.DEFAULT;
    }
}
