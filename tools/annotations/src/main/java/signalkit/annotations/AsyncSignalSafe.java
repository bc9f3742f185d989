package signalkit.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a trusted leaf: a handler may call it although no checker can see why.
 *
 * <p>The handler rules stop their search here and list the reason in their report, so the reason
 * has to convince a reader who knows POSIX XSH 2.4.3.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.CONSTRUCTOR, ElementType.TYPE})
public @interface AsyncSignalSafe {
    /**
     * Why this code is safe on top of any interrupted code.
     *
     * @return one sentence for the report
     */
    String value();
}
