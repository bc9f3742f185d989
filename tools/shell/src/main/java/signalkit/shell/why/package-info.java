/** What the pages of defects and of differences say about one defect. */
package signalkit.shell.why;
