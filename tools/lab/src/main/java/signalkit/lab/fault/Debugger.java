package signalkit.lab.fault;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.lab.server.ServerProcess;

/** Stops single threads of a server, as a call that never returns would; until it is closed. */
final class Debugger implements AutoCloseable {
    /** What the server's JVM has to be started with; it chooses the port and prints it. */
    static final String OPTION =
            "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0";

    private static final Pattern PORT = Pattern.compile("Listening for transport .*: (\\d+)");

    private final VirtualMachine machine;

    private Debugger(VirtualMachine machine) {
        this.machine = machine;
    }

    static Debugger of(ServerProcess server) throws IOException {
        String port =
                server.log().lines().stream()
                        .map(PORT::matcher)
                        .filter(Matcher::find)
                        .map(line -> line.group(1))
                        .findFirst()
                        .orElseThrow(() -> new IOException("the JVM has no debugger's port"));
        AttachingConnector socket =
                Bootstrap.virtualMachineManager().attachingConnectors().stream()
                        .filter(each -> each.transport().name().equals("dt_socket"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("this JDK has no debugger"));
        Map<String, Connector.Argument> where = socket.defaultArguments();
        where.get("hostname").setValue("127.0.0.1");
        where.get("port").setValue(port);
        try {
            return new Debugger(socket.attach(where));
        } catch (IllegalConnectorArgumentsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    void suspend(String thread) throws IOException {
        machine.allThreads().stream()
                .filter(each -> each.name().equals(thread))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no thread " + thread))
                .suspend();
    }

    /** Lets all threads go on, when the server is still there. */
    @Override
    public void close() {
        try {
            machine.dispose();
        } catch (com.sun.jdi.VMDisconnectedException ended) {
            // Then nothing is suspended either.
        }
    }
}
