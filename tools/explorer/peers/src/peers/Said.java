package peers;

import java.util.Locale;

/** What a tool said: "found", "clean", "proved", "speed" or "failed", and a number. */
record Said(String verdict, double number, String words) {
    /** Reads what {@link #toString} has written. */
    static Said read(String text) {
        String digits = text.replaceAll("[^0-9]", "");
        double number = digits.isEmpty() ? 0 : Double.parseDouble(digits);
        String verdict =
                text.startsWith("found") ? "found" : text.endsWith("/s") ? "speed" : text;
        return new Said(verdict, number, "");
    }

    @Override
    public String toString() {
        return switch (verdict) {
            case "found" -> String.format(Locale.ROOT, "found %,.0f ms", number);
            case "all" ->
                    String.format(
                            Locale.ROOT, "all %s in %,.0f ms", words.split(" ")[0], number);
            case "speed" -> String.format(Locale.ROOT, "%,.0f/s", number);
            default -> verdict;
        };
    }
}
