package signalkit.shell;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A tool that does what its first argument says; not public, as the tools' main classes may be. */
final class FakeTool {
    private FakeTool() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "exit" -> {
                System.out.println(List.of(arguments).subList(1, arguments.length));
                System.exit(Integer.parseInt(arguments[1]));
            }
            case "replay" -> System.out.println(List.of(arguments));
            case "copy" -> System.in.transferTo(System.out);
            case "wait" -> {
                System.out.println("pid " + ProcessHandle.current().pid());
                new CountDownLatch(1).await();
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }
}
