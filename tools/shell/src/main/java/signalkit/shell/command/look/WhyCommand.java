package signalkit.shell.command.look;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import signalkit.cli.Spelling;
import signalkit.cli.Style;
import signalkit.lab.server.Launcher;
import signalkit.shell.console.CommandText;
import signalkit.shell.console.ShellException;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;
import signalkit.shell.why.Defect;
import signalkit.shell.why.Fix;

/** Explains a defect: what is wrong, where, how to see it, and how echo-safe mends it. */
@Command(
        sortOptions = false,
        footer = {"Examples: why D16", "          why lost-wakeup", "          why D14 --diff"})
final class WhyCommand extends ShellCommand {
    private static final String SOURCES = "echo-unsafe/src/main/java";
    private static final Pattern COMMENT_MARKS = Pattern.compile("^\\s*(/\\*\\*|\\*|//)|\\*/$");

    @Parameters(
            arity = "0..1",
            paramLabel = "DEFECT",
            completionCandidates = Names.class,
            description = "D1 to D24, or the name of what shows it. Default: list them.")
    String name;

    @Option(names = "--diff", description = "Show the code of the fixes, too.")
    boolean diff;

    WhyCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        List<Defect> defects = Defect.all();
        if (name == null) {
            screen().line(Style.TITLE.of("DEFECT  WHAT IS WRONG"));
            defects.stream()
                    .sorted(Comparator.comparingInt(Defect::number))
                    .forEach(
                            each ->
                                    screen().hanging(
                                                    Style.CODE.of(String.format("%-8s", each.id())),
                                                    each.text()));
            screen().line("");
            screen().line("One of them in full: `why D16`.");
            return 0;
        }
        List<Defect> meant = defects.stream().filter(each -> each.isCalled(name)).toList();
        if (meant.isEmpty()) {
            throw ShellException.usage(unknown(defects));
        }
        List<Fix> fixes = Fix.all();
        for (Defect defect : meant) {
            explain(defect, fixes);
        }
        return 0;
    }

    private String unknown(List<Defect> defects) {
        return "no defect is called "
                + Spelling.named(name)
                + Spelling.closest(name, names(defects))
                        .map(close -> "; did you mean " + close + "?")
                        .orElse("; list them with: `why`");
    }

    private static List<String> names(List<Defect> defects) {
        List<String> names = new ArrayList<>();
        for (Defect defect : defects) {
            names.add(defect.id());
            defect.commands().forEach(each -> names.add(each.replaceFirst("^(race )?\\S+ ", "")));
        }
        return names.stream().distinct().toList();
    }

    private void explain(Defect defect, List<Fix> fixes) {
        screen().hanging(Style.BAD.of(defect.id()) + "  ", Style.TITLE.of(defect.text()));
        if (defect.consequence().isEmpty()) {
            row("not in Java", defect.cause());
        } else {
            row("cause", defect.cause());
            row("consequence", defect.consequence());
        }
        places(defect.id()).forEach(place -> row("in the code", place));
        defect.commands().forEach(command -> row("see it", CommandText.of(command)));
        if (!defect.elsewhere().isEmpty()) {
            row("see it", defect.elsewhere());
        }
        defect.lessons()
                .forEach(number -> row("learn it", CommandText.of("lesson show " + number)));
        for (Fix fix : fixes) {
            if (fix.mended().contains(defect.id())) {
                row("the fix", fix.file() + ", hunk " + fix.title() + ". " + fix.text());
                if (diff) {
                    fix.lines().forEach(this::printDiff);
                }
            }
        }
        if (!diff && fixes.stream().anyMatch(fix -> fix.mended().contains(defect.id()))) {
            row("", "its code: " + CommandText.of("why " + defect.id() + " --diff"));
        }
        screen().line("");
    }

    private void row(String what, String text) {
        screen().hanging(Style.FAINT.of(String.format("  %-13s", what)), text);
    }

    private void printDiff(String line) {
        if (line.startsWith("-")) {
            screen().line(Style.BAD.of("    " + line));
        } else if (line.startsWith("+")) {
            screen().line(Style.GOOD.of("    " + line));
        } else {
            screen().foreign("    " + line);
        }
    }

    /** Where the sources name the defect; none where there are no sources. */
    private static List<String> places(String id) {
        Path folder = Launcher.home().resolve(SOURCES);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        Pattern named = Pattern.compile("\\b" + id + "\\b");
        List<String> places = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (named.matcher(lines.get(i)).find()) {
                        String text = COMMENT_MARKS.matcher(lines.get(i)).replaceAll("").strip();
                        places.add(file.getFileName() + ":" + (i + 1) + "  " + text);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    /** The ids of all defects, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(Defect.all()).iterator();
        }
    }
}
