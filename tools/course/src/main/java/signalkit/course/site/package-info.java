/**
 * The course as static pages for a browser, with games that need no Java; see docs/pages.md.
 *
 * <p>Scripts, styles and templates are resources beside this package. Each is written to the site
 * as it is.
 */
package signalkit.course.site;
