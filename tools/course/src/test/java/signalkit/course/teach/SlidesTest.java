package signalkit.course.teach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signalkit.course.Course;

/** Slides show the gist; the whole text and the answers are in the notes. */
class SlidesTest {
    private static final Course COURSE = Course.read(Path.of("src/test/home").toAbsolutePath());

    @TempDir private Path folder;

    private static String page() throws IOException {
        return new Slides(COURSE.lesson("1")).page();
    }

    @Test
    void each_section_is_a_slide_with_its_text_in_the_notes() throws IOException {
        String page = page();
        assertEquals(
                page.split("<section>").length, page.split("</section>").length, "well-formed");
        for (String id : new String[] {"Start", "Predict", "Explain", "Fix", "Replay"}) {
            assertTrue(page.contains("<h2>" + id + "</h2>"), id);
        }
    }

    @Test
    void answer_of_a_question_is_in_the_notes_alone() throws IOException {
        String page = page();
        String slide = page.substring(page.indexOf("<h2>Predict</h2>"));
        slide = slide.substring(0, slide.indexOf("</section>"));
        int notes = slide.indexOf("<aside>");
        assertTrue(slide.indexOf("right:") > notes, slide);
        assertFalse(slide.substring(0, notes).contains("1 + 2 is 3"), slide);
    }

    @Test
    void page_needs_no_script_and_nothing_from_elsewhere() throws IOException {
        Path file = new Slides(COURSE.lesson("1")).write(folder.resolve("new"));
        String page = Files.readString(file);
        assertEquals("01-sums.html", file.getFileName().toString());
        assertFalse(page.contains("<script") || page.contains("src="), page);
        assertTrue(page.contains("@media print"), "printable");
    }

    @Test
    void first_sentence_ends_where_a_reader_thinks_so() {
        assertEquals("It ends.", Slides.firstSentence("It ends. Then more."));
        assertEquals("No end", Slides.firstSentence("No end"));
        assertEquals("", Slides.firstSentence(""));
    }
}
