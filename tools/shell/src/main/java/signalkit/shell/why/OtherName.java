package signalkit.shell.why;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells somebody who typed a name at the wrong command where that name belongs. */
public final class OtherName {
    private static final Set<String> COMMANDS = Set.of("demo", "explore", "faults", "race");

    private OtherName() {}

    /**
     * Where a name belongs.
     *
     * @param words a command that refused them
     * @return a sentence; empty where no word is a name of another command, or the command takes it
     */
    public static Optional<String> in(List<String> words) {
        if (words.isEmpty() || !COMMANDS.contains(words.get(0))) {
            return Optional.empty();
        }
        String command = words.get(0).equals("race") ? "race run" : words.get(0);
        return words.stream()
                .skip(1)
                .filter(word -> !word.equals("run") && !word.startsWith("-"))
                .findFirst()
                .flatMap(word -> sentence(command, word));
    }

    private static Optional<String> sentence(String command, String word) {
        List<Defect> meant = Defect.all().stream().filter(defect -> defect.isCalled(word)).toList();
        Set<String> shows = new LinkedHashSet<>();
        meant.forEach(defect -> shows.addAll(defect.commands()));
        if (meant.isEmpty() || shows.contains(command + " " + word)) {
            return Optional.empty();
        }
        String list =
                shows.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
        return Optional.of(
                "`why "
                        + word
                        + "` knows the name: "
                        + (list.isEmpty() ? meant.get(0).text() : "see " + list));
    }
}
