/**
 * What backup tools write into a bucket: the meaning of a key, the contents of the small files that
 * matter, and the snapshot of one archive that is judged.
 *
 * <p>Parsing is pure: no AWS, no clock. Only an {@link dev.walwatch.archive.ArchiveLayout} knows a
 * tool's keys; nothing above this room knows a tool.
 */
@NullMarked
package dev.walwatch.archive;

import org.jspecify.annotations.NullMarked;
