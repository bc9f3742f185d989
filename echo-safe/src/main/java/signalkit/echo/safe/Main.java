package signalkit.echo.safe;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import signalkit.echo.server.Limits;
import signalkit.echo.server.ServerCommand;

/** The command line: its own options, and what it runs. */
@Command(name = Main.NAME)
final class Main extends ServerCommand {
    static final String NAME = "echo-safe";

    @Mixin Limits limits;

    public static void main(String[] arguments) {
        Main main = new Main();
        main.exit().onUncaughtError();
        main.exit().neverWaitForOutput();
        main.launch(arguments);
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
