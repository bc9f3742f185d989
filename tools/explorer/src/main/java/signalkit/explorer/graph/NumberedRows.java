package signalkit.explorer.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Rows of a file that are written once, and named by their numbers. Not thread-safe. */
final class NumberedRows<T> {
    private final Map<T, Integer> numbers = new LinkedHashMap<>();
    private final JsonArray rows = new JsonArray();
    private final Function<T, JsonElement> writer;

    NumberedRows(Function<T, JsonElement> writer) {
        this.writer = writer;
    }

    /** The number of a row, which is added when it is not there. */
    int number(T value) {
        Integer known = numbers.get(value);
        if (known == null) {
            // What the row itself needs comes before it.
            JsonElement row = writer.apply(value);
            known = numbers.size();
            numbers.put(value, known);
            rows.add(row);
        }
        return known;
    }

    JsonArray rows() {
        return rows;
    }
}
