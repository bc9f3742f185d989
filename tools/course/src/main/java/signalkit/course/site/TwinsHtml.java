package signalkit.course.site;

/**
 * The element in which two programs run under one schedule, side by side.
 *
 * @param broken the program that the reader drives
 * @param sound the program that gets the same schedule
 * @param replay the command of the kit that replays a run, up to its id; empty for none
 * @param key of the step that is done when the first program is broken; empty for none
 */
record TwinsHtml(Side broken, Side sound, String replay, String key) {
    /**
     * One of the two.
     *
     * @param name above it
     * @param id of the element with its graph
     * @param graph its state graph; empty when another element of the page has it
     */
    record Side(String name, String id, String graph) {
        private String data() {
            return graph.isEmpty() ? "" : SiteFrame.data(id, graph);
        }
    }

    String html() {
        return """
        <section class="twins-box" data-broken="%s" data-sound="%s" data-broken-name="%s" data-sound-name="%s" \
        data-replay="%s" data-key="%s" aria-label="Two programs, one schedule"><p>To see both side by side needs \
        scripts.</p></section>
        """
                        .formatted(
                                broken.id,
                                sound.id,
                                CodeColours.escape(broken.name),
                                CodeColours.escape(sound.name),
                                replay,
                                key)
                + broken.data()
                + sound.data();
    }
}
