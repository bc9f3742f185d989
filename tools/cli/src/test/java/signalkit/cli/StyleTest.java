package signalkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours can be read on light and on dark backgrounds: contrast as WCAG 2 computes it. */
class StyleTest {
    /** WCAG asks for 3 of bold or large text and of signs. */
    private static final double LEAST = 3.3;

    /** White, Solarized light, black, the dark themes of two editors, and Solarized dark. */
    private static final int[] BACKGROUNDS = {
        0xffffff, 0xfdf6e3, 0x000000, 0x1e1e1e, 0x282a36, 0x002b36
    };

    private static final int FIRST_OF_CUBE = 16;
    private static final int[] LEVELS = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};

    @ParameterizedTest
    @EnumSource
    void each_colour_can_be_read(Style style) {
        if (style.colour() != Style.NONE) {
            assertTrue(leastContrast(rgb(style.colour())) >= LEAST, style::toString);
        }
    }

    /** The yellow, green and cyan of xterm, and its blue, which is too dark on black. */
    @ParameterizedTest
    @ValueSource(ints = {0xcdcd00, 0x00cd00, 0x00cdcd, 0x0000ee})
    void a_colour_that_cannot_be_read_somewhere_is_noticed(int rgb) {
        assertTrue(leastContrast(rgb) < LEAST);
    }

    @ParameterizedTest
    @EnumSource
    void each_colour_is_what_the_text_is_marked_up_with(Style style) {
        assertEquals(style.colour() != Style.NONE, style.of("x").contains("fg(" + style.colour()));
    }

    private static double leastContrast(int rgb) {
        double least = Double.MAX_VALUE;
        for (int background : BACKGROUNDS) {
            double one = luminance(rgb) + 0.05;
            double other = luminance(background) + 0.05;
            least = Math.min(least, Math.max(one / other, other / one));
        }
        return least;
    }

    private static double luminance(int rgb) {
        return 0.2126 * light(rgb >> 16) + 0.7152 * light(rgb >> 8) + 0.0722 * light(rgb);
    }

    private static double light(int value) {
        double part = (value & 0xff) / 255.0;
        return part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    private static int rgb(int colour) {
        int cube = colour - FIRST_OF_CUBE;
        return LEVELS[cube / 36] << 16 | LEVELS[cube / 6 % 6] << 8 | LEVELS[cube % 6];
    }
}
