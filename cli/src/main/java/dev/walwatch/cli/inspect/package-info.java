/**
 * {@code walwatch inspect} and {@code walwatch plan}: an archive is listed, or a listing is read,
 * and judged by the engine of the deployed functions. Nothing is written anywhere.
 */
@NullMarked
package dev.walwatch.cli.inspect;

import org.jspecify.annotations.NullMarked;
