package signalkit.posix;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * A test that has to pass many times in a row, each time with an instance of its own.
 *
 * <p>It is one test to JUnit, unlike {@code RepeatedTest}, whose book-keeping for each round takes
 * longer than most rounds here do. No round is repeated: the first that fails fails the test.
 */
@Test
@ExtendWith(Rounds.Loop.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rounds {
    /** How many rounds there are when the slow tests run, too; a fourth of them otherwise. */
    int value();

    /** One round. */
    interface Round {
        void run() throws Throwable;
    }

    /** Runs the rounds; JUnit itself has made the instance of the first. */
    final class Loop implements InvocationInterceptor {
        @Override
        public void interceptTestMethod(
                Invocation<Void> first,
                ReflectiveInvocationContext<Method> context,
                ExtensionContext extension)
                throws Throwable {
            Method test = context.getExecutable();
            int rounds = count(test.getAnnotation(Rounds.class).value());
            first.proceed();
            Constructor<?> instance = context.getTargetClass().getDeclaredConstructor();
            instance.setAccessible(true);
            test.setAccessible(true);
            from(2, rounds, () -> test.invoke(instance.newInstance()));
        }

        static int count(int wanted) {
            return Boolean.getBoolean("signalkit.tests.short") ? (wanted + 3) / 4 : wanted;
        }

        static void from(int first, int last, Round round) throws Throwable {
            for (int number = first; number <= last; number++) {
                try {
                    round.run();
                } catch (InvocationTargetException e) {
                    Throwable failure = e.getCause();
                    String where = "round " + number + " of " + last;
                    throw new AssertionError(where + ": " + failure.getMessage(), failure);
                }
            }
        }
    }
}
