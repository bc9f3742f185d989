package signalkit.shell.interpreter;

import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.function.Function;
import signalkit.lab.fault.FaultOutcome;

/**
 * The constants of an enum in JSON: written as a word that people type, read in older spellings
 * too.
 *
 * @param <E> the enum
 */
final class JsonWords<E extends Enum<E>> extends TypeAdapter<E> {
    private final Class<E> type;
    private final Function<E, String> word;

    JsonWords(Class<E> type, Function<E, String> word) {
        this.type = type;
        this.word = word;
    }

    /** The word of the tables for what became of a promise. */
    static String ofPromise(FaultOutcome.Promise promise) {
        return switch (promise) {
            case KEPT -> "ok";
            case BROKEN -> "bad";
            case UNTRIED -> "untried";
        };
    }

    @Override
    public void write(JsonWriter out, E value) throws IOException {
        out.value(value == null ? null : word.apply(value));
    }

    @Override
    public E read(JsonReader in) throws IOException {
        String text = in.nextString();
        for (E each : type.getEnumConstants()) {
            if (word.apply(each).equals(text) || each.name().equals(text)) {
                return each;
            }
        }
        throw new JsonParseException(text + " is no " + type.getSimpleName());
    }
}
