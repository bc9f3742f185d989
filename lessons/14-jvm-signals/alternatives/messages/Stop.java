package lesson;

import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import sun.misc.Signal;

/** A handler turns each signal into a message of its own, and main answers the first one. */
public final class Stop {
    private record Message(String name, int number) {}

    private static final BlockingDeque<Message> MESSAGES = new LinkedBlockingDeque<>();

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Signal.handle(new Signal("TERM"), Stop::tell);
        System.out.println("ready");
        Message first = MESSAGES.takeLast();
        if (first.name().equals("TERM") && first.number() == 15) {
            save();
        }
    }

    private static void tell(Signal signal) {
        MESSAGES.offerFirst(new Message(signal.getName(), signal.getNumber()));
    }

    /** Has to run to its end, once. */
    private static void save() {
        System.out.println("saving");
        pause();
        System.out.println("saved");
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
