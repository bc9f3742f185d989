package signalkit.explorer.jdk;

import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collector;

/**
 * What functions of the program give the JDK to change: the container of a collector, and the array
 * of {@code toArray}.
 *
 * <p>No call has them as its object or its argument, so explored code hands its functions over
 * here. Stateless.
 */
public final class GivenObjects {
    private GivenObjects() {}

    /**
     * A collector that says what it is about to change.
     *
     * @param collector one of the JDK's, whose container a function of the program makes
     * @return collects the same
     */
    public static <T, A, R> Collector<T, A, R> of(Collector<T, A, R> collector) {
        Set<Collector.Characteristics> characteristics = collector.characteristics();
        boolean finishes = !characteristics.contains(Collector.Characteristics.IDENTITY_FINISH);
        return Collector.of(
                collector.supplier(),
                (container, element) ->
                        Here.change(
                                container,
                                () -> collector.accumulator().accept(container, element)),
                collector.combiner(),
                container -> {
                    if (finishes) {
                        Here.change(container, () -> {});
                    }
                    return collector.finisher().apply(container);
                },
                characteristics.toArray(Collector.Characteristics[]::new));
    }

    /**
     * A function that says that its array is about to be filled.
     *
     * @param maker makes an array of a length
     * @return makes the same
     */
    public static <T> IntFunction<T> of(IntFunction<T> maker) {
        return maker == null
                ? null
                : length -> {
                    T array = maker.apply(length);
                    Here.change(array, () -> {});
                    return array;
                };
    }

    /**
     * Says that an array has been filled: what ran meanwhile may have ordered threads.
     *
     * @param array what {@code toArray} returns
     * @return the same
     */
    public static Object[] filled(Object[] array) {
        Here.change(array, () -> {});
        return array;
    }
}
