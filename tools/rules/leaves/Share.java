package signalkit.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Program;

/** How many of the methods in a list have a verdict. See {@code share}. */
final class Share {
    private Share() {}

    public static void main(String[] arguments) throws IOException {
        Leaves leaves = new Leaves(new Program(List.of()));
        Map<String, Integer> verdicts = new TreeMap<>();
        Map<String, Integer> without = new TreeMap<>();
        int all = 0;
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            int descriptor = line.indexOf('(');
            if (descriptor < 0) {
                continue;
            }
            int name = line.lastIndexOf('.', descriptor);
            String owner = line.substring(0, name);
            MethodRef method =
                    new MethodRef(
                            owner, line.substring(name + 1, descriptor), line.substring(descriptor));
            Optional<Leaves.Row> row = leaves.find(method);
            all++;
            row.ifPresent(found -> verdicts.merge(found.verdict().word(), 1, Integer::sum));
            if (row.isEmpty()) {
                without.merge(owner.substring(0, owner.lastIndexOf('/')), 1, Integer::sum);
            }
        }
        int judged = verdicts.values().stream().mapToInt(n -> n).sum();
        int open = verdicts.getOrDefault("unknown", 0);
        System.out.printf(
                "JDK %d: %d methods, %d with a row (%.0f %%); %d of these rows say that it depends"
                        + " on the object%n",
                Runtime.version().feature(), all, judged, 100.0 * judged / all, open);
        verdicts.forEach((verdict, number) -> System.out.println("  " + verdict + ": " + number));
        System.out.println("without a row, by package:");
        without.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(12)
                .forEach(e -> System.out.println("  " + e.getKey() + ": " + e.getValue()));
    }
}
