package signalkit.course.isolation;

import java.time.Duration;
import signalkit.course.check.TimeLimit;

/**
 * How long the JVM of a check may run.
 *
 * @param limit of the check itself, which shows what it was doing when the time is over
 * @param grace on top of it, for the start of the JVM and for a check that does not even do that
 */
record CheckTime(Duration limit, Duration grace) {
    static CheckTime usual() {
        return new CheckTime(TimeLimit.limit(), Duration.ofSeconds(10));
    }

    Duration inAll() {
        return limit.plus(grace);
    }
}
