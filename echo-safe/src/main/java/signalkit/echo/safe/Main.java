package signalkit.echo.safe;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import signalkit.echo.server.Limits;
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

    @Mixin Limits limits;

    public static void main(String[] arguments) {
        endOnError();
        neverWaitForOutput();
        launch(new Main(), arguments);
    }

    @Override
    protected void check() {
        limits.check(this);
    }

    @Override
    protected EchoServer server() {
        return new EchoServer(this);
    }
}
