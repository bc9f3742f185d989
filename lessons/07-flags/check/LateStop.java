package signalkit.lessons.flags;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import signalkit.course.check.ChosenClass;
import signalkit.course.stress.SampleWatchdog;

/**
 * A loop that asks the learner's flag ends when the stop is requested, also when it has turned for
 * a while.
 *
 * <p>jcstress gives a loop 30 s to end, which is longer than a learner waits. So the flag's side
 * wakes jcstress after {@link SampleWatchdog#PATIENCE} milliseconds: whoever joins and is
 * interrupted looks at once whether the loop has ended.
 */
@JCStressTest(Mode.Termination)
@Description("A loop that asks the flag ends when the stop is requested.")
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "It ends.")
@Outcome(id = "STALE", expect = Expect.ACCEPTABLE_INTERESTING, desc = "It never ends.")
@State
public class LateStop {
    /** Long enough for the compiler to take the loop for a hot one; milliseconds. */
    public static final int LATE = 100;

    private final StopFlag flag = ChosenClass.make(StopFlag.class, LateStop.class.getClassLoader());
    private final CountDownLatch ended = new CountDownLatch(1);

    /** The loop of the lesson's question. */
    @Actor
    public void look() {
        while (flag.reason() == null) {}
        ended.countDown();
    }

    /**
     * The stop.
     *
     * @throws InterruptedException never: the loop before has ended, or this JVM is ending
     */
    @Signal
    public void request() throws InterruptedException {
        Thread.sleep(LATE);
        flag.request("disk full");
        Thread jcstress = Thread.currentThread();
        Thread watch = new Thread(() -> wake(jcstress), "patience");
        watch.setDaemon(true);
        watch.start();
    }

    private void wake(Thread jcstress) {
        try {
            if (!ended.await(Long.getLong(SampleWatchdog.PATIENCE), TimeUnit.MILLISECONDS)) {
                jcstress.interrupt();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
