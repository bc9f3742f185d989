package signalkit.lessons.lostwakeup;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.course.check.Check;
import signalkit.course.check.CheckResult;
import signalkit.course.check.Submission;

/**
 * Refuses what waits in the JDK before it runs another check.
 *
 * <p>The emulated process delivers no signal to a thread that waits there, and a real handler does
 * not get to run on top of a JVM's thread at all. So a right program would seem to hang.
 *
 * @param check what decides about all other programs
 */
record OnlyPosixWaits(Check check) implements Check {
    /** How a class file names the classes that it uses. */
    private static final Pattern CONCURRENT =
            Pattern.compile("java/util/concurrent/(?!atomic/|TimeUnit)(?:locks/)?(\\w+)");

    @Override
    public CheckResult run(Submission submission) throws Exception {
        for (byte[] file : submission.compile().classFiles().values()) {
            Matcher used = CONCURRENT.matcher(new String(file, StandardCharsets.ISO_8859_1));
            if (used.find()) {
                return CheckResult.fail("unsupported", "not supported here: " + used.group(1))
                        .expected("classes that this lesson lists", used.group(1))
                        .hinted(
                                "A thread that waits in "
                                        + used.group(1)
                                        + " takes no signal here. Use what the lesson lists.");
            }
        }
        return check.run(submission);
    }
}
