package signalkit.course.site;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Renders the kit's Markdown: headings get ids, code its colours, wide tables a box that scrolls,
 * and links the addresses that they have on the pages. Not thread-safe.
 */
final class Markup {
    /** What a text draws with lines is a picture, and is set closer. */
    private static final String DRAWN = "(?s).*[│┌└├─▶◀].*";

    /** Markup of a text is escaped, so this is only ever the renderer's own. */
    private static final String TABLE =
            "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">";

    /** A picture with a paragraph of its own, which scrolls where there is no room for it. */
    private static final Pattern PICTURE = Pattern.compile("<p>(<img [^>]*>)</p>");

    /** A name, an option or a short command, which no line breaks after its hyphens. */
    private static final Pattern SHORT =
            Pattern.compile("<code>([^<\n]{0,20}-[^<\n]{0,20})</code>");

    /** A place in a text that links lead to. */
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([A-Za-z0-9-]+)\">");

    private final Parser parser;
    private final HtmlRenderer renderer;
    private final UnaryOperator<String> addresses;
    private final Map<String, Integer> ids = new HashMap<>();

    /**
     * A renderer for one page, on which no id comes twice.
     *
     * @param addresses the address on the pages of one in the text; empty when there is none, and
     *     then the link is left out and its text stays
     */
    Markup(UnaryOperator<String> addresses) {
        this.addresses = addresses;
        List<Extension> tables = List.of(TablesExtension.create());
        parser = Parser.builder().extensions(tables).build();
        renderer =
                HtmlRenderer.builder()
                        .extensions(tables)
                        .escapeHtml(true)
                        .nodeRendererFactory(Blocks::new)
                        .build();
    }

    /** Blocks of Markdown as HTML. */
    String blocks(String markdown) {
        String html =
                renderer.render(parser.parse(markdown))
                        .replace("<table>", TABLE + "<table>")
                        .replace("</table>", "</table></div>");
        html = SHORT.matcher(html).replaceAll("<code class=\"short\">$1</code>");
        return PICTURE.matcher(html).replaceAll("<p class=\"drawn\" tabindex=\"0\">$1</p>");
    }

    /** One line of Markdown as HTML, without a paragraph around it. */
    String line(String markdown) {
        return blocks(markdown)
                .strip()
                .replaceFirst("^<p>", "")
                .replaceFirst("</p>$", "")
                .replace("</p>\n<p>", "<br>");
    }

    /** An id for a heading: its letters and digits. */
    private String id(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} -]", "")
                        .strip()
                        .replace(' ', '-');
        int before = ids.merge(plain, 1, Integer::sum) - 1;
        return before == 0 ? plain : plain + "-" + before;
    }

    private static String plain(Node node) {
        StringBuilder text = new StringBuilder();
        for (Node each = node.getFirstChild(); each != null; each = each.getNext()) {
            if (each instanceof Text words) {
                text.append(words.getLiteral());
            } else if (each instanceof Code code) {
                text.append(code.getLiteral());
            } else {
                text.append(plain(each));
            }
        }
        return text.toString();
    }

    private final class Blocks implements NodeRenderer {
        private final HtmlNodeRendererContext context;
        private final HtmlWriter html;

        Blocks(HtmlNodeRendererContext context) {
            this.context = context;
            this.html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(
                    FencedCodeBlock.class,
                    Heading.class,
                    HtmlBlock.class,
                    HtmlInline.class,
                    Link.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof FencedCodeBlock code) {
                code(code.getInfo(), code.getLiteral());
            } else if (node instanceof Heading heading) {
                String tag = "h" + heading.getLevel();
                html.tag(tag, Map.of("id", id(plain(heading))));
                children(heading);
                html.tag("/" + tag);
                html.line();
            } else if (node instanceof Link link) {
                link(link);
            } else if (node instanceof HtmlInline inline) {
                inline(inline.getLiteral());
            }
            // A comment says where a text comes from, which is of no interest to a reader.
        }

        private void code(String language, String code) {
            boolean isPicture = language.isEmpty() && code.matches(DRAWN);
            html.raw(isPicture ? "<pre class=\"picture\" tabindex=\"0\"" : "<pre tabindex=\"0\"");
            html.raw("><code>" + CodeColours.html(language, code.stripTrailing()));
            html.raw("</code></pre>\n");
        }

        /** Of all HTML in a text, a page has the places that links lead to. */
        private void inline(String literal) {
            Matcher anchor = ANCHOR.matcher(literal);
            if (anchor.matches()) {
                html.raw("<span id=\"" + anchor.group(1) + "\"></span>");
            } else if (!literal.equals("</a>") && !literal.startsWith("<!--")) {
                html.text(literal);
            }
        }

        private void link(Link link) {
            String address = addresses.apply(link.getDestination());
            if (address.isEmpty()) {
                children(link);
                return;
            }
            html.raw("<a href=\"" + CodeColours.escape(address) + "\">");
            children(link);
            html.raw("</a>");
        }

        private void children(Node node) {
            for (Node each = node.getFirstChild(); each != null; each = each.getNext()) {
                context.render(each);
            }
        }
    }
}
