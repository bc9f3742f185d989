/** The course as static pages for a browser. */
package signalkit.course.site;
