package signalkit.course.cli;

import com.google.gson.GsonBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import signalkit.cli.Style;
import signalkit.course.check.LessonException;

/** The commands that read and write files: progress, and receipts. */
final class FileCommands {
    private FileCommands() {}

    @Command(name = "export", description = "Write the progress to a file.")
    static final class Export implements Callable<Integer> {
        @ParentCommand private Main main;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() {
            CourseContext context = main.context();
            context.progress().save(file);
            context.output().line("progress is in " + file);
            return 0;
        }
    }

    @Command(name = "import", description = "Replace the progress by that of a file.")
    static final class Import implements Callable<Integer> {
        @ParentCommand private Main main;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() {
            if (!Files.isRegularFile(file)) {
                throw new LessonException(file + " does not exist; name a file of lesson export");
            }
            CourseContext context = main.context();
            context.progress().replaceBy(CourseProgress.load(file));
            context.showBar();
            return 0;
        }
    }

    @Command(
            name = "verify",
            description =
                    "Verify a receipt against the files in the working folder: the hashes, and"
                            + " that the checks give the same results again. Exit status: 0 it"
                            + " holds, 1 it does not.")
    static final class Verify implements Callable<Integer> {
        @ParentCommand private Main main;

        @Parameters(paramLabel = "RECEIPT")
        private Path file;

        @Option(names = "--hashes-only", description = "Do not run the checks again.")
        private boolean hashesOnly;

        @Option(names = "--name", paramLabel = "NAME", description = "Whose it must be.")
        private String name = "";

        @Option(names = "--nonce", paramLabel = "WORD", description = "The word that you gave out.")
        private String nonce = "";

        @Option(names = "--json", description = "Print one JSON object.")
        private boolean json;

        private record Verdict(
                boolean holds,
                String name,
                String nonce,
                long passed,
                int checks,
                int points,
                int of,
                List<String> faults) {}

        @Override
        public Integer call() {
            Receipt receipt = Receipt.load(file);
            CourseContext context = main.context();
            List<String> faults = new ArrayList<>();
            faults.addAll(receipt.faults(new Receipt.Owner(name, nonce)));
            faults.addAll(receipt.faults(context, !hashesOnly));
            Verdict verdict = verdict(context, receipt, faults);
            if (json) {
                GsonBuilder gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping();
                context.output().raw(List.of(gson.create().toJson(verdict)));
                return Main.status(verdict.holds);
            }
            for (String fault : faults) {
                context.output().line(Style.BAD.of("does not hold") + ": " + fault);
            }
            if (verdict.holds) {
                String owner = verdict.name.isEmpty() ? "" : " for " + verdict.name;
                context.output()
                        .line(
                                Style.GOOD.of("holds")
                                        + String.format(
                                                "%s: %d of %d passed, %d points of %d; the course"
                                                        + " has %d exercises",
                                                owner,
                                                verdict.passed,
                                                verdict.checks,
                                                verdict.points,
                                                verdict.of,
                                                context.course().exercises().size()));
            }
            return Main.status(verdict.holds);
        }

        private static Verdict verdict(
                CourseContext context, Receipt receipt, List<String> faults) {
            List<Receipt.Item> checks = receipt.checks();
            return new Verdict(
                    faults.isEmpty(),
                    receipt.owner().name(),
                    receipt.owner().nonce(),
                    checks.stream().filter(Receipt.Item::passed).count(),
                    checks.size(),
                    checks.stream().mapToInt(Receipt.Item::points).sum(),
                    checks.stream().mapToInt(item -> item.of(context)).sum(),
                    faults);
        }
    }
}
