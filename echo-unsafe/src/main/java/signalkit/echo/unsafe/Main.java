package signalkit.echo.unsafe;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.echo.server.ServerCommand;

/** The command line: its own options, and what it runs. */
@Command(name = Main.NAME)
final class Main extends ServerCommand {
    static final String NAME = "echo-unsafe";

    @Option(
            names = "--queue",
            paramLabel = "YEAR",
            defaultValue = "2012",
            description = "The queue's version: 2012, 2014 or 2015. Default: ${DEFAULT-VALUE}.")
    int queue;

    public static void main(String[] arguments) {
        new Main().launch(arguments);
    }

    @Override
    protected void check() {
        boolean known = queue == 2012 || queue == 2014 || queue == 2015;
        require(known, "--queue", queue, "2012, 2014 or 2015");
    }

    @Override
    protected EchoServer server() {
        return new EchoServer(this);
    }
}
