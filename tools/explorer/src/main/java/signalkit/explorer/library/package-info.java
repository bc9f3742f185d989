/** What calls into the JDK reach beyond the objects that they name: by views, and by reflection. */
package signalkit.explorer.library;
