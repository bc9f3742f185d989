package signalkit.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The lines that somebody typed while the shell was built and started.
 *
 * <p>JLine asks the terminal what it can do, and drops all that comes before the answer. So what is
 * there has to be taken before. A line without its end cannot be: the terminal still keeps it.
 */
final class TypeAhead {
    private TypeAhead() {}

    /**
     * Takes all that can be read without waiting.
     *
     * @param input a terminal that gives whole lines
     * @return whole lines, without other control characters; often empty
     */
    static String take(InputStream input) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int size = input.available(); size > 0; size = input.available()) {
            lines.append(new String(input.readNBytes(size), StandardCharsets.UTF_8));
        }
        return lines.toString().replaceAll("[\\p{Cntrl}&&[^\n]]+", " ");
    }
}
