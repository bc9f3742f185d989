package signalkit.shell.interpreter;

import java.util.ArrayList;
import java.util.List;
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
    /** A parser for JLine's reader, which asks for another line while a quote is open. */
    public LineParser() {
        setEofOnUnclosedQuote(true);
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
            throw new EOFError(-1, -1, e.getMessage(), "a quote is open ");
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
     * @return each of them, without comments; a quote can hold the end of a line
     */
    public static List<String> lines(String text) {
        return split(withoutComments(text), '\n');
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
