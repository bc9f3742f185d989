package signalkit.shell.why;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One row of {@code docs/defects.md}.
 *
 * @param id such as D16
 * @param text what is wrong
 * @param cause why it is; why the kit cannot have it, if nothing shows it
 * @param consequence what comes of it; empty if the kit cannot have it
 * @param lessons numbers of lessons
 * @param commands what to type to see it fail
 * @param elsewhere where else it can be seen, in the page's words; empty when there are commands
 */
public record Defect(
        String id,
        String text,
        String cause,
        String consequence,
        List<String> lessons,
        List<String> commands,
        String elsewhere) {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (D\\d+) \\|(.*)\\|$");
    private static final Pattern LESSON = Pattern.compile("\\[(\\d+)]\\(");
    private static final String KIND = "(?:demo|scenario|race|fault)s?";
    private static final Pattern PLACE =
            Pattern.compile("(" + KIND + "(?:(?:, | and )" + KIND + ")*) ((?:`[^`]+`(?: and )?)+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * The defects of this kit.
     *
     * @return in the order of the page
     */
    public static List<Defect> all() {
        return read(page("defects.md"));
    }

    /** A document of the kit that lies beside this class. */
    static String page(String name) {
        try (InputStream in = Defect.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the page.
     *
     * @param page the text of {@code defects.md}
     * @return its defects, in its order
     */
    public static List<Defect> read(String page) {
        return ROW.matcher(page)
                .results()
                .map(row -> of(row.group(1), row.group(2).split(" \\| ?", -1)))
                .toList();
    }

    private static Defect of(String id, String[] cells) {
        String last = cells[cells.length - 1];
        List<String> lessons =
                cells.length == 5
                        ? LESSON.matcher(cells[3]).results().map(found -> found.group(1)).toList()
                        : List.of();
        List<String> commands = commands(last);
        if (cells.length == 2) { // a defect that Java cannot have
            return new Defect(id, plain(cells[0]), plain(cells[1]), "", lessons, commands, "");
        }
        return new Defect(
                id,
                plain(cells[0]),
                plain(cells[1]),
                plain(cells[2]),
                lessons,
                commands,
                commands.isEmpty() ? plain(last) : "");
    }

    /** The kinds before a name say which command shows it. */
    private static List<String> commands(String cell) {
        List<String> commands = new ArrayList<>();
        Matcher places = PLACE.matcher(cell);
        while (places.find()) {
            for (String kind : places.group(1).split(", | and ")) {
                CODE.matcher(places.group(2))
                        .results()
                        .forEach(name -> commands.add(command(kind) + " " + name.group(1)));
            }
        }
        CODE.matcher(cell)
                .results()
                .map(found -> found.group(1))
                .filter(code -> code.startsWith("bench "))
                .forEach(commands::add);
        return commands;
    }

    private static String command(String kind) {
        return switch (kind.charAt(0)) {
            case 'd' -> "demo";
            case 's' -> "explore";
            case 'r' -> "race run";
            default -> "faults";
        };
    }

    private static String plain(String cell) {
        return cell.replaceAll("<a id=[^>]*></a>", "")
                .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .replace("`", "")
                .strip();
    }

    /** The number in its id. */
    public int number() {
        return Integer.parseInt(id.substring(1));
    }

    /** Whether a word names this defect, or something that shows it. */
    public boolean isCalled(String word) {
        return id.equalsIgnoreCase(word)
                || commands.stream()
                        .anyMatch(each -> Arrays.asList(each.split(" ")).contains(word));
    }
}
