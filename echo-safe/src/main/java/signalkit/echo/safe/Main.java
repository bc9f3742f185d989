package signalkit.echo.safe;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import signalkit.echo.server.ServerCommand;

/** The command line: its own options, and what it runs. */
@Command(
        name = Main.NAME,
        mixinStandardHelpOptions = true,
        versionProvider = ServerCommand.Version.class,
        sortOptions = false,
        description = "A threaded echo server.")
final class Main extends ServerCommand {
    static final String NAME = "echo-safe";
    static final int FORCED = 75;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Tell a client beyond N, and close it. Default: ${DEFAULT-VALUE}.")
    int maxConnections;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "Break off a drain that takes longer. Default: ${DEFAULT-VALUE}.")
    int grace;

    @Option(
            names = "--reraise",
            description = "End by the signal that was the cause, not by an exit status.")
    boolean reraise;

    @Mixin Loops loops;

    public static void main(String[] arguments) {
        endOnError();
        launch(new Main(), arguments);
    }

    @Override
    protected void check() {
        boolean some = maxConnections >= 1 && maxConnections <= 1_000_000;
        require(some, "--max-connections", maxConnections, "1 to 1000000");
        require(grace >= 0 && grace <= 86_400, "--grace", grace, "0 to 86400");
    }

    @Override
    protected EchoServer server() {
        return new EchoServer(this);
    }
}
