package signalkit.explorer.graph;

import signalkit.explorer.Choice;
import signalkit.explorer.model.Task;
import signalkit.explorer.run.Option;
import signalkit.explorer.run.Recorder;
import signalkit.explorer.run.RunState;

/** Choices in words, for those who make them. */
public final class Moves {
    private Moves() {}

    /** What happens if an option is chosen: "main continues: locks jobs", for example. */
    public static String text(RunState run, Option option) {
        String[] text = new String[1];
        // What a thread uses may be named by code of the program.
        run.quietly(() -> text[0] = words(run, option));
        return text[0];
    }

    private static String words(RunState run, Option option) {
        Choice choice = option.choice();
        Task task = option.task();
        return switch (choice.kind()) {
            case GO -> task + " continues" + Recorder.next(task);
            case OLDER ->
                    choice.arrival() == 0
                            ? task + " sees the latest value"
                            : task + " sees an older value";
            case SPURIOUS -> task + " wakes up for no reason";
            case WAKE -> task + " is woken";
            case TIME_OUT -> "the time of " + task + " is over";
            case DELIVER ->
                    choice.arrival() < 0
                            ? "a signal comes into the middle of the next call of " + task
                            : run.plan().arrivals().get(choice.arrival()).signal()
                                    + (task == null
                                            ? " arrives and stays pending"
                                            : " arrives on " + task);
        };
    }
}
