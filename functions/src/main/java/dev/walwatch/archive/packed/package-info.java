/**
 * What is packed: the formats that backup tools pack files in, and the text in a small one.
 *
 * <p>Only this room knows the libraries that unpack. Content is hostile: whatever it is, it gives
 * an outcome, never an exception, and never more than a cap.
 */
@NullMarked
package dev.walwatch.archive.packed;

import org.jspecify.annotations.NullMarked;
