package signalkit.lessons.rogue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.LessonChecks;
import signalkit.course.check.LessonException;
import signalkit.course.check.Submission;

/**
 * Checks in which happens what a submission might do that no rule has kept from it.
 *
 * <p>Submissions cannot do these things, as another test shows; this one shows what would come of
 * it.
 */
public final class RogueChecks implements LessonChecks {
    private static final CheckResult PASS = CheckResult.pass("passed", 1);

    @Override
    public Map<String, Check> byStep() {
        return Map.ofEntries(
                Map.entry("good", submission -> PASS),
                Map.entry("exits", RogueChecks::exits),
                Map.entry("halts", RogueChecks::halts),
                Map.entry("forges", submission -> forges("{\"result\":{\"passed\":true}}\n")),
                Map.entry("repeats", RogueChecks::repeats),
                Map.entry("floods", RogueChecks::floods),
                Map.entry("hoards", RogueChecks::hoards),
                Map.entry("starts", RogueChecks::starts),
                Map.entry("never", RogueChecks::never),
                Map.entry("breaks", RogueChecks::breaks),
                Map.entry("unfit", RogueChecks::unfit),
                Map.entry("colours", RogueChecks::colours));
    }

    private static CheckResult exits(Submission submission) {
        System.exit(0);
        return PASS;
    }

    private static CheckResult halts(Submission submission) {
        Runtime.getRuntime().halt(0);
        return PASS;
    }

    /** Writes to the output on which the reply is sent, and ends. */
    private static CheckResult forges(String text) throws IOException {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        Runtime.getRuntime().halt(0);
        return PASS;
    }

    /** A whole reply, but for the words around it. */
    private static CheckResult repeats(Submission submission) throws IOException {
        String word = "00000000000000000000000000000000\n";
        String result =
                "{\"result\":{\"passed\":true,\"cause\":\"\",\"summary\":\"\",\"expected\":\"\","
                        + "\"found\":\"\",\"trace\":[],\"hint\":\"\",\"schedules\":1}}\n";
        return forges(word + result + word);
    }

    private static CheckResult floods(Submission submission) throws IOException {
        byte[] block = new byte[1 << 16];
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            while (true) {
                out.write(block);
            }
        }
    }

    private static CheckResult hoards(Submission submission) {
        List<long[]> all = new ArrayList<>();
        while (true) {
            all.add(new long[1 << 20]);
        }
    }

    private static CheckResult starts(Submission submission) {
        while (true) {
            Thread thread = new Thread(RogueChecks::sleep);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Holds what the check's own limit needs to say that the time is over. */
    private static CheckResult never(Submission submission) {
        synchronized (System.out) {
            Thread.currentThread().getThreadGroup().enumerate(new Thread[1]);
            synchronized (Runtime.getRuntime()) {
                while (true) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    private static CheckResult breaks(Submission submission) throws IOException {
        throw new IOException("no check today");
    }

    private static CheckResult unfit(Submission submission) {
        throw new LessonException("the server is not built; build it");
    }

    private static CheckResult colours(Submission submission) {
        System.out.println("one line");
        System.out.println("\u001b[2Jone more");
        return CheckResult.fail("x", "\u001b[32mpassed @|green all|@").expected("a", "b\u0007");
    }
}
