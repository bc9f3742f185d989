package lesson;

/** No handler: a hook saves, and chooses the status itself. */
public final class Stop {

    private Stop() {}

    public static void main(String[] arguments) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(Stop::end, "hook"));
        System.out.println("ready");
        while (true) {
            Thread.sleep(50); // Here it would work.
        }
    }

    private static void end() {
        save();
        Runtime.getRuntime().halt(0);
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
