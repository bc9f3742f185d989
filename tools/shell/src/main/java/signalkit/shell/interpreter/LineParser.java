package signalkit.shell.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/**
 * Splits what somebody typed into lines, commands and words.
 *
 * <p>A {@code #} that begins a word starts a comment, which ends with its line. Quotes and
 * backslashes take the meaning from a {@code #}, a semicolon and the end of a line.
 */
public final class LineParser extends DefaultParser {
    /** What stands before a command in a listing of the texts. */
    private static final Pattern PROMPT = Pattern.compile("^(kit>|\\$)\\s+");

    /** Marks and blanks that editors and browsers leave, and that nobody sees. */
    private static final Pattern UNSEEN = Pattern.compile("[\ufeff\u200b]");

    private static final Pattern BLANK = Pattern.compile("[\u00a0\u2007\u202f]");
    private static final Pattern CONTINUED =
            Pattern.compile("(?<!\\\\)((?:\\\\{2})*)\\\\(\\r?\\n|$)");

    /** A parser for JLine's reader, which asks for another line while a quote is open. */
    public LineParser() {
        setEofOnUnclosedQuote(true);
        setEofOnEscapedNewLine(true);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.COMPLETE) {
            return super.parse(line, cursor, context);
        }
        String code = withoutComments(line);
        try {
            return super.parse(code, Math.min(cursor, code.length()), context);
        } catch (EOFError e) {
            // The reader shows this before the next line.
            String missing = isContinued(code) ? "" : "a quote is open ";
            throw new EOFError(-1, -1, e.getMessage(), missing);
        }
    }

    /**
     * Removes the comments.
     *
     * @param text one or more lines
     * @return the same lines
     */
    static String withoutComments(String text) {
        StringBuilder code = new StringBuilder();
        int start = 0;
        for (int comment : find(text, '#')) {
            code.append(text, start, comment);
            int end = text.indexOf('\n', comment);
            start = end < 0 ? text.length() : end;
        }
        return code.append(text, start, text.length()).toString();
    }

    /**
     * The lines of a text that was pasted.
     *
     * @param text one or more lines
     * @return each of them, without comments; a quote can hold the end of a line, and a backslash
     *     at its end joins it with the next
     */
    public static List<String> lines(String text) {
        String code = withoutComments(seen(text));
        return split(CONTINUED.matcher(code).replaceAll("$1"), '\n');
    }

    /**
     * The commands in a listing, whose other lines are what they print.
     *
     * @param lines of a text that was pasted
     * @return those behind a prompt, without it; all of them if there is no prompt
     */
    public static List<String> commandsIn(List<String> lines) {
        List<String> commands =
                lines.stream()
                        .filter(line -> PROMPT.matcher(line).find())
                        .map(line -> PROMPT.matcher(line).replaceFirst(""))
                        .toList();
        return commands.isEmpty() ? lines : commands;
    }

    /**
     * Whether a line goes on in the next one.
     *
     * @param line without its end
     * @return true for one that ends in a backslash
     */
    public static boolean isContinued(String line) {
        String code = withoutComments(line);
        return code.endsWith("\\") && !code.endsWith("\\\\");
    }

    private static String seen(String text) {
        return BLANK.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ");
    }

    /** The commands of one line without comments, blank ones too. */
    static List<String> commands(String line) {
        return split(line, ';');
    }

    /**
     * The command that a cursor stands in.
     *
     * @param text what stands before the cursor
     * @return what follows the last separator of commands
     */
    public static String lastCommand(String text) {
        List<Integer> semicolons = find(text, ';');
        List<Integer> ends = find(text, '\n');
        return text.substring(Math.max(afterLast(semicolons), afterLast(ends)));
    }

    private static int afterLast(List<Integer> places) {
        return places.isEmpty() ? 0 : places.get(places.size() - 1) + 1;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end : find(text, separator)) {
            parts.add(text.substring(start, end).strip());
            start = end + 1;
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /** Where a separator or the start of a comment is neither quoted, escaped nor in a comment. */
    private static List<Integer> find(String text, char wanted) {
        List<Integer> places = new ArrayList<>();
        char quote = 0;
        boolean comment = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean starts = c == '#' && !comment && quote == 0 && startsWord(text, i);
            comment = starts || comment && c != '\n';
            if (starts && wanted == '#' || !comment && quote == 0 && c == wanted && c != '#') {
                places.add(i);
            } else if (comment) {
                continue;
            } else if (c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
        }
        return places;
    }

    private static boolean startsWord(String text, int at) {
        return at == 0 || text.charAt(at - 1) == ';' || Character.isWhitespace(text.charAt(at - 1));
    }
}
