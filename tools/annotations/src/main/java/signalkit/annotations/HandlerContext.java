package signalkit.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks code that runs in handler context: on top of a thread that was interrupted anywhere.
 *
 * <p>Such code may call only what is async-signal-safe (POSIX XSH 2.4.3; CERT SIG30-C) and may
 * share only volatile or lock-free objects with the code that it interrupts (CERT SIG31-C). On a
 * type, every method of the type is meant; on a method, every override is meant too.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface HandlerContext {}
