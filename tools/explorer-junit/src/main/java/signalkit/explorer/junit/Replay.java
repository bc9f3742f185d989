package signalkit.explorer.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs one schedule of a test with {@link ExploreTest}, and no others.
 *
 * <p>It is for the time in which you look for the cause: set a breakpoint, and step. A test that
 * the schedule does not fit any more fails and says so.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Replay {
    /**
     * The id of the schedule.
     *
     * @return as the message of a failure shows it
     */
    String value();
}
