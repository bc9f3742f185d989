package signalkit.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program may declare the annotations itself: their simple names count. */
class OwnAnnotationsTest {
    @Retention(RetentionPolicy.CLASS)
    @interface HandlerContext {}

    @Retention(RetentionPolicy.CLASS)
    @interface AsyncSignalSafe {
        int since() default 0;

        String because() default "";
    }

    @Retention(RetentionPolicy.CLASS)
    @interface NotHandlerContext {}

    static class Annotated {
        @HandlerContext
        void onTerm() {
            withReason();
            withoutReason();
        }

        @AsyncSignalSafe(since = 1, because = "it is only printed in tests")
        static void withReason() {
            System.out.println();
        }

        @AsyncSignalSafe
        static void withoutReason() {
            System.out.println();
        }

        @NotHandlerContext
        void other() {
            System.out.println();
        }
    }

    @Test
    void a_method_with_an_annotation_of_that_name_is_a_handler() {
        assertEquals(List.of("Annotated.onTerm()"), Verdicts.handlersOf(Annotated.class));
    }

    @Test
    void an_annotation_of_that_name_is_trusted_and_its_reason_is_shown() {
        assertEquals(List.of(), Verdicts.on(Annotated.class));
        assertEquals(
                List.of(
                        "Annotated.withReason(): it is only printed in tests",
                        "Annotated.withoutReason(): no reason given"),
                Verdicts.trustedBy(Annotated.class));
    }
}
