package signalkit.explorer.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import signalkit.explorer.Bounds;

/**
 * A test that passes only when all schedules of its threads do.
 *
 * <pre>{@code
 * class CounterTest {
 *     private final Counter counter = new Counter();
 *
 *     @ExploreTest
 *     void both_additions_count() throws InterruptedException {
 *         Thread other = new Thread(counter::add);
 *         other.start();
 *         counter.add();
 *         other.join();
 *         assertEquals(2, counter.value());
 *     }
 * }
 * }</pre>
 *
 * <p>Each run works on a new object of the test class, with fresh static fields, and calls the
 * methods before and after the test as JUnit does. The failure that is reported has the fewest
 * preemptions; its message shows the schedule and an id for {@link Replay}. A data race is a
 * failure, and so is a search that proves nothing, unless {@link #proof} says otherwise.
 *
 * <p>With {@code @ParameterizedTest} or {@code @RepeatedTest} beside it, each invocation is
 * explored. Arguments may be values, enum constants, records, arrays and lists of those, and
 * classes.
 *
 * <p>Other extensions act on the object that JUnit makes, which no run sees.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ExploreExtension.class)
public @interface ExploreTest {
    /**
     * How many times, at most, a thread that could continue has to let another one run.
     *
     * @return 0 or more
     */
    int preemptions() default 2;

    /**
     * How many steps a run has at most.
     *
     * @return 1 or more
     */
    int steps() default 5_000;

    /**
     * How many runs there are at most.
     *
     * @return 1 or more
     */
    long runs() default 10_000_000;

    /**
     * How long the search takes at most.
     *
     * @return seconds, 1 or more
     */
    int seconds() default 60;

    /**
     * How many runs go on at a time.
     *
     * @return 1 or more; 0 for one for each processor
     */
    int workers() default 0;

    /**
     * Whether waits may end for no reason, which costs a preemption.
     *
     * @return false for a program whose waits end only for a reason
     */
    boolean spuriousWakeUps() default true;

    /**
     * Whether data races are allowed: what they may read, older values too, is explored then.
     *
     * @return false when a data race fails the test
     */
    boolean allowRaces() default false;

    /**
     * Whether only a proof passes the test.
     *
     * <p>Without a proof the search also draws schedules by chance, for as long as {@link
     * Bounds#ANYTIME} says.
     *
     * @return false when it is enough that no schedule failed that was looked at
     */
    boolean proof() default true;
}
