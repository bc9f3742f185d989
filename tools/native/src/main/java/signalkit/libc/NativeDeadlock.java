package signalkit.libc;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The demonstration that a handler of the kernel meets what the emulated one meets.
 *
 * <p>The exit status is 0 when every child ended as its trial says, 1 when one did not, and 2 on
 * another system than Linux or for a bad option.
 */
@Command(
        name = "native-deadlock",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs a handler in C on top of a Java thread that holds a lock.")
public final class NativeDeadlock implements Callable<Integer> {
    private static final int UNEXPECTED = 1;
    private static final int USAGE = 2;
    private static final int CONTROLS = 3;

    /** A stack from here on is the code that was interrupted. */
    private static final String INTERRUPTED_CALL = LibC.class.getName() + ".ppoll(";

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "25",
            description = "How many children, one after the other. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Spec private CommandSpec spec;

    private boolean asExpected = true;

    /**
     * The program.
     *
     * @param arguments the options
     */
    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new NativeDeadlock());
        line.setParameterExceptionHandler(
                (error, words) -> {
                    System.err.println("error: " + error.getMessage() + " (see --help)");
                    return USAGE;
                });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String system = System.getProperty("os.name");
        if (!system.equals("Linux")) {
            throw new ParameterException(
                    spec.commandLine(), "native-deadlock needs Linux, and this is " + system);
        }
        if (runs < 1 || runs > 1_000) {
            throw new ParameterException(
                    spec.commandLine(), "--runs " + runs + " is out of range: 1 to 1000");
        }
        int controls = Math.min(runs, CONTROLS);
        play(
                "a Semaphore is held, TERM arrives in the system call ppoll, the kernel's handler"
                        + " wants the Semaphore",
                InterruptedChild.Trial.SEMAPHORE,
                ChildResult.Ending.DEADLOCKED,
                runs);
        play(
                "the same with a ReentrantLock, which lets its holder in again",
                InterruptedChild.Trial.REENTRANT,
                ChildResult.Ending.TORN,
                controls);
        play(
                "the Semaphore again, but TERM is blocked while it is held",
                InterruptedChild.Trial.BLOCKED,
                ChildResult.Ending.CLEAN,
                controls);
        return asExpected ? 0 : UNEXPECTED;
    }

    private void play(
            String story, InterruptedChild.Trial trial, ChildResult.Ending expected, int count)
            throws IOException, InterruptedException {
        System.out.println(story + ":");
        int met = 0;
        for (int i = 1; i <= count; i++) {
            ChildResult run = ChildResult.of(trial);
            if (run.ending() != expected) {
                System.out.println("  child " + i + " " + describe(run.ending()));
                run.detail().stream().limit(20).forEach(line -> System.out.println("    " + line));
            } else if (met++ == 0) {
                explain(run);
            }
        }
        System.out.printf("  %d of %d %s%n%n", met, count, describe(expected));
        asExpected &= met == count;
    }

    private static String describe(ChildResult.Ending ending) {
        return switch (ending) {
            case DEADLOCKED -> "deadlocked";
            case TORN -> "let the handler see a torn state";
            case CLEAN -> "ended clean";
            case FAILED -> "failed";
        };
    }

    private static void explain(ChildResult run) {
        if (run.ending() == ChildResult.Ending.DEADLOCKED) {
            System.out.println("  stack of the worker, the innermost call first:");
            showStack(run.detail());
        } else if (run.ending() == ChildResult.Ending.TORN) {
            String sum = run.detail().get(0).replaceAll("\\D", "");
            System.out.println("  the handler counted " + sum + " of 100: one was on its way");
        }
    }

    private static void showStack(List<String> stack) {
        boolean handler = true;
        for (String frame : stack) {
            handler &= !frame.startsWith(INTERRUPTED_CALL);
            System.out.println("    " + (handler ? "[SIGTERM handler] " : "") + frame);
        }
    }
}
