package signalkit.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A class of the JDK whose objects threads share, and some calls of it.
 *
 * @param make a new object
 * @param show what it holds, as text
 * @param calls what threads may do with it
 */
record JdkClass<T>(String name, Supplier<T> make, Function<T, ?> show, List<Call<T>> calls) {
    /**
     * One call.
     *
     * @param isAtomic whether it takes effect at one moment and never waits, so that the order of
     *     such calls decides all that they return
     */
    record Call<T>(String name, boolean isAtomic, BiFunction<T, Self, ?> code) {}

    /** The thread that calls. */
    static final class Self {
        /** From 1. */
        final int number;

        /** What a lock has given it last. */
        long stamp;

        Self(int number) {
            this.number = number;
        }
    }

    /** A call that may throw. */
    @FunctionalInterface
    interface Asking<T> {
        Object apply(T object, Self self) throws Exception;
    }

    @SafeVarargs
    static <T> JdkClass<T> of(
            String name, Supplier<T> make, Function<T, ?> show, Call<T>... calls) {
        List<Call<T>> all = new ArrayList<>();
        for (Call<T> call : calls) {
            all.add(call);
        }
        return new JdkClass<>(name, make, show, all);
    }

    /** An atomic call. */
    static <T> Call<T> one(String name, BiFunction<T, Self, ?> code) {
        return new Call<>(name, true, code);
    }

    /** A call into whose middle others may come. */
    static <T> Call<T> many(String name, BiFunction<T, Self, ?> code) {
        return new Call<>(name, false, code);
    }

    /** A call that may wait. */
    static <T> Call<T> waits(String name, Asking<T> code) {
        return new Call<>(
                name,
                false,
                (object, self) -> {
                    try {
                        return code.apply(object, self);
                    } catch (Exception e) {
                        return e.getClass().getSimpleName();
                    }
                });
    }

    /** What a call returns, or the name of what it throws. */
    String call(int call, Object object, Self self) {
        try {
            @SuppressWarnings("unchecked")
            Object result = calls.get(call).code.apply((T) object, self);
            return String.valueOf(result);
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    @SuppressWarnings("unchecked")
    String text(Object object) {
        return String.valueOf(show.apply((T) object));
    }
}
