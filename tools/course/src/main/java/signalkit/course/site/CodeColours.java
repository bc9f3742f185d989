package signalkit.course.site;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks the words of a code block for the style sheet, when the pages are written, so that no page
 * needs a script for it.
 *
 * <p>It reads tokens and not a grammar: comments, strings, annotations, keywords and names of
 * types. Of an unknown language it marks nothing.
 */
final class CodeColours {
    private static final String COMMENT = "(?<c>//[^\\n]*|/\\*(?s:.*?)\\*/)";
    private static final String TEXT = "(?<s>\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+')";

    private static final Pattern JAVA =
            Pattern.compile(
                    COMMENT
                            + "|"
                            + TEXT
                            + "|(?<k>\\b(?:abstract|boolean|break|byte|case|catch|char|class"
                            + "|continue|default|do|double|else|enum|extends|final|finally|float"
                            + "|for|if|implements|import|instanceof|int|interface|long|new|null"
                            + "|package|private|protected|public|record|return|short|static|super"
                            + "|switch|synchronized|this|throw|throws|true|false|try|var|void"
                            + "|volatile|while)\\b)"
                            + "|(?<t>@?\\b[A-Z]\\w*\\b)");

    private static final Pattern C =
            Pattern.compile(
                    COMMENT
                            + "|"
                            + TEXT
                            + "|(?<k>#\\w+|\\b(?:break|case|char|const|continue|default|do|else"
                            + "|enum|extern|for|goto|if|int|long|return|short|signed|sizeof"
                            + "|static|struct|switch|typedef|union|unsigned|void|volatile"
                            + "|while)\\b)"
                            + "|(?<t>\\b(?:\\w+_t|[A-Z][A-Z0-9_]{2,})\\b)");

    /** A typed command: the prompt, and what is typed after it. */
    private static final Pattern TYPED =
            Pattern.compile("(?m)^(?<c>)(?<s>)(?<t>)(?<k>(?:\\$|kit>) [^\\n]*)");

    private static final Map<String, Pattern> LANGUAGES =
            Map.of("java", JAVA, "c", C, "sh", TYPED, "", TYPED);

    private CodeColours() {}

    /**
     * The code as HTML.
     *
     * @param language of the fence, in any case; empty for a terminal's output
     * @param code as it is
     * @return escaped, with {@code <span>} around what is marked
     */
    static String html(String language, String code) {
        String name = language.toLowerCase(Locale.ROOT);
        if (name.equals("diff")) {
            return diff(code);
        }
        Pattern tokens = LANGUAGES.get(name);
        if (tokens == null) {
            return escape(code);
        }
        StringBuilder html = new StringBuilder();
        Matcher token = tokens.matcher(code);
        int from = 0;
        while (token.find()) {
            html.append(escape(code.substring(from, token.start())));
            html.append(span(kind(token), token.group()));
            from = token.end();
        }
        return html.append(escape(code.substring(from))).toString();
    }

    private static String kind(Matcher token) {
        for (String kind : new String[] {"c", "s", "k", "t"}) {
            String found = token.group(kind);
            if (found != null && !found.isEmpty()) {
                return kind;
            }
        }
        return "k";
    }

    /** A block may be a comment over several lines, which a listing by lines has to close. */
    private static String span(String kind, String text) {
        String opening = "<span class=\"" + kind + "\">";
        return opening + escape(text).replace("\n", "</span>\n" + opening) + "</span>";
    }

    private static String diff(String code) {
        StringBuilder html = new StringBuilder();
        for (String line : code.split("\n", -1)) {
            String mark = line.startsWith("+") ? "add" : line.startsWith("-") ? "del" : "";
            html.append(
                    mark.isEmpty()
                            ? escape(line) + "\n"
                            : "<span class=\"" + mark + "\">" + escape(line) + "\n</span>");
        }
        return html.toString().stripTrailing();
    }

    /**
     * A text as HTML.
     *
     * @param text as it is
     * @return the same, also fit for an attribute in double quotes
     */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
