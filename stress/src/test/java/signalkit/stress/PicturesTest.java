package signalkit.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import signalkit.explorer.Catalogue;
import signalkit.explorer.Explorer;
import signalkit.explorer.Schedule;
import signalkit.explorer.Trace;
import signalkit.explorer.view.Sources;
import signalkit.explorer.view.TraceSvg;

/**
 * Each picture of a page is what its run looks like now. A comment names the run, and the line
 * below it the file:
 *
 * <pre>{@code
 * <!-- svg self-deadlock@unsafe:0cw1-1 -->
 * ![main waits for itself](pictures/self-deadlock.svg)
 * }</pre>
 *
 * <p>{@code -Dsignalkit.pages.write=true} draws them again.
 */
class PicturesTest {
    private static final Path HOME = Path.of("").toAbsolutePath().getParent();
    private static final Pattern PICTURE =
            Pattern.compile(
                    "<!-- svg ([\\w-]+)@(\\w+):([\\w-]+) -->\\n!\\[[^\\]]+\\]\\(([^)]+\\.svg)\\)");

    private final Catalogue catalogue = Catalogue.of(PicturesTest.class.getClassLoader());

    private record Picture(Path file, String scenario, String side, String schedule) {}

    private static List<Picture> pictures() throws IOException {
        List<Picture> pictures = new ArrayList<>();
        for (String folder : List.of("docs", "lessons", "tools")) {
            try (Stream<Path> pages = Files.walk(HOME.resolve(folder))) {
                for (Path page : pages.filter(PicturesTest::isPage).toList()) {
                    Matcher matcher = PICTURE.matcher(Files.readString(page));
                    while (matcher.find()) {
                        Path file = page.resolveSibling(matcher.group(4)).normalize();
                        pictures.add(
                                new Picture(
                                        file,
                                        matcher.group(1),
                                        matcher.group(2),
                                        matcher.group(3)));
                    }
                }
            }
        }
        return pictures;
    }

    private static boolean isPage(Path path) {
        return path.toString().endsWith(".md") && !path.toString().contains("/target/");
    }

    private String draw(String scenario, String side, String schedule) {
        Trace trace = Explorer.replay(catalogue.find(scenario, side), Schedule.of(schedule));
        List<Path> folders = catalogue.sources(side).stream().map(HOME::resolve).toList();
        return TraceSvg.of(trace, new Sources(folders));
    }

    @Test
    void each_picture_shows_its_run() throws IOException {
        List<Picture> pictures = pictures();

        assertFalse(pictures.isEmpty());
        for (Picture each : pictures) {
            String drawn = draw(each.scenario(), each.side(), each.schedule());
            if (Boolean.getBoolean("signalkit.pages.write")) {
                Files.createDirectories(each.file().getParent());
                Files.writeString(each.file(), drawn);
            }
            assertEquals(
                    Files.readString(each.file()),
                    drawn,
                    "-Dsignalkit.pages.write=true draws " + each.file().getFileName() + " again");
        }
    }

    @Test
    void another_schedule_is_another_picture() {
        String failing = draw("self-deadlock", "unsafe", "0cw1-1");

        assertNotEquals(failing, draw("self-deadlock", "unsafe", Schedule.PLAIN.id()));
        assertNotEquals(failing, draw("self-deadlock", "safe", "0cw1-1"));
    }
}
