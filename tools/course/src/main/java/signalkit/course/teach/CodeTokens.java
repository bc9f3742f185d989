package signalkit.course.teach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java file as a row of tokens that survive renaming, new comments and another layout.
 *
 * <p>Keywords and punctuation stay, each name is the same sign, and so is each literal. Imports are
 * left out: they say what is used and not how.
 */
final class CodeTokens {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "(?s)//[^\\n]*|/\\*.*?\\*/" // comments
                            + "|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'"
                            + "|\\b\\d[\\w.]*|\\w+|[^\\s\\w]");

    private static final Set<String> KEYWORDS =
            Set.of(
                    ("abstract assert boolean break byte case catch char class continue default do"
                                    + " double else enum extends final finally float for if"
                                    + " implements instanceof int interface long new private"
                                    + " protected public record return short static super switch"
                                    + " synchronized this throw throws try var void volatile while"
                                    + " yield true false null")
                            .split(" "));

    private CodeTokens() {}

    /** The tokens of a text; whatever it is, it has some or none. */
    static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher found =
                TOKEN.matcher(text.replaceAll("(?m)^\\s*(?:import|package)\\s[^;\\n]*;", ""));
        while (found.find()) {
            String token = found.group();
            if (!token.startsWith("//") && !token.startsWith("/*")) {
                tokens.add(sign(token));
            }
        }
        return tokens;
    }

    private static String sign(String token) {
        char first = token.charAt(0);
        if (first == '"' || first == '\'' || Character.isDigit(first)) {
            return "literal";
        }
        boolean isName = Character.isJavaIdentifierStart(first) && !KEYWORDS.contains(token);
        return isName ? "name" : token;
    }

    /** How often each run of that many tokens occurs. */
    static Map<List<String>, Integer> runs(List<String> tokens, int length) {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (int i = 0; i + length <= tokens.size(); i++) {
            runs.merge(List.copyOf(tokens.subList(i, i + length)), 1, Integer::sum);
        }
        return runs;
    }
}
