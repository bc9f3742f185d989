package signalkit.shell.command.measure;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import signalkit.cli.Spelling;
import signalkit.cli.Style;
import signalkit.shell.console.ShellException;
import signalkit.shell.console.Table;
import signalkit.shell.demo.Demo;
import signalkit.shell.demo.Stage;
import signalkit.shell.interpreter.Session;
import signalkit.shell.interpreter.ShellCommand;

/** Shows a scripted walk-through, or lists them. */
@Command(sortOptions = false)
final class DemoCommand extends ShellCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "${COMPLETION-CANDIDATES}. Default: list them.")
    String name;

    DemoCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (name == null) {
            Table table = new Table("DEMO", "WHAT IT SHOWS");
            Arrays.stream(Demo.values())
                    .forEach(demo -> table.row(Style.CODE.of(demo.label()), demo.title()));
            table.print(screen());
            return 0;
        }
        Demo demo =
                Demo.of(name)
                        .orElseThrow(
                                () ->
                                        ShellException.usage(
                                                "no demo is called "
                                                        + Spelling.named(name)
                                                        + "; "
                                                        + Spelling.remedy(name, names())));
        demo.show(new Stage(screen(), session().trialFleet()));
        return 0;
    }

    private static List<String> names() {
        return Arrays.stream(Demo.values()).map(Demo::label).toList();
    }

    /** The names of all demos, for completion. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
